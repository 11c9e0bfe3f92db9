// One run: real processes of the product, people at both platforms, faults at random, and what it has come to.
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../support/slack/free-port.ts';
import { type Chance, createChance } from './chance.ts';
import { createClerks } from './clerks.ts';
import { buildSlowDisk } from './disks.ts';
import { faultKinds, type Theatre } from './faults.ts';
import { type Instance, startInstance } from './instance.ts';
import { morning, openOffice } from './office.ts';
import { folderPlace, postgresPlace } from './places.ts';
import { prepare } from './prepare.ts';
import { buildProgram } from './program.ts';
import { createSight, type Sight } from './sight.ts';
import { isGood, judge, type Verdict } from './verdict.ts';
import { work } from './work.ts';

export interface RunOptions {
  readonly store: 'lowdb' | 'postgres';
  readonly seconds: number;
  /** Decisions that must have been acknowledged by then, else it goes on, up to three times as long. */
  readonly acknowledged?: number;
  readonly seed: number;
  /** Clerks at each platform. */
  readonly clerks: number;
  /** Seconds in which all must be answered once nothing fails any more. */
  readonly patience: number;
  /** Told what is being done. */
  readonly onStage?: (words: string) => void;
}

export interface Result {
  /** By kind, how often. */
  readonly injected: ReadonlyMap<string, number>;
  readonly verdict: Verdict;
  readonly asked: number;
  /** How often instances ended, and how. */
  readonly endings: ReadonlyMap<string, number>;
  /** What the instances logged as faults; they are under fire, so none of it need be wrong. */
  readonly logged: ReadonlyMap<string, number>;
  /** The exit codes of the last, orderly stop: 0 each. */
  readonly farewells: readonly (number | null)[];
  /** Of the instances' logs and of what happened when; it stays where something was wrong. */
  readonly folder: string;
}

/** Milliseconds between two faults. */
const between = [200, 1_200] as const;

export async function run(options: RunOptions): Promise<Result> {
  const { store, seconds, seed, clerks: count, onStage = () => undefined } = options;
  const chance = createChance(seed);
  const scratch = await mkdtemp(join(tmpdir(), 'forloebsvagten-chaos-'));
  const began = performance.now();
  const trace = (words: string) =>
    appendFileSync(join(scratch, 'trace.log'), `${Math.round(performance.now() - began)} ${words}\n`);
  const ahead = morning - Date.now();
  const office = await openOffice({ clerks: count, ahead });
  const place = await (store === 'lowdb' ? folderPlace : postgresPlace)(scratch);
  const program = await buildProgram('tests/chaos/shifted-clock.ts');
  const started: Instance[] = [];
  let isKept = true;
  try {
    onStage('letters are drafted');
    const letters = Math.ceil(seconds / 6);
    const clock = { now: () => new Date(office.now()).toISOString() };
    await prepare(place.kept, { people: office.people, letters, clock });
    onStage('instances start');
    const slowDisk = store === 'lowdb' ? buildSlowDisk(scratch) : undefined;
    const start = async (number: number) => {
      const instance = startInstance({
        arguments: [...program.arguments, '--serve', ...place.arguments],
        env: { ...office.env, ...place.env, ...slowDisk?.env },
        port: await freePort(),
        clock: ahead,
        logFile: join(scratch, `instance-${number}.log`),
      });
      started.push(instance);
      return instance;
    };
    const instances: [Instance, ...Instance[]] = [await start(1)];
    if (store === 'postgres') for (const number of [2, 3]) instances.push(await start(number));
    await until(() => instances.every((each) => each.isUp()), 60_000);
    const sight = createSight(office, trace);
    const port = () => {
      const up = instances.filter((each) => each.isUp());
      return chance.oneOf(up.length > 0 ? [up[0] ?? instances[0], ...up.slice(1)] : instances).port;
    };
    const clerks = createClerks(office, sight, chance.branch(), port);
    onStage(`${2 * count} clerks work for ${seconds} s`);
    const injected = new Map<string, number>();
    const home = new AbortController();
    const working = work({ clerks, sight, chance: chance.branch(), count, letters, until: home.signal });
    const onFault = (kind: string, isOver: boolean) => {
      trace(`${isOver ? 'over' : 'BEGUN'}: ${kind}`);
      if (!isOver) injected.set(kind, (injected.get(kind) ?? 0) + 1);
    };
    const theatre = { office, place, slowDisk, instances, ahead };
    const from = performance.now();
    const goesOn = () => {
      const passed = (performance.now() - from) / 1_000;
      const isEnough = sight.all.filter((each) => each.isConfirmed).length >= (options.acknowledged ?? 0);
      return passed < seconds || (!isEnough && passed < 3 * seconds);
    };
    await breakThings(theatre, goesOn, chance.branch(), onFault);
    home.abort();
    await working;
    onStage('everything settles');
    await settle(sight, instances, options.patience * 1_000);
    const farewells = await Promise.all(instances.map((each) => each.stop()));
    sight.look();
    onStage('the history is read');
    const archive = await place.archive();
    const verdict = await judge(archive, sight.all, office);
    await archive.close();
    const asked = sight.all.length;
    const endings = together(instances.map((each) => each.endings));
    const logged = together(instances.map(({ faults }) => faults));
    isKept = !isGood(verdict);
    return { injected, verdict, asked, endings, logged, farewells, folder: scratch };
  } finally {
    await Promise.all(started.map((each) => each.stop()));
    await office.close();
    await place.close();
    await program.remove();
    if (!isKept) await rm(scratch, { recursive: true, force: true });
  }
}

async function breakThings(
  theatre: Theatre,
  goesOn: () => boolean,
  chance: Chance,
  onFault: (kind: string, isOver: boolean) => void,
): Promise<void> {
  const kinds = faultKinds(theatre);
  const running = new Map<string, Promise<void>>();
  while (goesOn()) {
    await setTimeout(chance.between(...between));
    const kind = chance.oneOf(kinds);
    // The same thing cannot be broken twice at once.
    const [thing = ''] = kind.name.split(' ');
    if (running.has(thing)) continue;
    onFault(kind.name, false);
    const over = kind.inject(chance.branch()).finally(() => {
      running.delete(thing);
      onFault(kind.name, true);
    });
    running.set(thing, over);
  }
  await Promise.all(running.values());
  theatre.office.slack.clearFaults();
  theatre.office.teams.clearFaults();
}

async function settle(sight: Sight, instances: readonly Instance[], within: number): Promise<void> {
  await until(() => {
    sight.look();
    const isQuiet = sight.all.every((each) => !each.isAccepted || each.isAnswered || each.isDoubtful);
    return isQuiet && instances.every((each) => each.isUp());
  }, within);
}

/** False when it has not come in time. */
async function until(isSo: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await setTimeout(100);
  }
  return true;
}

function together(all: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const counts of all) for (const [what, times] of counts) sum.set(what, (sum.get(what) ?? 0) + times);
  return sum;
}
