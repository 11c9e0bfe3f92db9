import { z } from 'zod';
import { foldTerm, option, positional, words } from '../args.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { errorsOf, type Finding, findings } from '../letters/checks.ts';
import { composedNow } from '../letters/versions.ts';
import { roles } from '../permission.ts';
import { isUnsent, locked, newestDraft, newVersionLine } from '../register/outgoing.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import type { OutgoingLetter } from '../register/state.ts';
import { actions, done, table, text } from '../view/nodes.ts';
import { letterNamed } from './find.ts';

export const checkLetter = defineCommand({
  name: 'kontrol',
  alias: 'check',
  help: {
    da: 'Kontrollér et brev, eller afklar en bemærkning, du har set på',
    en: 'Check a letter, or clear a finding that you have looked at',
  },
  example: 'kontrol Brev-1',
  asOf: true,
  also: roles,
  args: z.object({
    letter: positional(0, 'brev', 'letter', words),
    clear: option('afklar', 'clear', words),
    note: option('note', 'note', words),
  }),
  handle(args, context) {
    const letter = letterNamed(context.register, args.letter);
    if (isRefusal(letter)) return letter;
    const found = letterFindings(context, letter);
    return args.clear === undefined
      ? report(letter, found, context)
      : cleared(letter, found, args.clear, args.note, context);
  },
});

/** What is to be said of a letter today; nothing of one that is sent or cancelled. */
export function letterFindings(context: Context, letter: OutgoingLetter): Finding[] {
  const draft = newestDraft(letter);
  const composed = composedNow(context, letter);
  if (!isUnsent(letter) || !composed) return [];
  return findings(context.register, letter, composed, draft.date ?? context.today, context.digest);
}

export function findingText(finding: Finding, { t }: Context): string {
  return (t.findings[finding.kind] as (params: Finding['params']) => string)(finding.params);
}

function report(letter: OutgoingLetter, found: readonly Finding[], context: Context): Reply {
  const { says } = context.t;
  const rows = found.map((finding) => [
    finding.level === 'fejl' ? says.letter.error : says.letter.warning,
    finding.code,
    findingText(finding, context),
  ]);
  const data = {
    findings: found.map((finding) => ({
      code: finding.code,
      level: finding.level,
      text: findingText(finding, context),
    })),
  };
  if (rows.length === 0) return { view: [done(says.letter.clean(letter.id))], data };
  const errors = errorsOf(found).length;
  const clearable = found.find((finding) => finding.subject !== null);
  const hint = clearable
    ? [text(says.letter.clearHint(`kontrol ${letter.id} afklar=${clearable.code} note="…"`))]
    : [];
  const outdated = found.some((finding) => finding.kind === 'outdated');
  const redraft = outdated ? [actions({ label: says.next.draft, line: newVersionLine(letter) })] : [];
  return {
    view: [
      text(says.letter.check(errors, found.length - errors)),
      table(['', says.letter.code, says.letter.finding], rows),
      ...hint,
      ...redraft,
    ],
    data,
  };
}

function cleared(
  letter: OutgoingLetter,
  found: readonly Finding[],
  typed: string,
  note: string | undefined,
  context: Context,
): Reply | Refusal {
  const example = `kontrol ${letter.id} afklar=${typed} note="…"`;
  const closed = locked(context.register, letter.id);
  if (closed) return closed;
  const finding = found.find((each) => foldTerm(each.code) === foldTerm(typed));
  if (!finding)
    return refuse(
      'unknown-finding',
      { typed, known: found.map((each) => each.code) },
      `kontrol ${letter.id}`,
    );
  if (finding.subject === null)
    return refuse('finding-not-clearable', { finding: finding.code }, `kontrol ${letter.id}`);
  if (note === undefined) return refuse('missing-argument', { label: 'note', expected: 'note="…"' }, example);
  const data = { letter: letter.id, code: finding.code, subject: finding.subject, note: context.seal(note) };
  return { view: [], events: [{ type: 'finding-cleared', data }] };
}
