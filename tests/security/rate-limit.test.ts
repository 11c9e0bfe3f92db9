// So many commands a person in a minute: kindly refused beyond it, and nobody else feels it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bot, Invocation } from '../../src/bot.ts';
import { limited } from '../../src/rate-limit.ts';
import { plain } from '../../src/view/plain.ts';
import { playedBot } from '../support/played-bot.ts';

const start = Date.parse('2025-01-31T09:00:00.000Z');

interface Door {
  readonly bot: Bot;
  /** Moves the limit's clock to so many milliseconds after the start. */
  after(milliseconds: number): void;
  /** Runs the line; gives the refusal's code, or null. */
  run(invocation?: Partial<Invocation>): Promise<string | null>;
}

/** The real bot behind a limit of 6 a minute, of which 3 may come at once. */
async function door(perMinute = 6, burst = 3): Promise<Door> {
  let now = start;
  const clock = { now: () => new Date(now).toISOString() };
  const { bot } = await playedBot('2025-01-31 09:00');
  const limit = limited(bot, { perMinute, burst, clock });
  let count = 0;
  return {
    bot: limit,
    after: (milliseconds) => {
      now = start + milliseconds;
    },
    async run(invocation = {}) {
      const cause = `line-${++count}`;
      const all = { input: 'overblik', actor: 'leder', via: 'slack', cause, openFile: async () => undefined };
      return (await limit.run({ ...all, via: 'slack', ...invocation })).code;
    },
  };
}

async function times(n: number, { run }: Door, invocation?: Partial<Invocation>) {
  const codes: (string | null)[] = [];
  for (let each = 0; each < n; each++) codes.push(await run(invocation));
  return codes;
}

const no = 'too-many';

describe('a person who sends more than the limit', () => {
  it('may send some at once, then one each ten seconds', async () => {
    const here = await door();
    expect(await times(5, here)).toEqual([null, null, null, no, no]);
    here.after(9_999);
    expect(await here.run()).toBe(no);
    here.after(10_000);
    expect(await times(2, here)).toEqual([null, no]);
    here.after(10 * 60_000);
    expect(await times(4, here)).toEqual([null, null, null, no]);
  });

  it('is told why, for how long, and gets the line back, in the language that is spoken', async () => {
    const here = await door();
    await times(3, here);
    here.after(500);
    const ask = { input: 'svar  Vejen nej', actor: 'leder', via: 'teams', cause: 'x' } as const;
    const told = await here.bot.run({ ...ask, openFile: async () => undefined });
    expect(plain(told.view)).toBe(
      '✗ Det går for stærkt: Jeg tager højst 6 kommandoer i minuttet fra hver, så alle kan komme til. Jeg har ikke registreret noget. Prøv igen om 10 sekunder.\n→ Skriv for eksempel: svar Vejen nej',
    );
    const english = { ...ask, cause: 'y', locale: 'en' as const, openFile: async () => undefined };
    expect(plain((await here.bot.run(english)).view)).toContain('Try again in 10 seconds.');
  });

  it('is answered in the language that was chosen once', async () => {
    const here = await door();
    await here.run({ input: 'sprog engelsk' });
    await times(2, here);
    const ask = { input: 'overblik', actor: 'leder', via: 'slack', cause: 'x' } as const;
    const told = await here.bot.run({ ...ask, openFile: async () => undefined });
    expect(plain(told.view)).toContain('That was too fast');
  });

  it('is held on all platforms together, and holds nobody else', async () => {
    const here = await door();
    await times(2, here, { via: 'slack' });
    expect(await times(2, here, { via: 'teams' })).toEqual([null, no]);
    expect(await times(2, here, { actor: 'minister' })).toEqual([null, null]);
  });

  it('has recorded nothing by a line that was refused', async () => {
    const here = await door();
    await times(3, here);
    const before = here.bot.history().length;
    expect(await here.run({ input: 'runde åbn 2025 forløb=8 ansøgt=4 reserveret=4', actor: 'leder' })).toBe(
      no,
    );
    expect(here.bot.history()).toHaveLength(before);
  });

  it('gets the nearest harmless line where the typed one cannot be read', async () => {
    const here = await door();
    await times(3, here);
    const ask = { input: 'svar\u202e Vejen', actor: 'leder', via: 'slack', cause: 'x' } as const;
    const told = await here.bot.run({ ...ask, openFile: async () => undefined });
    expect(told.refusal).toMatchObject({ code: no, line: 'overblik' });
  });
});

