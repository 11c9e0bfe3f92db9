// Laws of what leaves: never more than a bucket, never twice, always in order, always settled.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPacing, type Pace } from '../../adapters/shared/pacing.ts';
import { conversationPace, rosterPace, tenantPace } from '../../adapters/teams/outbound/paces.ts';
import type { Posted } from '../../adapters/teams/outbound.ts';
import { playTime } from '../slack/outbound/played-time.ts';
import type { Fault } from '../support/teams/fake-connector.ts';
import { messageLimits, rosterLimits, tenantLimits } from '../support/teams/fake-connector-limits.ts';
import { createSender } from '../support/teams/outbound-sender.ts';

const seed = Number(process.env.FC_SEED ?? 20261123);

/** The most instants within any such span. */
function mostWithin(span: number, instants: readonly number[]): number {
  const counts = instants.map((from) => instants.filter((at) => at >= from && at < from + span).length);
  return Math.max(0, ...counts);
}

test('what Teams publishes is what the bot keeps to', () => {
  const published = (pace: Pace) => pace.map(({ most, per }) => [most, per]);
  expect(published(conversationPace)).toEqual(messageLimits);
  expect(published(rosterPace)).toEqual(rosterLimits);
  expect(published(tenantPace)).toEqual(tenantLimits);
});

test('no span of any bucket ever holds more than the bucket, however the turns are asked for', async () => {
  // Crowds, and now and then a rest in which bursts are saved up.
  const gap = fc.oneof(
    { weight: 20, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 200 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 30_000 }) },
  );
  const arrivals = fc.array(gap, { minLength: 20, maxLength: 150, size: 'max' });
  const blocks = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 20_000 }), seconds: fc.integer({ min: 1, max: 9 }) }),
    { maxLength: 2 },
  );
  const pace = fc.constantFrom(conversationPace, rosterPace, tenantPace);
  await fc.assert(
    fc.asyncProperty(pace, arrivals, blocks, async (kept, gaps, blocked) => {
      const time = playTime();
      const pacing = createPacing(time.now, async (ms) => {
        await time.wait(ms);
        return true;
      });
      const taken: number[] = [];
      let blockedUntil = 0;
      for (const { at, seconds } of blocked)
        time.at(at, () => {
          pacing.block('k', kept, seconds);
          blockedUntil = Math.max(blockedUntil, time.now() + seconds * 1_000);
        });
      const works = gaps.map(async (_, index) => {
        await time.wait(gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0));
        expect(await pacing.turn('k', kept, Number.POSITIVE_INFINITY)).toBe('go');
        expect(time.now()).toBeGreaterThanOrEqual(blockedUntil);
        taken.push(time.now());
      });
      await time.until(Promise.all(works));
      expect(taken).toHaveLength(gaps.length);
      for (const { most, per } of kept) expect(mostWithin(per, taken)).toBeLessThanOrEqual(most);
      // After a Retry-After there is no burst.
      const [{ most, per, burst }] = kept;
      const [first = 0, second = Number.POSITIVE_INFINITY] = taken.filter((at) => at >= blockedUntil);
      if (blockedUntil > 0)
        expect(second - first).toBeGreaterThanOrEqual(
          first > blockedUntil ? 0 : per / (most - burst) - 0.001,
        );
    }),
    { seed, numRuns: 40 },
  );
});

test('a rest is not wasted: a few go at once, and an hour lets 1,700 through', async () => {
  const time = playTime();
  const pacing = createPacing(time.now, async () => expect.fail());
  const start = time.now();
  let gone = 0;
  while ((await pacing.turn('k', conversationPace, time.now())) === 'go') gone++;
  expect(gone).toBe(3);
  while (time.now() < start + 3_600_000) {
    await time.pass(250);
    if ((await pacing.turn('k', conversationPace, time.now())) === 'go') gone++;
  }
  expect(gone).toBeGreaterThan(1_700);
});

