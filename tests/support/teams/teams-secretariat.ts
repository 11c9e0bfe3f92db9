// A secretariat in Teams for each test: people who write and press, lines told at the console, and what must hold after each test.
import { consolePeople } from '../../../src/config/people.ts';
import { cardProblems } from './card-check.ts';
import { type EachOffice, type EachOfficeOptions, eachOffice } from './each-office.ts';
import type { Message } from './fake-connector-world.ts';
import type { TeamsPerson } from './teams-person.ts';
import { wordsOf } from './teams-screen.ts';

export interface TeamsSecretariat extends EachOffice {
  as(person: string): TeamsPerson;
  /** The app is put into everybody's own scope: each has a chat with the bot. */
  installed(): Promise<void>;
  /** The newest card that says this. */
  newestCard(words: string): Message;
  /** What stands in the thread of a post in a channel. */
  threadOf(post: Message): readonly Message[];
}

/** After each test every card passes Microsoft's schema and renderer, too. */
export function teamsSecretariat(options: EachOfficeOptions = {}): TeamsSecretariat {
  const each = eachOffice(options, cardProblems);
  return Object.assign(each, {
    as: (person: string) => each.office.client.as(person),
    async installed() {
      for (const { id } of consolePeople)
        await each.office.client.as(id).event('installationUpdate', { action: 'add' });
    },
    newestCard(words: string) {
      const found = each.cards().findLast((card) => wordsOf(card).includes(words));
      if (!found) throw new Error(`no card says ${words}:\n${each.cards().map(wordsOf).join('\n---\n')}`);
      return found;
    },
    threadOf: ({ conversation, id }: Message) => each.office.fake.messages(`${conversation};messageid=${id}`),
  });
}
