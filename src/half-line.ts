// A line as it stands so far, for a platform that can show a form for the rest of it.
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { tokensOf } from './context.ts';
import { argumentsOf, readHalfTyped } from './parse.ts';
import type { Locale } from './ports.ts';
import { isRefusal } from './register/refusal.ts';
import { type FormValues, lineOfForm } from './view/form.ts';

export interface HalfLine {
  readonly command: Command;
  readonly values: FormValues;
  /** The line, with the file that came with it. */
  readonly line: string;
  /** Something that the command cannot do without is not there, or stands to be filled in. */
  readonly unfinished: boolean;
}

/**
 * Undefined for a line that no form can help: running it says why. `files` came with the line: a single one is what the
 * line's file argument means where it names none.
 */
export function halfTyped(line: string, locale: Locale, files: readonly string[] = []): HalfLine | undefined {
  const tokens = tokensOf(line);
  const read = isRefusal(tokens) ? tokens : readHalfTyped(commands, tokens, locale);
  if (isRefusal(read)) return undefined;
  const { command, values, missing, toFill } = read;
  const [file, second] = files;
  const wanted = argumentsOf(command).find((each) => each.kind === 'file' && values[each.name] === undefined);
  if (file === undefined || second !== undefined || !wanted)
    return { command, values, line, unfinished: missing.length > 0 || toFill };
  const filled = { ...values, [wanted.name]: [file] };
  const unfinished = missing.some((name) => name !== wanted.name);
  return { command, values: filled, line: lineOfForm(command, filled), unfinished };
}
