// What a person has done with a letter: sent it, had it laid before the committee, or given it up. The bot itself never sends.
import { z } from 'zod';
import { date, number, option, positional, required, words } from '../args.ts';
import { type Context, defineCommand } from '../command.ts';
import { errorsOf, findings } from '../letters/checks.ts';
import { versionDiff } from '../letters/version-diff.ts';
import { composedNow, nextVersion } from '../letters/versions.ts';
import { answerById } from '../register/answer.ts';
import { isApproved } from '../register/approval-state.ts';
import { locked, newestDraft, notApproved } from '../register/outgoing.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import type { OutgoingLetter } from '../register/state.ts';
import { text } from '../view/nodes.ts';
import { findingText } from './check-letter.ts';
import { future, letterNamed } from './find.ts';
import { docNumber } from './references.ts';
import { supposedRegister } from './suppose.ts';

export const markSent = defineCommand({
  name: 'sendt',
  alias: 'sent',
  help: {
    da: 'Registrér, at et brev er sendt; det låser brevet',
    en: 'Record that a letter was sent; that locks it',
  },
  example: 'sendt Brev-1 dato=10-02-2025 doknr=870201',
  also: ['ministersekretariat'],
  args: z.object({
    letter: positional(0, 'brev', 'letter', words),
    date: option('dato', 'date', date),
    docNumber: option('doknr', 'doc', docNumber),
  }),
  handle(args, context) {
    const letter = letterNamed(context.register, args.letter);
    if (isRefusal(letter)) return letter;
    const on = args.date ?? newestDraft(letter).date ?? context.today;
    const refused =
      locked(context.register, letter.id) ?? future(context, on) ?? beforeFacts(context, letter, on);
    if (refused) return refused;
    if (!isApproved(letter)) return notApproved(letter);
    // The letter goes out with its own date and number, so they count before the check.
    const next = nextVersion(context, letter, { date: on, docNumber: args.docNumber });
    if (next && next.data.content !== letter.approval?.content) {
      const changed = versionDiff(newestDraft(letter), { ...newestDraft(letter), ...next.data })
        .filter(({ part }) => part !== 'dato' && part !== 'doknr')
        .map(({ part, words: diff }) => `${part}: ${diff}`);
      return refuse('approved-is-outdated', { letter: letter.id, changed }, `godkendelse stop ${letter.id}`);
    }
    const register = supposedRegister(context, next ? [next] : []);
    const final = register.letters.get(letter.id) ?? letter;
    const composed = composedNow({ ...context, register }, final);
    const errors = composed ? errorsOf(findings(register, final, composed, on, context.digest)) : [];
    if (errors.length > 0) {
      const missingNumber = errors.length === 1 && errors[0]?.code === 'mangler-doknr';
      const line = missingNumber ? `sendt ${letter.id} dato=${on} doknr=123456` : `kontrol ${letter.id}`;
      return refuse(
        'letter-has-errors',
        { letter: letter.id, errors: errors.map((each) => findingText(each, context)) },
        line,
      );
    }
    const { version, promisesNews } = newestDraft(final);
    return {
      events: [
        ...(next ? [next] : []),
        { type: 'letter-sent', data: { letter: letter.id, version, date: on } },
      ],
      view: [
        ...(next ? [text(context.t.deadlines.approval.stamped(version, newestDraft(letter).version))] : []),
        ...(promisesNews ? [text(context.t.says.letter.supplementNeeded(letter.id))] : []),
      ],
      data: { letter: letter.id, version },
    };
  },
});

/** A letter cannot have been sent before the answers that it reports came in. */
function beforeFacts({ register }: Context, letter: OutgoingLetter, on: string): Refusal | undefined {
  const { refusals } = newestDraft(letter);
  const received =
    refusals
      .map((id) => answerById(register, letter.year, id)?.answer.received ?? '')
      .sort()
      .at(-1) ?? '';
  if (on >= received) return undefined;
  const line = `sendt ${letter.id} dato=${received} doknr=123456`;
  return refuse('sent-before-answer', { letter: letter.id, date: on, received }, line);
}

export const markDistributed = defineCommand({
  name: 'omdelt',
  alias: 'distributed',
  help: {
    da: 'Registrér, at et sendt brev er omdelt til udvalget som bilag',
    en: 'Record that a sent letter was laid before the committee as an annex',
  },
  example: 'omdelt Brev-1 bilag=117 dato=12-02-2025',
  also: ['ministersekretariat'],
  args: z.object({
    letter: positional(0, 'brev', 'letter', words),
    annex: required('bilag', 'annex', number(1, 9999)),
    date: option('dato', 'date', date),
  }),
  handle(args, context) {
    const letter = letterNamed(context.register, args.letter);
    if (isRefusal(letter)) return letter;
    const on = args.date ?? context.today;
    const late = future(context, on);
    return (
      late ?? {
        view: [],
        events: [{ type: 'letter-distributed', data: { letter: letter.id, annex: args.annex, date: on } }],
      }
    );
  },
});

export const cancelLetter = defineCommand({
  name: 'annullér',
  alias: 'cancel',
  help: { da: 'Annullér et brev, der ikke er sendt', en: 'Cancel a letter that is not sent' },
  example: 'annullér Brev-1 grund="kommunen har ombestemt sig"',
  args: z.object({
    letter: positional(0, 'brev', 'letter', words),
    reason: required('grund', 'reason', words),
  }),
  handle(args, context) {
    const letter = letterNamed(context.register, args.letter);
    if (isRefusal(letter)) return letter;
    return {
      view: [],
      events: [{ type: 'letter-cancelled', data: { letter: letter.id, reason: context.seal(args.reason) } }],
    };
  },
});
