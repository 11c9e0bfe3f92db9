// What goes wrong: each kind of fault is injected for a moment, at random, some at the same time.
import { setTimeout } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { SlowDisk } from './disks.ts';
import type { Instance } from './instance.ts';
import type { Office } from './office.ts';
import type { Place } from './places.ts';

export interface Theatre {
  readonly office: Office;
  readonly place: Place;
  readonly slowDisk: SlowDisk | undefined;
  readonly instances: readonly [Instance, ...Instance[]];
  /** Milliseconds by which the instances' clocks are ahead of the machine's when nothing is wrong. */
  readonly ahead: number;
}

export interface FaultKind {
  readonly name: string;
  /** Resolves when it is over. */
  inject(chance: Chance): Promise<void>;
}

/** Calls that the product makes all the time; a fault of `auth.test` keeps it from a platform for half a minute. */
const slackCalls = [
  'chat.postMessage',
  'response_url',
  'users.info',
  'conversations.open',
  'chat.update',
] as const;
const teamsCalls = ['send', 'member', 'update'] as const;

/** Milliseconds of an outage of the server: shorter than an append waits for it, and longer. */
const outage = [500, 4_000] as const;

export function faultKinds(theatre: Theatre): readonly [FaultKind, ...FaultKind[]] {
  return [
    ...processFaults(theatre),
    ...diskFaults(theatre),
    ...serverFaults(theatre),
    ...slackFaults(theatre),
    ...teamsFaults(theatre),
  ] as unknown as [FaultKind, ...FaultKind[]];
}

const hold = (chance: Chance, from: number, to: number): Promise<void> =>
  setTimeout(chance.between(from, to));

function processFaults({ instances, ahead }: Theatre): FaultKind[] {
  return [
    { name: 'kill -9', inject: async (chance) => chance.oneOf(instances).kill() },
    { name: 'SIGTERM', inject: async (chance) => chance.oneOf(instances).terminate() },
    {
      name: 'clock jump',
      async inject(chance) {
        const instance = chance.oneOf(instances);
        instance.setClock(ahead + Math.round(chance.between(-20_000, 20_000)));
        await hold(chance, 300, 2_000);
        instance.setClock(ahead);
      },
    },
  ];
}

function diskFaults({ place: { disk }, slowDisk }: Theatre): FaultKind[] {
  const kinds: FaultKind[] = [];
  if (disk)
    kinds.push({
      name: 'full disk',
      async inject(chance) {
        disk.fill();
        await hold(chance, 300, 2_000);
        disk.empty();
      },
    });
  if (slowDisk)
    kinds.push({
      name: 'slow disk',
      async inject(chance) {
        slowDisk.delay(Math.round(chance.between(50, 800)));
        await hold(chance, 500, 3_000);
        slowDisk.delay(0);
      },
    });
  return kinds;
}

function serverFaults({ place: { server } }: Theatre): FaultKind[] {
  if (server === undefined) return [];
  return [
    { name: 'PostgreSQL restarted, fast', inject: () => server.restart('fast') },
    { name: 'PostgreSQL restarted, immediate', inject: () => server.restart('immediate') },
    {
      name: 'PostgreSQL stopped',
      async inject(chance) {
        await server.stop();
        await hold(chance, ...outage);
        await server.start();
      },
    },
  ];
}

function slackFaults({ office: { slack } }: Theatre): FaultKind[] {
  const times = (chance: Chance) => ({ times: Math.ceil(chance.between(0, 6)) });
  return [
    {
      name: 'Slack answers 429',
      async inject(chance) {
        slack.next(chance.oneOf(slackCalls), { fault: 'ratelimited', retryAfter: 1 }, times(chance));
      },
    },
    {
      name: 'Slack answers 5xx',
      async inject(chance) {
        const fault = { fault: 'status', status: chance.oneOf([500, 502, 503]) } as const;
        const done = chance.oneOf([{}, { work: 'done' }] as const);
        slack.next(chance.oneOf(slackCalls), { ...fault, ...done }, times(chance));
      },
    },
    {
      name: 'Slack answers nothing',
      async inject(chance) {
        const hanging = slack.next(chance.oneOf(slackCalls), { fault: 'hang' }, times(chance));
        await hold(chance, 500, 6_000);
        hanging.release();
      },
    },
    {
      name: 'Slack breaks off',
      async inject(chance) {
        const done = chance.oneOf([{}, { work: 'done' }] as const);
        slack.next(chance.oneOf(slackCalls), { fault: 'reset', ...done }, times(chance));
      },
    },
  ];
}

function teamsFaults({ office: { teams } }: Theatre): FaultKind[] {
  const times = (chance: Chance) => ({ times: Math.ceil(chance.between(0, 6)) });
  return [
    {
      name: 'Teams answers 429',
      async inject(chance) {
        const fault = { fault: 'status', status: 429, retryAfter: 1 } as const;
        teams.next(chance.oneOf(teamsCalls), fault, times(chance));
      },
    },
    {
      name: 'Teams answers 5xx',
      async inject(chance) {
        const fault = { fault: 'status', status: chance.oneOf([500, 502, 503]) } as const;
        const done = chance.oneOf([{}, { work: 'done' }] as const);
        teams.next(chance.oneOf(teamsCalls), { ...fault, ...done }, times(chance));
      },
    },
    {
      name: 'Teams answers nothing',
      async inject(chance) {
        const hanging = teams.next(chance.oneOf(teamsCalls), { fault: 'hang' }, times(chance));
        await hold(chance, 500, 6_000);
        hanging.release();
      },
    },
    {
      name: 'Teams breaks off',
      async inject(chance) {
        const done = chance.oneOf([{}, { work: 'done' }] as const);
        teams.next(chance.oneOf(teamsCalls), { fault: 'reset', ...done }, times(chance));
      },
    },
  ];
}