describe('what is delivered twice', () => {
  it('is counted once, and answered as before', async () => {
    const here = await door();
    expect(await times(4, here, { cause: 'same' })).toEqual([null, null, null, null]);
    expect(await times(3, here)).toEqual([null, null, no]);
  });

  it('stays refused, also when there would be a turn by now', async () => {
    const here = await door();
    await times(3, here);
    expect(await here.run({ cause: 'late' })).toBe(no);
    here.after(60_000);
    expect(await times(2, here, { cause: 'late' })).toEqual([no, no]);
    expect(await here.run()).toBe(null);
  });

  it('counts each time where somebody sends it again on purpose', async () => {
    const here = await door();
    expect(await times(4, here, { cause: 'form', retried: true })).toEqual([null, null, null, no]);
    here.after(10_000);
    expect(await here.run({ cause: 'form', retried: true })).toBe(null);
  });
});

describe('the limit', () => {
  it('is none where it is set to 0', async () => {
    expect(new Set(await times(50, await door(0, 3)))).toEqual(new Set([null]));
    const { bot } = await playedBot();
    expect(limited(bot, { perMinute: 0, burst: 3, clock: { now: () => '' } })).toBe(bot);
  });

  it('lets one a minute through where it is 1', async () => {
    const here = await door(1, 1);
    expect(await times(2, here)).toEqual([null, no]);
    here.after(60_000);
    expect(await times(2, here)).toEqual([null, no]);
  });

  it('locks nobody out when the clock is set back', async () => {
    const here = await door();
    here.after(3_600_000);
    await times(4, here);
    here.after(0);
    expect(await times(4, here)).toEqual([null, null, null, no]);
  });

  it('never counts ticks, cards or greetings', async () => {
    const here = await door();
    for (let each = 0; each < 10; each++) {
      await here.bot.tick();
      await here.bot.settle();
      await here.bot.meet(
        { id: 'leder', name: 'Leder', roles: ['leder'], locale: 'da', leader: null },
        'slack',
        'da',
      );
    }
    expect(await times(4, here)).toEqual([null, null, null, no]);
  });

  it('remembers a thousand people and ten thousand deliveries, and forgets the oldest of them', async () => {
    const here = await door(1, 1);
    expect(await times(2, here, { actor: 'first' })).toEqual(['unknown-person', no]);
    for (let each = 0; each < 999; each++) await here.run({ actor: `p-${each}` });
    expect(await here.run({ actor: 'first' })).toBe(no);
    await here.run({ actor: 'one more' });
    expect(await here.run({ actor: 'first' })).toBe('unknown-person');
    expect(await here.run({ actor: 'minister', cause: 'old' })).toBe(null);
    for (let each = 0; each < 9_999; each++) await here.run({ actor: 'first' });
    expect(await here.run({ actor: 'minister', cause: 'old' })).toBe(null);
    await here.run({ actor: 'first' });
    expect(await here.run({ actor: 'minister', cause: 'old' })).toBe(no);
  });

  it('forgets who has been silent longest, not who came first', async () => {
    const here = await door(1, 1);
    await here.run({ actor: 'first' });
    for (let each = 0; each < 999; each++) await here.run({ actor: `p-${each}` });
    here.after(60_000);
    expect(await here.run({ actor: 'first' })).toBe('unknown-person');
    await here.run({ actor: 'one more' });
    expect(await here.run({ actor: 'first' })).toBe(no);
  });

  it('holds in every window of a minute, however the commands fall', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20_000), { maxLength: 60 }), async (gaps) => {
        const here = await door();
        const passed: number[] = [];
        let at = 0;
        for (const gap of gaps) {
          at += gap;
          here.after(at);
          if ((await here.run({ actor: 'nobody' })) !== no) passed.push(at);
        }
        const most = Math.max(
          0,
          ...passed.map((from) => passed.filter((each) => each >= from && each < from + 60_000).length),
        );
        expect(most).toBeLessThanOrEqual(9);
      }),
      { seed: 20250131, numRuns: 60 },
    );
  });
});
