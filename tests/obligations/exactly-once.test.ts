// Whatever is recorded, whenever bots tick and however they and their posts fail: what is to be said is said, and nothing
// twice. fast-check prints the seed and the path of what fails; the shortest story is in its counterexample.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { obligations } from '../../src/obligations/obligations.ts';
import { adoptedTable, calendarsOf } from '../../src/obligations/settings.ts';
import { PlayedOffice } from './played-office.ts';
import { type Scenario, scenario } from './scenario.ts';

/** A failure is told with its seed after this time, however far it has been made shorter by then. */
const limits = { interruptAfterTimeLimit: 100_000 };

async function opened({ start, beginning, delays }: Scenario): Promise<PlayedOffice> {
  const office = await PlayedOffice.open(start, beginning);
  office.world.delays = delays;
  return office;
}

async function play(story: Scenario, canTell: boolean): Promise<void> {
  const office = await opened(story);
  office.world.canTell = canTell;
  for (const order of story.before) await office.say(order, 0);
  for (const action of story.actions) await office.act(action);
  await office.rest(canTell);
}

describe('each step of each obligation reaches each person', () => {
  // 90 stories of up to 50 moments and a week of rest take 12 s on two free cores.
  it('exactly once where the platform can be asked for a message', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, (story) => play(story, true)),
      { ...limits, numRuns: 90 },
    );
  });

  it('at most once where it cannot, and the lead is told of every doubt', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, (story) => play(story, false)),
      { ...limits, numRuns: 90 },
    );
  });
});

describe('what is due', () => {
  it('is the same after the same lines, whatever ticks, faults and restarts came between', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (story) => {
        expect(await dueAfterEachLine(story, true)).toEqual(await dueAfterEachLine(story, false));
      }),
      { ...limits, numRuns: 30 },
    );
  });
});

async function dueAfterEachLine(story: Scenario, ticking: boolean): Promise<unknown[]> {
  const office = await opened(story);
  const { world } = office;
  const due: unknown[] = [];
  for (const order of story.before) due.push(await office.say(order, 0));
  for (const action of story.actions) {
    // When a bot wakes follows from what it has sent: here time passes for all alike.
    if ('pass' in action)
      await office.pass(action.pass.to === 'wake' ? { to: 'later', minutes: 45 } : action.pass);
    if (ticking && 'wrong' in action) {
      world.fates.push(...action.wrong);
      await (await office.instance(0)).tick();
      world.fates.length = 0;
    }
    if (ticking && action.do === 'restart') (await office.instance(0)).kill();
    if ('order' in action) due.push(await office.say(action.order, 0), await openNow(office));
  }
  return due;
}

async function openNow(office: PlayedOffice): Promise<unknown[]> {
  const { bot } = await office.instance(0);
  const register = bot.register();
  const calendar = calendarsOf(adoptedTable(register), register).deadlines;
  const world = { register, history: bot.history(), people: office.world.people, calendar };
  // Positions in the ledger differ by the messages between.
  return obligations(world).map(({ name, kind, owner, ownership, due, computed, line }) => ({
    ...{ name, kind, owner, ownership, due, computed, line },
  }));
}
