// A secretariat in Teams for each test: people who write and press, lines told at the console, and what must hold after each test.
import { afterEach, beforeEach, expect } from 'vitest';
import { consolePeople } from '../../../src/config.ts';
import type { Event } from '../../../src/register/events.ts';
import { consoleOf, typesRecorded } from '../round.ts';
import { cardProblems } from './card-check.ts';
import type { Message } from './fake-connector-world.ts';
import { registerChannel, type TeamsOffice, type TeamsOfficeOptions, teamsOffice } from './teams-office.ts';
import type { TeamsPerson } from './teams-person.ts';
import { cardOf, type Json, wordsOf } from './teams-screen.ts';

export interface TeamsSecretariat {
  readonly office: TeamsOffice;
  as(person: string): TeamsPerson;
  /** Lines typed at the console, which must be taken; `leder: godkend …` is another person's. */
  readonly tell: ReturnType<typeof consoleOf>;
  /** The app is put into everybody's own scope: each has a chat with the bot. */
  installed(): Promise<void>;
  /** What people have recorded, in order, without what the bot notes of itself. */
  recorded(): readonly Event['type'][];
  /** The cards in the register's channel, oldest first; not what stands in their threads. */
  cards(): readonly Message[];
  /** The only card that says this. */
  card(words: string): Message;
  /** What stands in the thread of a post in a channel. */
  threadOf(post: Message): readonly Message[];
}

/** After each test Teams' rules were kept, every card was one, and only `faults` went wrong. */
export function teamsSecretariat(
  options: TeamsOfficeOptions & { readonly faults?: number } = {},
): TeamsSecretariat {
  let open: TeamsOffice | undefined;
  const office = (): TeamsOffice => {
    if (open === undefined) throw new Error('no office before the test');
    return open;
  };
  const tell = consoleOf(() => office().bot);
  beforeEach(async () => {
    open = await teamsOffice(options);
  });
  afterEach(async () => {
    const { fake, files, faults } = office();
    fake.clearFaults();
    await office().quiet();
    await office().close();
    expect([...fake.violations, ...files.violations]).toEqual([]);
    expect(everyCard(fake.everMade).flatMap(cardProblems)).toEqual([]);
    expect(faults).toHaveLength(options.faults ?? 0);
  });
  const cards = () =>
    office()
      .fake.messages(registerChannel)
      .filter((message) => cardOf(message) && message.conversation === registerChannel);
  return {
    get office() {
      return office();
    },
    as: (person) => office().client.as(person),
    async tell(...lines) {
      const answer = await tell(...lines);
      await office().quiet();
      return answer;
    },
    async installed() {
      for (const { id } of consolePeople)
        await office().client.as(id).event('installationUpdate', { action: 'add' });
    },
    recorded: () => typesRecorded(office().bot.history()),
    cards,
    card(words) {
      const [found, ...others] = cards().filter((each) => wordsOf(each).includes(words));
      if (found === undefined || others.length > 0)
        throw new Error(
          `${others.length + 1} or no cards say ${words}:\n${cards().map(wordsOf).join('\n---\n')}`,
        );
      return found;
    },
    threadOf: ({ conversation, id }) => office().fake.messages(`${conversation};messageid=${id}`),
  };
}

/** Every card that Teams was ever sent, edited ones included. */
function everyCard(everMade: readonly Message[]): readonly Json[] {
  const all = everMade.flatMap(({ activity, earlier }) => [...earlier, activity]);
  return all.map((activity) => cardOf({ activity })).filter((card) => card !== undefined);
}
