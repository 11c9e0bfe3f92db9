// An answer on the console: as text, or as one JSON object a line.
import { plain } from '../../src/index.ts';
import type { SavedFile } from './files.ts';
import type { Letterbox } from './mailbox.ts';
import type { LineAnswer } from './session.ts';

/** Exactly one object; every `at` is Copenhagen time with its offset. */
export function asJson(
  { line, at, as, input, answer, messages }: LineAnswer,
  files: readonly SavedFile[],
): string {
  return JSON.stringify({
    line,
    at,
    as,
    command: answer.command,
    input,
    ok: answer.ok,
    code: answer.code,
    text: plain(answer.view),
    files,
    events: answer.events.map((event) => event.type),
    messages: messages.map(({ at, to, text }) => ({ at, to, text })),
    data: answer.data ?? {},
  });
}

/** What a person reads; `echo` repeats the line, so that a story reads as a conversation. */
export function asText(
  { at, as, input, answer, messages }: LineAnswer,
  files: readonly SavedFile[],
  echo: boolean,
): string {
  const sent = messages.map((message) => `${messageText(message)}\n\n`).join('');
  const said = [plain(answer.view), ...files.map((file) => `  ${file.path}`)]
    .filter((part) => part !== '')
    .join('\n');
  if (!echo) return `${sent}${said}`;
  if (input.startsWith('@') && answer.ok) return `\n${sent}── ${dayAndTime(at)} ──`;
  const line = input.startsWith(`${as}:`) || input.startsWith('@') ? input : `${as}: ${input}`;
  const indented = said.split('\n').map((each) => (each === '' ? '' : `    ${each}`));
  return [`> ${line}`, ...(said === '' ? [] : indented)].join('\n');
}

/** A message on its way, with the hour at which it left. */
function messageText({ at, to, text }: Letterbox): string {
  const indented = text.split('\n').map((line) => `    ${line}`);
  return `✉ ${dayAndTime(at)} til ${to}\n${indented.join('\n')}`;
}

function dayAndTime(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
