// A line as it stands so far, for a platform that can show a form for the rest of it.
import type { z } from 'zod';
import { parseDate } from './calendar/dates.ts';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { tokensOf } from './context.ts';
import { argumentsOf, readHalfTyped } from './parse.ts';
import type { LocalDate, Locale } from './ports.ts';
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

/** As a form has them: a date by its days, a choice by its own term. What is not understood stays as it was typed. */
function settled(command: Command, typed: FormValues, today: LocalDate | undefined): FormValues {
  const specs = argumentsOf(command);
  return Object.fromEntries(
    Object.entries(typed).map(([name, values]) => {
      const spec = specs.find((each) => each.name === name);
      const schema = (command.args.shape as Record<string, z.ZodType>)[name];
      const meant = (value: string): unknown => schema?.safeParse(value).data;
      return [
        name,
        values.map((value) => {
          if (spec?.kind === 'date') return (today && parseDate(value, today)) ?? value;
          if (spec?.kind !== 'choice' || meant(value) === undefined) return value;
          return spec.choices?.find((choice) => meant(choice) === meant(value)) ?? value;
        }),
      ];
    }),
  );
}

/**
 * Undefined for a line that no form can help: running it says why. `files` came with the line: a single one is what the
 * line's file argument means where it names none.
 */
export function halfTyped(
  line: string,
  locale: Locale,
  files: readonly string[] = [],
  today?: LocalDate,
): HalfLine | undefined {
  const tokens = tokensOf(line);
  const read = isRefusal(tokens) ? tokens : readHalfTyped(commands, tokens, locale);
  if (isRefusal(read)) return undefined;
  const { command, missing, toFill } = read;
  const values = settled(command, read.values, today);
  const [file, second] = files;
  const wanted = argumentsOf(command).find((each) => each.kind === 'file' && values[each.name] === undefined);
  if (file === undefined || second !== undefined || !wanted)
    return { command, values, line, unfinished: missing.length + toFill.length > 0 };
  const filled = { ...values, [wanted.name]: [file] };
  const unfinished = [...missing, ...toFill].some((name) => name !== wanted.name);
  return { command, values: filled, line: lineOfForm(command, filled), unfinished };
}
