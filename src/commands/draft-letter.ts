import { z } from 'zod';
import { choice, date, municipalityList, option, positional, words } from '../args.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { type Changes, firstVersion, nextVersion } from '../letters/versions.ts';
import { waitsFor } from '../obligations/people.ts';
import { refusedIn } from '../register/answer.ts';
import { afterVersion } from '../register/approval-state.ts';
import type { Proposal } from '../register/events.ts';
import { municipalityOf } from '../register/municipality.ts';
import { nameOf } from '../register/offer.ts';
import { isUnsent, newestDraft, reportedIn } from '../register/outgoing.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import type { OutgoingLetter, Round } from '../register/state.ts';
import { actions, type Node, text } from '../view/nodes.ts';
import { letterNamed, roundOf } from './find.ts';
import { caseNumber } from './references.ts';
import { removedFrom } from './removed-words.ts';

const kinds = choice(
  { orientering: 'orientering', supplerende: 'supplerende', berigtigelse: 'berigtigelse' },
  { information: 'orientering', supplement: 'supplerende', correction: 'berigtigelse' },
);

export const draftLetter = defineCommand({
  name: 'udkast',
  alias: 'draft',
  help: {
    da: 'Lav en orientering til Socialudvalget, en supplerende eller en berigtigelse, som docx, pdf og eml',
    en: 'Draft a letter of information to the committee, a supplement or a correction, as docx, pdf and eml',
  },
  example: 'udkast orientering 2025 sag="2025 - 1234" dato=10-02-2025',
  args: z.object({
    kind: positional(0, 'brevart', 'kind', kinds),
    about: positional(1, 'år|brev', 'year|letter', words),
    municipalities: option('kommuner', 'municipalities', municipalityList),
    date: option('dato', 'date', date),
    caseNumber: option('sag', 'case', caseNumber),
  }),
  handle(args, context) {
    const changes = { date: args.date, caseNumber: args.caseNumber };
    if (args.kind !== 'orientering') return followUp(args.kind, args.about, changes, context);
    const year = /^20\d\d$/.test(args.about) ? Number(args.about) : undefined;
    if (year === undefined) {
      const params = { label: context.locale === 'da' ? 'år' : 'year', typed: args.about, expected: '2025' };
      return refuse(
        'invalid-value',
        params,
        `udkast orientering ${[...context.register.rounds.keys()].at(-1) ?? 2025}`,
      );
    }
    const round = roundOf(context.register, year, 'udkast orientering');
    if (isRefusal(round)) return round;
    const wanted = refusalsToReport(context, round, args.municipalities);
    if (isRefusal(wanted)) return wanted;
    const { refusals, letter } = wanted;
    if (!letter)
      return drafted(
        firstVersion(context, 'orientering', year, null, { ...changes, refusals }),
        undefined,
        context,
      );
    return drafted(nextVersion(context, letter, { ...changes, refusals }), letter, context);
  },
});

/** All refusals of the year that no sent letter tells of, or those of the named municipalities; and the draft they stand in. */
function refusalsToReport(
  { register }: Context,
  round: Round,
  named: readonly string[] | undefined,
): { refusals: string[]; letter: OutgoingLetter | undefined } | Refusal {
  const refused = refusedIn(round);
  const example = `udkast orientering ${round.year}`;
  for (const code of named ?? []) {
    const own = refused.filter((each) => each.offer.municipality === code);
    const municipality = municipalityOf(code).name;
    if (own.length === 0) return refuse('not-refused', { municipality, year: round.year }, example);
    const sent = own.map((each) => reportedIn(register, each.answer.answer)).find((letter) => letter?.sent);
    if (sent && own.every((each) => reportedIn(register, each.answer.answer)?.sent))
      return refuse('already-reported', { municipality, letter: sent.id }, `vis ${sent.id}`);
  }
  const unreported = refused.filter((each) => !reportedIn(register, each.answer.answer)?.sent);
  const chosen = unreported.filter((each) => !named || named.includes(each.offer.municipality ?? ''));
  if (chosen.length === 0) return refuse('nothing-to-report', { year: round.year }, `overblik ${round.year}`);
  const answers = chosen.map((each) => each.answer.answer);
  const drafts = [...register.letters.values()].filter(
    (letter) =>
      letter.kind === 'orientering' &&
      isUnsent(letter) &&
      newestDraft(letter).refusals.some((id) => answers.includes(id)),
  );
  const [only, second] = drafts;
  const lost =
    only &&
    newestDraft(only).refusals.filter(
      (id) => !answers.includes(id) && unreported.some((each) => each.answer.answer === id),
    );
  if (only && lost && lost.length > 0) {
    const names = unreported
      .filter((each) => lost.includes(each.answer.answer))
      .map((each) => nameOf(each.offer));
    return refuse(
      'letter-would-lose',
      { letter: only.id, municipalities: [...new Set(names)] },
      `annullér ${only.id} grund="…"`,
    );
  }
  if (!second) return { refusals: answers, letter: only };
  const first = chosen[0]?.offer.municipality;
  return refuse(
    'several-letters',
    { letters: drafts.map((each) => each.id) },
    `${example} kommuner=${first ? municipalityOf(first).name : 'Vejen'}`,
  );
}