describe('a storm of 120 messages', () => {
  test('over four threads and chats arrives whole and in order, and Teams has nothing to complain of', async () => {
    const { time, teams, outbound, anna, group, thread } = await createSender({ limits: true });
    const places = [
      anna,
      group,
      thread,
      { ...thread, conversation: '19:channel@thread.tacv2;messageid=1700000000002' },
    ];
    const posts = Array.from({ length: 120 }, (_, index) =>
      outbound.post(places[index % 4] ?? anna, { text: `${index}` }),
    );
    const posted = await time.until(Promise.all(posts));
    expect(posted.filter(({ outcome }) => outcome === 'delivered')).toHaveLength(120);
    expect(teams.requests.filter(({ outcome }) => outcome === '429')).toEqual([]);
    for (const { conversation } of places) {
      const numbers = teams
        .messages(conversation)
        .filter((each) => each.conversation === conversation)
        .map(({ activity }) => Number(activity.text));
      expect(numbers).toHaveLength(30);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
  });

  test("keeps to the tenant's fifty a second where everybody is written to", async () => {
    const { time, teams, outbound, anna } = await createSender({ limits: true });
    const chats = Array.from({ length: 120 }, (_, index) => {
      const person = teams.addPerson({
        id: `29:${index}`,
        aad: `aad-${index}`,
        name: `Person ${index}`,
        hasApp: true,
      });
      return { ...anna, conversation: teams.personal(person).id };
    });
    await time.until(Promise.all(chats.map((to) => outbound.post(to, { text: 'x' }))));
    expect(teams.everMade).toHaveLength(120);
    expect(
      mostWithin(
        1_000,
        teams.requests.map(({ at }) => at),
      ),
    ).toBeLessThanOrEqual(50);
    expect(teams.requests.filter(({ outcome }) => outcome === '429')).toEqual([]);
  });
});

const work = fc.constantFrom<{ work?: 'done' }>({}, { work: 'done' });
const lost = fc.oneof(
  fc
    .tuple(fc.constantFrom(500, 502, 503, 504, 408), work)
    .map(([status, done]): Fault => ({ fault: 'status', status, ...done })),
  fc
    .tuple(fc.constantFrom('reset' as const, 'hang' as const, 'garbage' as const), work)
    .map(([fault, done]): Fault => ({ fault, ...done })),
);
const turnedAway = fc.constantFrom<Fault>(
  { fault: 'status', status: 412 },
  { fault: 'status', status: 429 },
  { fault: 'status', status: 429, retryAfter: 3 },
);
const refused = fc.constantFrom<Fault>(
  { fault: 'status', status: 400 },
  { fault: 'status', status: 403, code: 'ConversationBlockedByUser' },
);
const fault = fc.option(fc.oneof(lost, turnedAway, refused), { nil: undefined });

test('whatever becomes of the requests, a message is made at most once, in order, and what is said of it is true', async () => {
  const outcomes = new Map<string, number>();
  const scripts = fc.record({
    faults: fc.array(fault, { maxLength: 10 }),
    messages: fc.array(fc.record({ isGroup: fc.boolean(), after: fc.integer({ min: 0, max: 20_000 }) }), {
      minLength: 1,
      maxLength: 5,
    }),
  });
  await fc.assert(
    fc.asyncProperty(scripts, async ({ faults, messages }) => {
      const { time, teams, outbound, anna, group } = await createSender();
      // The fake takes the first that fits: each fault strikes the request of its number.
      for (const [number, each] of faults.entries())
        if (each) teams.next('send', each, { when: (request) => teams.requests.indexOf(request) === number });
      const said: { posted: Posted; took: number; began: number }[] = [];
      const works = messages.map(async ({ isGroup, after }, index) => {
        await time.wait(after);
        const began = time.now();
        const posted = await outbound.post(isGroup ? group : anna, { text: `M-${index}` });
        said[index] = { posted, took: time.now() - began, began };
      });
      await time.until(Promise.all(works));
      for (const [index, { posted, took }] of said.entries()) {
        outcomes.set(posted.outcome, (outcomes.get(posted.outcome) ?? 0) + 1);
        const text = `M-${index}`;
        const there = teams.everMade.filter(({ activity }) => activity.text === text);
        const asked = teams.requests.filter(({ body }) => JSON.parse(body.toString()).text === text);
        expect(there.length).toBeLessThanOrEqual(1);
        expect(took).toBeLessThanOrEqual(50_000);
        if (posted.outcome === 'delivered') expect(there[0]?.id).toBe(posted.id);
        if (posted.outcome === 'failed') expect(there).toEqual([]);
        // Only what was turned away is asked for again.
        expect(asked.slice(0, -1).every(({ outcome }) => ['412', '429'].includes(outcome))).toBe(true);
      }
      for (const to of [anna, group]) {
        const made = teams.everMade.filter(({ conversation }) => conversation === to.conversation);
        const begun = made.map(({ activity }) => said[Number(String(activity.text).slice(2))]?.began ?? 0);
        expect(begun).toEqual(begun.toSorted((a, b) => a - b));
      }
      await teams.close();
    }),
    { seed, numRuns: 60 },
  );
  // The scripts reach every fate: else the law would be of nothing.
  expect([...outcomes.keys()].toSorted()).toEqual(['delivered', 'failed', 'unknown']);
});

describe('closing', () => {
  test('lets the request under way finish, and refuses what waits and what comes', async () => {
    const { time, teams, outbound, anna, group, files } = await createSender();
    teams.next('send', { fault: 'status', status: 429, retryAfter: 20 });
    const waiting = outbound.post(anna, { text: '1' });
    await time.pass(0);
    const underWay = outbound.post(group, { text: '2' });
    const behind = outbound.post(group, { text: '3' });
    await Promise.resolve();
    const order: string[] = [];
    const settled = underWay.then(() => order.push('posted'));
    await time.until(outbound.close().then(() => order.push('closed')));
    await settled;
    expect(order).toEqual(['posted', 'closed']);
    expect((await underWay).outcome).toBe('delivered');
    expect(await waiting).toMatchObject({ outcome: 'failed' });
    expect(await behind).toEqual({ outcome: 'failed', reason: 'closed' });
    expect(await outbound.post(anna, { text: '4' })).toEqual({ outcome: 'failed', reason: 'closed' });
    expect(await outbound.members(anna)).toBeUndefined();
    expect(await outbound.download(files.addFile(new Uint8Array(1)), 1)).toMatchObject({ error: 'closed' });
    expect(teams.everMade).toHaveLength(1);
    expect(time.pending()).toBe(0);
  });

  test('asks for nothing again, and waits for nothing', async () => {
    const { time, teams, outbound, anna } = await createSender();
    const start = time.now();
    teams.next('send', { fault: 'status', status: 412 });
    const turnedAway = outbound.post(anna, { text: '1' });
    await Promise.resolve();
    await time.until(outbound.close());
    expect(await turnedAway).toEqual({ outcome: 'failed', reason: 'ratelimited' });
    expect([teams.requests.length, time.now()]).toEqual([1, start]);
  });
});

test('when Teams is down for an hour everything settles within 50 s, and afterwards all is well', async () => {
  const { time, teams, outbound, anna, group } = await createSender();
  const down = teams.next('*', { fault: 'hang' }, { times: 'all' });
  const late: number[] = [];
  let settled = 0;
  for (let minute = 0; minute < 20; minute++) {
    for (const to of [anna, group, anna, group]) {
      const began = time.now();
      void outbound.update(to, '1', { text: 'x' }).then(() => {
        settled++;
        if (time.now() - began > 50_000) late.push(time.now() - began);
      });
    }
    await time.pass(60_000);
  }
  expect(settled).toBe(80);
  expect(late).toEqual([]);
  expect(time.pending()).toBe(0);
  down.release();
  expect((await time.until(outbound.post(anna, { text: 'x' }))).outcome).toBe('delivered');
});

test('more than a conversation can hold is refused at once', async () => {
  const { time, teams, outbound, anna } = await createSender();
  teams.next('send', { fault: 'status', status: 429, retryAfter: 45 });
  const posts = Array.from({ length: 150 }, () => outbound.post(anna, { text: 'x' }));
  expect(await Promise.race([posts.at(-1), time.wait(1)])).toEqual({
    outcome: 'failed',
    reason: 'queue_full',
  });
  await time.until(Promise.all(posts));
});
