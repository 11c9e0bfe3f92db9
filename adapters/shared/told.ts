// An answer as somebody reads it on a platform, and what stands before the lines of its buttons.
import { createHash } from 'node:crypto';
import { type Action, type Answer, type Locale, languages, type View } from '../../src/index.ts';
import type { Asking } from './asking.ts';
import { exampleMark } from './drawing.ts';

/** Stands before a line whose answer is to be shown to the whole channel; no command begins with it. */
export const shareMark = '> ';

/** A sentence as it was read: nothing has been run yet. */
export function isProposal({ ok, command }: Answer): boolean {
  return ok && command === null;
}

/** Stands before a line that is recorded once, with the name of what it came from: `! 3f9a… svar Vejen nej`. */
const onceMark = /^! (\S+) (.*)$/s;

/** With the sentence's name before its line, so that it is recorded once, however often it is pressed. */
export function pressedOnce(view: View, cause: string): View {
  const named = ({ label, line }: Action): Action => ({ label, line: `! ${onceNamed(cause)} ${line}` });
  return view.map((node) => (node.kind === 'actions' ? { ...node, actions: node.actions.map(named) } : node));
}

/** What `pressedOnce` has put before the line. */
export function onceOf(text: string): { readonly once: string | undefined; readonly line: string } {
  const [, once, line = text] = onceMark.exec(text) ?? [];
  return { once, line };
}

/** A name for whatever was said or shown: short, and of no meaning to a reader. */
export function onceNamed(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** The answer as a person on a platform reads it: a line that would work is written out, as its button says no more. */
export function told({ ok, view, files }: Answer, locale: Locale): View {
  const { says, cards } = languages[locale];
  if (!ok)
    return view.flatMap(
      (node): View =>
        node.kind === 'actions'
          ? [
              { kind: 'text', text: `${says.tryThis}:` },
              {
                kind: 'actions',
                actions: node.actions.map(({ line }) => ({ label: line, line: `${exampleMark}${line}` })),
              },
            ]
          : [node],
    );
  return files.length > 0 ? [...view, { kind: 'text', text: cards.filesInMessage }] : view;
}

/** An answer that only reads can be shown to the others, too. */
export function shareButton(
  { channel, isDirect }: Asking,
  given: Answer,
  line: string,
  locale: Locale,
): View {
  // A sentence that waits to be confirmed is nobody else's yet.
  const isPrivate = given.ok && given.events.length === 0 && !given.public && !isProposal(given);
  if (!isPrivate || channel === undefined || isDirect || given.command === 'menu') return [];
  return [
    { kind: 'actions', actions: [{ label: languages[locale].cards.share, line: `${shareMark}${line}` }] },
  ];
}

export function no(text: string): View[number] {
  return { kind: 'notice', tone: 'refusal', text };
}

export function faulty(view: View): Answer {
  const nothing = { refusal: null, command: null, data: null, files: [], events: [], public: false };
  return { ok: false, code: 'fault', view, ...nothing };
}
