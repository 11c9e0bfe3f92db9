// An answer on the console: as text, or as one JSON object a line.
import { plain } from '../../src/index.ts';
import type { SavedFile } from './files.ts';
import type { LineAnswer } from './session.ts';

/** Exactly one object; every `at` is Copenhagen time with its offset. */
export function asJson({ line, at, as, input, answer }: LineAnswer, files: readonly SavedFile[]): string {
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
    messages: [],
    data: answer.data ?? {},
  });
}

/** What a person reads; `echo` repeats the line, so that a story reads as a conversation. */
export function asText(
  { at, as, input, answer }: LineAnswer,
  files: readonly SavedFile[],
  echo: boolean,
): string {
  const said = [plain(answer.view), ...files.map((file) => `  ${file.path}`)]
    .filter((part) => part !== '')
    .join('\n');
  if (!echo) return said;
  if (input.startsWith('@') && answer.ok) return `\n── ${at.slice(0, 16).replace('T', ' ')} ──`;
  const line = input.startsWith(`${as}:`) || input.startsWith('@') ? input : `${as}: ${input}`;
  const indented = said.split('\n').map((each) => (each === '' ? '' : `    ${each}`));
  return [`> ${line}`, ...(said === '' ? [] : indented)].join('\n');
}
