// A working day at both platforms: clerks who note without end, and approvers whose two devices decide the same step at once.
import { setTimeout } from 'node:timers/promises';
import { type Asked, numbered, type Way } from './asked.ts';
import type { Chance } from './chance.ts';
import type { Clerks } from './clerks.ts';
import { slackClerks, teamsClerks } from './office.ts';
import { steps } from './prepare.ts';
import type { Sight } from './sight.ts';

export interface Working {
  readonly clerks: Clerks;
  readonly sight: Sight;
  readonly chance: Chance;
  /** At each platform. */
  readonly count: number;
  readonly letters: number;
  /** Home time: what was asked for is still waited for. */
  readonly until: AbortSignal;
}

/** Milliseconds that a clerk waits for an answer before the next line. */
const patience = 5_000;
const slackWays = ['slash', 'direct message', 'Slack press'] as const;
const teamsWays = ['Teams message', 'Teams message', 'Teams press'] as const;
const municipalities = ['Odder', 'Vejen', 'Faxe', 'Greve', 'Odsherred'] as const;

export async function work(working: Working): Promise<void> {
  const { count, chance } = working;
  let noted = 0;
  const next = () => ++noted;
  await Promise.all([
    ...slackClerks(count).map((clerk) => note(working, clerk, slackWays, chance.branch(), next)),
    ...teamsClerks(count).map((clerk) => note(working, clerk, teamsWays, chance.branch(), next)),
    approve(working),
  ]);
}

async function note(
  { clerks, sight, until }: Working,
  clerk: string,
  ways: readonly [Way, ...Way[]],
  chance: Chance,
  next: () => number,
): Promise<void> {
  while (!until.aborted) {
    const number = numbered(next());
    const line = `notat ${chance.oneOf(municipalities)} note="${number}"`;
    const asked = await clerks.asks(chance.oneOf(ways), clerk, line, number);
    if (asked.isAccepted) await answered([asked], sight);
    await setTimeout(chance.between(20, 300));
  }
}

/** The first one wins, each step of each letter in turn, again where nobody did. */
async function approve({ clerks, sight, letters, until }: Working): Promise<void> {
  for (let letter = 1; letter <= letters; letter++)
    for (const [step, person] of steps.entries()) {
      const line = `godkend Brev-${letter} v=1 trin=${step + 1}`;
      for (let isDecided = false; !isDecided; ) {
        if (until.aborted) return;
        const both = await Promise.all([
          clerks.asks('slash', person, line),
          clerks.asks('Teams press', person, line),
        ]);
        await answered(
          both.filter(({ isAccepted }) => isAccepted),
          sight,
        );
        isDecided = both.some(({ isConfirmed, isOvertaken }) => isConfirmed || isOvertaken);
        await setTimeout(pause);
      }
    }
}

/** Milliseconds between two decisions. */
const pause = 800;

async function answered(all: readonly Asked[], sight: Sight): Promise<void> {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    sight.look();
    if (all.every(({ isAnswered, isDoubtful }) => isAnswered || isDoubtful)) return;
    await setTimeout(30);
  }
}
