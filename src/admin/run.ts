// One line of the operator's: which command it means, what it is run with, and what is said of how it went.
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { journalName } from '../../store/lowdb/ledger.ts';
import type { Environment } from '../config/environment.ts';
import { defaultOrganisation, organisationId } from '../config/settings.ts';
import { nearest } from '../nearest.ts';
import { folderOf, type Place } from '../open-store.ts';
import { type Clock, type Digest, type Ids, StoreFault } from '../ports.ts';
import { type AdminCommand, done, failed, type Outcome, refused } from './command.ts';
import { adminCommands } from './commands.ts';
import { placeOf, wrongFolder } from './place.ts';
import { keptByNpm, onSameHistory, pasted, readTyped, without } from './typed.ts';
import { adminLine, faultWords, helpOf, lineThatWorks, overview, systemFault } from './words.ts';

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
  const outcome =
    withoutDashes(argv, command, world.env) ??
    (command ? await outcomeOf(command, rest, world) : withoutCommand(argv));
  if (outcome.outcome === 'refused') {
    const line = outcome.line ?? command?.example ?? '--help';
    world.warn(`${outcome.why}\n${lineThatWorks(onSameHistory(line, rest))}`);
  } else (outcome.outcome === 'done' ? world.say : world.warn)(outcome.lines.join('\n'));
  return exitCodes[outcome.outcome];
}

/** Without npm's `--` the line would work, on another history than the one that was typed. */
function withoutDashes(
  argv: readonly string[],
  command: AdminCommand | undefined,
  env: Environment,
): Outcome | undefined {
  const kept = keptByNpm(adminCommands, env);
  if (kept.length === 0) return undefined;
  const names = kept.map(({ name }) => `--${name}`).join(', ');
  const words = kept.flatMap((each) => each.words ?? []);
  const isWhole = command !== undefined && kept.every((each) => each.words !== undefined);
  const line = isWhole ? pasted([...argv, ...words]) : command?.example;
  return refused(`npm har beholdt ${names} for sig selv. Skriv -- efter admin. Intet er gjort.`, line);
}

function withoutCommand(argv: readonly string[]): Outcome {
  const [name] = argv;
  if (name === undefined) return refused(overview(adminCommands), 'verify');
  if (name === '--help' || name === '-h') return done(overview(adminCommands));
  const names = adminCommands.map((each) => each.name);
  if (name.startsWith('-')) {
    const at = argv.findIndex((word) => names.includes(word));
    const line = at < 0 ? ['verify', ...argv] : [argv[at] ?? '', ...argv.slice(0, at), ...argv.slice(at + 1)];
    return refused('Kommandoen står først, og resten efter den.', pasted(line));
  }
  const [meant] = nearest(name, names);
  const unknown = `Jeg kender ikke kommandoen »${name}«.`;
  return meant === undefined ? refused(unknown) : refused(`${unknown} Mente du ${meant}?`, `${meant} --help`);
}

async function outcomeOf(
  command: AdminCommand,
  argv: readonly string[],
  { env, here, clock, ids, digest, warn }: AdminWorld,
): Promise<Outcome> {
  const typed = readTyped(command, argv);
  if ('wrong' in typed) return refused(typed.wrong);
  const { words, options, common } = typed;
  if (common.help) return done(helpOf(command));
  const pathTo = (path: string): string => resolve(here, path);
  const noFolder = common.data === undefined ? undefined : wrongFolder('--data', common.data);
  if (noFolder) return refused(noFolder.wrong, `${command.name} --help`);
  const data = common.data === undefined ? undefined : pathTo(common.data);
  const settings = common.settings === undefined ? undefined : pathTo(common.settings);
  const organisation = organisationId.safeParse(common.organisation ?? defaultOrganisation);
  const read = placeOf({ ...common, data, settings }, env);
  const placeFault = 'wrong' in read ? read.wrong : undefined;
  if (placeFault !== undefined && !organisation.success) return refused(placeFault, `${command.name} --help`);
  if (placeFault !== undefined && !command.beforeSettings) return refused(placeFault, 'doctor');
  const place =
    'wrong' in read
      ? { data: data ?? 'data', organisation: organisation.data ?? defaultOrganisation, postgres: undefined }
      : read;
  const inside = common.data === undefined ? undefined : insideOf(place, common.data);
  if (inside !== undefined) {
    const line = [command.name, ...without(argv, 'data', 'organisation'), ...inside];
    const why = `${common.data} er én organisations mappe. Mente du ${pasted(inside)}?`;
    return refused(why, pasted(line));
  }
  const offer = (line: string): string => adminLine(onSameHistory(line, argv));
  const around = { place, placeFault, env, settings, pathTo, offer, clock, ids, digest, warn };
  try {
    return await command.run({ words, options, ...around });
  } catch (fault) {
    return toldFault(fault, place, [command.name, ...argv]);
  }
}

/** The options for the folder around, where the typed one is an organisation's own: in it nothing is found, and much could be made. */
function insideOf(place: Place, typed: string): readonly string[] | undefined {
  const { data, organisation, postgres } = place;
  if (
    postgres !== undefined ||
    existsSync(folderOf(place)) ||
    ![journalName, 'people.json'].some((name) => existsSync(join(data, name)))
  )
    return undefined;
  const own = basename(data);
  const around = basename(typed) === own ? dirname(typed) : dirname(data);
  return ['--data', around, ...(own === organisation ? [] : ['--organisation', own])];
}

function toldFault(fault: unknown, place: Place, line: readonly string[]): Outcome {
  if (fault instanceof StoreFault) {
    const { words, canBeMended } = faultWords(fault);
    if (!canBeMended) return failed(words);
    if (fault.code === 'locked') return refused(words, pasted(line));
    const asOwner = `${pasted(without(line, 'store'))} --store "$STORE_OWNER"`;
    return refused(words, fault.code === 'not-permitted' && place.postgres ? asOwner : undefined);
  }
  const known = systemFault(fault);
  if (known === undefined) throw fault;
  return refused(known.words, known.path.startsWith(folderOf(place)) ? 'doctor' : undefined);
}
