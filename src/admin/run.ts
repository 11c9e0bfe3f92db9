// One line of the operator's: which command it means, what it is run with, and what is said of how it went.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Environment } from '../config/environment.ts';
import { nearest } from '../nearest.ts';
import { type Clock, type Digest, type Ids, StoreFault } from '../ports.ts';
import { type AdminCommand, commonOptions, done, failed, type Outcome, refused } from './command.ts';
import { adminCommands } from './commands.ts';
import { placeOf } from './place.ts';
import { faultWords, helpOf, lineThatWorks, overview, wrongLine } from './words.ts';

export interface AdminWorld {
  readonly env: Environment;
  /** The folder from which npm was called. */
  readonly here: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  /** Standard output. */
  readonly say: (text: string) => void;
  /** Standard error. */
  readonly warn: (text: string) => void;
}

const exitCodes: Readonly<Record<Outcome['outcome'], number>> = { done: 0, refused: 2, failed: 1 };

/** Runs the line and resolves with the exit code: 0 done, 2 refused or misused, 1 what somebody must mend. */
export async function runAdmin(argv: readonly string[], world: AdminWorld): Promise<number> {
  const [name, ...rest] = argv;
  const command = adminCommands.find((each) => each.name === name);
  const outcome = command ? await outcomeOf(command, rest, world) : withoutCommand(name);
  if (outcome.outcome === 'refused') {
    const line = outcome.line ?? command?.example ?? '--help';
    world.warn(`${outcome.why}\n${lineThatWorks(line)}`);
  } else (outcome.outcome === 'done' ? world.say : world.warn)(outcome.lines.join('\n'));
  return exitCodes[outcome.outcome];
}

function withoutCommand(name: string | undefined): Outcome {
  if (name === undefined) return refused(overview(adminCommands), 'verify');
  if (name === '--help' || name === '-h') return done(overview(adminCommands));
  const names = adminCommands.map((each) => each.name);
  const [meant] = nearest(name, names);
  const unknown = `Jeg kender ikke kommandoen »${name}«.`;
  return meant === undefined ? refused(unknown) : refused(`${unknown} Mente du ${meant}?`, `${meant} --help`);
}

async function outcomeOf(
  command: AdminCommand,
  argv: readonly string[],
  { env, here, clock, ids, digest, warn }: AdminWorld,
): Promise<Outcome> {
  const typed = read(command, argv);
  if ('wrong' in typed) return refused(typed.wrong);
  const { words, options, common } = typed;
  if (common.help) return done(helpOf(command));
  const pathTo = (path: string): string => resolve(here, path);
  const place = placeOf(
    { ...common, data: common.data === undefined ? undefined : pathTo(common.data) },
    env,
  );
  if ('wrong' in place) return refused(place.wrong);
  try {
    const { settings } = common;
    return await command.run({ words, options, place, env, settings, pathTo, clock, ids, digest, warn });
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    const { words: why, canBeMended } = faultWords(fault);
    return canBeMended ? refused(why) : failed(why);
  }
}

const commonValues = z.object({
  data: z.string().optional(),
  store: z.string().optional(),
  organisation: z.string().optional(),
  settings: z.string().optional(),
  help: z.boolean().optional(),
});

function read(command: AdminCommand, argv: readonly string[]) {
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
