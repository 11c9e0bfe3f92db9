// What the operator typed: a command's options, those that say where the history is, and what npm kept for itself.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Environment } from '../config/environment.ts';
import { organisationId } from '../config/settings.ts';
import { type AdminCommand, commonOptions, type OptionTable } from './command.ts';
import { quoted, wrongLine } from './words.ts';

const commonValues = z.object({
  data: z.string().optional(),
  store: z.string().optional(),
  organisation: z.string().optional(),
  settings: z.string().optional(),
  help: z.boolean().optional(),
});

export function readTyped(command: AdminCommand, argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: withCodes(argv),
      options: { ...command.options, ...commonOptions },
      allowPositionals: true,
    });
    return { words: positionals, options: values, common: commonValues.parse(values) };
  } catch (error) {
    return { wrong: wrongLine(error) };
  }
}

/** One check code in 64 begins with a dash, and would be taken for an option. */
function withCodes(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (const word of argv) {
    const last = words.at(-1) ?? '';
    if (/^--[^=]+$/.test(last) && /^-[\w-]{42}$/.test(word)) words.splice(-1, 1, `${last}=${word}`);
    else words.push(word);
  }
  return words;
}

export function pasted(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

/** The line with those options of `argv` that say where the history is: pasted without them, it would work on another one. */
export function onSameHistory(line: string, argv: readonly string[]): string {
  const isSaid = (options: string) => new RegExp(`(^| )--(${options})( |=)`).test(line);
  const said = Object.entries(whereabouts(argv)).filter(
    ([name]) => !isSaid(name === 'data' || name === 'store' ? 'data|store' : name),
  );
  return [line, ...said.map(([name, value]) => `--${name} ${quoted(value)}`)].join(' ');
}

/** Also out of a line that does not fit, and none that could not be. */
function whereabouts(argv: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [at, word] of argv.entries()) {
    const [, name, value = argv[at + 1]] =
      /^--(data|store|organisation|settings)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined || value === undefined || /^(-|$)/.test(value)) continue;
    if (name !== 'organisation' || organisationId.safeParse(value).success) found[name] = value;
  }
  return found;
}

/** The words without those options and their values. */
export function without(words: readonly string[], ...names: readonly string[]): readonly string[] {
  const isOne = (word = '') => names.includes(word.slice(2)) && word.startsWith('--');
  return words.filter((word, at) => !isOne(word) && !isOne(word.split('=')[0]) && !isOne(words[at - 1]));
}

/** npm's own, and a person may have set them for good. */
const npms = ['email', 'help'];

/** The options that npm took for its own because no `--` stood before them, as words; none where it took none. */
export function keptByNpm(commands: readonly AdminCommand[], env: Environment): readonly KeptByNpm[] {
  const options = [commonOptions, ...commands.map(({ options: own }) => own)].flatMap((table: OptionTable) =>
    Object.entries(table),
  );
  return [...new Map(options)].flatMap(([name, { type }]) => {
    const value = npms.includes(name) ? undefined : env[`npm_config_${name.replaceAll('-', '_')}`];
    if (value === undefined || value === '') return [];
    if (type === 'boolean') return [{ name, words: [`--${name}`] }];
    // Of `--data x` npm takes the first word alone, and x looks like any other.
    return [{ name, words: value === 'true' ? undefined : [`--${name}`, value] }];
  });
}

interface KeptByNpm {
  readonly name: string;
  /** Undefined where the value is lost. */
  readonly words: readonly string[] | undefined;
}
