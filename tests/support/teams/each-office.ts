// An office in Teams for each test, lines told to it at the console, its cards, and what must hold after whatever was done to it.
import { expect } from 'vitest';
import type { Event } from '../../../src/register/events.ts';
import { onlySaying, perTest } from '../per-test.ts';
import { consoleOf, typesRecorded } from '../round.ts';
import type { Message } from './fake-connector-world.ts';
import { registerChannel, type TeamsOffice, type TeamsOfficeOptions, teamsOffice } from './teams-office.ts';
import { cardOf, wordsOf } from './teams-screen.ts';

export interface EachOffice {
  readonly office: TeamsOffice;
  /** Lines typed at the console, which must be taken; `leder: godkend …` is another person's. */
  readonly tell: ReturnType<typeof consoleOf>;
  /** What people have recorded, in order, without what the bot notes of itself. */
  recorded(): readonly Event['type'][];
  /** The cards in the register's channel, oldest first; not what stands in their threads. */
  cards(): readonly Message[];
  /** The only card that says this. */
  card(words: string): Message;
}

export interface EachOfficeOptions extends TeamsOfficeOptions {
  /** How many things go wrong in each test; none unless told. */
  readonly faults?: number;
}

/** After each test Teams' rules were kept, no card has a problem, and only `faults` went wrong. */
export function eachOffice(
  options: EachOfficeOptions,
  problemsOf: (card: unknown) => readonly string[],
): EachOffice {
  const office = perTest(
    () => teamsOffice(options),
    async ({ fake, files, faults, quiet, close }) => {
      fake.clearFaults();
      await quiet();
      await close();
      expect([...fake.violations, ...files.violations]).toEqual([]);
      expect(everyCard(fake).flatMap(problemsOf)).toEqual([]);
      expect(faults).toHaveLength(options.faults ?? 0);
    },
  );
  const tell = consoleOf(() => office().bot);
  const cards = () =>
    office()
      .fake.messages(registerChannel)
      .filter((message) => cardOf(message) && message.conversation === registerChannel);
  return {
    get office() {
      return office();
    },
    async tell(...lines) {
      const answer = await tell(...lines);
      await office().quiet();
      return answer;
    },
    recorded: () => typesRecorded(office().bot.history()),
    cards,
    card: (words) => onlySaying(cards(), words, wordsOf),
  };
}

/** Every card that Teams was ever sent, edited ones included, each once. */
export function everyCard({ everMade }: Pick<TeamsOffice['fake'], 'everMade'>): readonly unknown[] {
  const all = everMade.flatMap(({ activity, earlier }) =>
    [...earlier, activity].flatMap((each) => cardOf({ activity: each }) ?? []),
  );
  return [...new Map(all.map((card) => [JSON.stringify(card), card])).values()];
}
