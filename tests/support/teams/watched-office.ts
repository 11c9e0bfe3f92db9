// An office in Teams for each test, what can be sent to it by hand, and what must hold after whatever was done to it.
import { afterEach, beforeEach, expect } from 'vitest';
import { createTokens } from '../../../adapters/shared/sealed-lines.ts';
import type { Event } from '../../../src/register/events.ts';
import { consoleOf, typesRecorded } from '../round.ts';
import { shapeProblems } from './card-check.ts';
import type { Message } from './fake-connector-world.ts';
import { handSender, type Raw } from './raw-activities.ts';
import {
  registerChannel,
  secret,
  type TeamsOffice,
  type TeamsOfficeOptions,
  teamsOffice,
} from './teams-office.ts';
import { cardOf, wordsOf } from './teams-screen.ts';

export interface WatchedOffice {
  readonly office: TeamsOffice;
  /** Whose activities are written by hand. */
  as(person: string): Raw;
  /** Lines typed at the console, which must be taken; `leder: godkend …` is another person's. */
  readonly tell: ReturnType<typeof consoleOf>;
  /** What a button of the bot's carries for the line. */
  seal(line: string): string;
  /** What people have recorded, in order, without what the bot notes of itself. */
  recorded(): readonly Event['type'][];
  times(type: Event['type']): number;
  /** The cards in the register's channel, oldest first; not what stands in their threads. */
  cards(): readonly Message[];
  /** The only card that says this. */
  card(words: string): Message;
  /** The newest message there. */
  last(conversation: string): Message;
  /** All that was ever shown in somebody's own chat. */
  seenBy(person: string): string;
}

/** After each test Teams' rules were kept, every card was one, and only `faults` went wrong. */
export function watchedOffice(
  options: TeamsOfficeOptions & { readonly faults?: number } = {},
): WatchedOffice {
  let open: TeamsOffice | undefined;
  const office = () => {
    if (open === undefined) throw new Error('no office before the test');
    return open;
  };
  const tell = consoleOf(() => office().bot);
  beforeEach(async () => {
    open = await teamsOffice(options);
  });
  afterEach(async () => {
    office().fake.clearFaults();
    await office().quiet();
    await office().close();
    const { fake, files, faults } = office();
    expect([...fake.violations, ...files.violations]).toEqual([]);
    expect(everyCard(fake).flatMap(shapeProblems)).toEqual([]);
    expect(faults).toHaveLength(options.faults ?? 0);
  });
  const recorded = () => typesRecorded(office().bot.history());
  const cards = () =>
    office()
      .fake.messages(registerChannel)
      .filter((message) => cardOf(message) && message.conversation === registerChannel);
  return {
    get office() {
      return office();
    },
    as: (person) => handSender(office(), person),
    async tell(...all) {
      const answer = await tell(...all);
      await office().quiet();
      return answer;
    },
    seal: (line) => createTokens(secret).token(line),
    recorded,
    times: (type) => recorded().filter((each) => each === type).length,
    cards,
    card(words) {
      const said = cards().filter((each) => wordsOf(each).includes(words));
      const [found] = said;
      if (said.length !== 1 || found === undefined)
        throw new Error(`${said.length} cards say ${words}:\n${cards().map(wordsOf).join('\n')}`);
      return found;
    },
    last(conversation) {
      const found = office().fake.messages(conversation).at(-1);
      if (!found) throw new Error(`nothing in ${conversation}`);
      return found;
    },
    seenBy(person) {
      const { chat } = handSender(office(), person);
      const mine = office().fake.everMade.filter(({ conversation }) => conversation === chat);
      return mine.flatMap(everShown).join('\n');
    },
  };
}

/** The words of a message, as it stands and as it stood. */
function everShown({ activity, earlier }: Message): string[] {
  return [...earlier, activity].map((each) => wordsOf({ activity: each }));
}

/** Every card that Teams was ever sent, each once. */
export function everyCard({ everMade }: Pick<TeamsOffice['fake'], 'everMade'>): readonly unknown[] {
  const all = everMade.flatMap(({ activity, earlier }) =>
    [...earlier, activity].flatMap((each) => cardOf({ activity: each }) ?? []),
  );
  return [...new Map(all.map((card) => [JSON.stringify(card), card])).values()];
}
