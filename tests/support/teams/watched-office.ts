// An office in Teams for each test, what can be sent to it by hand, and what must hold after whatever was done to it.
import { afterEach, expect } from 'vitest';
import { createTokens } from '../../../adapters/shared/sealed-lines.ts';
import type { Event } from '../../../src/register/events.ts';
import { shapeProblems } from './card-check.ts';
import { type EachOffice, type EachOfficeOptions, eachOffice } from './each-office.ts';
import type { Message, Person } from './fake-connector-world.ts';
import { handSender, type Raw } from './raw-activities.ts';
import { registerChannel, secret } from './teams-office.ts';
import { wordsOf } from './teams-screen.ts';

export interface WatchedOffice extends EachOffice {
  /** Whose activities are written by hand. */
  as(person: string): Raw;
  /** What a button of the bot's carries for the line. */
  seal(line: string): string;
  times(type: Event['type']): number;
  /** The newest message there. */
  last(conversation: string): Message;
  /** All that was ever shown in somebody's own chat. */
  seenBy(person: string): string;
  /** Somebody who came after the office opened; their id. */
  arrives(person: Person): string;
}

export function watchedOffice(options: EachOfficeOptions = {}): WatchedOffice {
  const each = eachOffice(options, shapeProblems);
  const as = (person: string) => handSender(each.office, person);
  return Object.assign(each, {
    as,
    seal: (line: string) => createTokens(secret).token(line),
    times: (type: Event['type']) => each.recorded().filter((recorded) => recorded === type).length,
    last(conversation: string) {
      const found = each.office.fake.messages(conversation).at(-1);
      if (!found) throw new Error(`nothing in ${conversation}`);
      return found;
    },
    seenBy(person: string) {
      const { chat } = as(person);
      const mine = each.office.fake.everMade.filter(({ conversation }) => conversation === chat);
      return mine.flatMap(everShown).join('\n');
    },
    arrives(person: Person) {
      const { fake } = each.office;
      fake.addPerson({ hasApp: true, ...person });
      fake.world.conversations.get(registerChannel)?.members.add(person.id);
      return person.id;
    },
  });
}

/** The same, and whatever is sent to it: after each test it still serves. */
export function attackedOffice(): WatchedOffice {
  const s = watchedOffice();
  afterEach(async () => {
    const before = s.seenBy('sagsbehandler').length;
    await s.as('sagsbehandler').says('hjælp');
    expect(s.seenBy('sagsbehandler').slice(before)).not.toBe('');
  });
  return s;
}

/** The words of a message, as it stands and as it stood. */
function everShown({ activity, earlier }: Message): string[] {
  return [...earlier, activity].map((each) => wordsOf({ activity: each }));
}