/** A supplement or correction of a sent letter; while it is unsent, its next version. */
function followUp(
  kind: 'supplerende' | 'berigtigelse',
  typed: string,
  changes: Changes,
  context: Context,
): Reply | Refusal {
  const about = letterNamed(context.register, typed);
  if (isRefusal(about)) return about;
  if (!about.sent) return refuse('letter-not-sent', { letter: about.id }, `udkast orientering ${about.year}`);
  const open = [...context.register.letters.values()].find(
    (each) => each.kind === kind && isUnsent(each) && newestDraft(each).about === about.id,
  );
  const refusals = newestDraft(about).refusals;
  if (open) return drafted(nextVersion(context, open, changes), open, context);
  const first = firstVersion(context, kind, about.year, about.id, { ...changes, refusals });
  return first
    ? drafted(first, undefined, context)
    : refuse('nothing-new', { letter: about.id }, `vis ${about.id}`);
}

function drafted(
  proposal: Proposal<'letter-drafted'> | undefined,
  letter: OutgoingLetter | undefined,
  context: Context,
): Reply | Refusal {
  const { t } = context;
  if (!proposal && letter) {
    const { version, files } = newestDraft(letter);
    return {
      view: [{ kind: 'text', text: t.says.letter.unchanged(letter.id, version) }],
      data: { letter: letter.id, version },
      files,
    };
  }
  if (!proposal) throw new Error('an orientering with refusals can always be drafted');
  const gone = removedFrom(proposal, context);
  if (gone) return gone;
  const { letter: id, version } = proposal.data;
  return {
    events: [proposal],
    data: { letter: id, version },
    view: letter ? afterNewVersion(letter, proposal, context) : nextSteps(id, context),
  };
}

/** What a new version means for a running approval; else the way towards one. */
export function afterNewVersion(
  letter: OutgoingLetter,
  proposal: Proposal<'letter-drafted'>,
  context: Context,
): Node[] {
  const { approval, id } = letter;
  if (!approval || approval.stopped) return nextSteps(id, context);
  const draft = { ...proposal.data, recorded: 0, by: context.actor.id, files: [] };
  const after = afterVersion(approval, draft);
  const names = waitsFor(context.people, after).map(context.nameOf);
  const { t } = context;
  const straightBack = approval.returned?.mode === 'to-me';
  return [
    text(t.deadlines.approval.reopened(proposal.data.version, t.says.list(names), straightBack)),
    actions(
      { label: t.says.next.check, line: `kontrol ${id}` },
      { label: t.duties.buttons.show, line: `godkendelse vis ${id}` },
    ),
  ];
}

function nextSteps(id: string, { t }: Context): Node[] {
  return [
    text(t.says.letter.waiting(id)),
    actions(
      { label: t.says.next.check, line: `kontrol ${id}` },
      { label: t.says.next.approval, line: `godkendelse start ${id} holdt-op-mod-brevet=<ja>` },
    ),
  ];
}
