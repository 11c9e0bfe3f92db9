// People at Teams: what they write, press and fill in leaves as Teams sends it, signed, and what they see comes from the fake.
import { bearer } from './identity.ts';
import type { ClientParts, Invoked, Line } from './teams-line.ts';
import { createPerson, type TeamsPerson } from './teams-person.ts';
import { sendTo } from './teams-requests.ts';
import type { Json } from './teams-screen.ts';

/** Told of everything that anybody does, before it is sent and when all that came of it is there. */
export interface Onlooker {
  act(words: string): void;
  look(): void;
  /** Words that stand on somebody's screen for a moment. */
  flash(person: string, words: string): void;
}

export interface TeamsClient {
  as(person: string): TeamsPerson;
  /** Everybody who has done something. */
  everybody(): readonly TeamsPerson[];
  /** From now on. */
  watch(onlooker: Onlooker): void;
}

export function teamsClient(parts: ClientParts): TeamsClient {
  const { fake, now, port, quiet } = parts;
  const people = new Map<string, TeamsPerson>();
  let onlooker: Onlooker | undefined;
  let count = 0;

  async function send(activity: Json): Promise<Invoked> {
    const seconds = Math.floor(now() / 1_000);
    const authorization = bearer({ nbf: seconds - 60, exp: seconds + 3_600, serviceurl: fake.serviceUrl });
    const { status, body } = await sendTo(port(), activity, { authorization });
    return { status, body: body === '' ? {} : (JSON.parse(body) as Json) };
  }

  async function act<T>(words: string, work: () => Promise<T>): Promise<T> {
    onlooker?.act(words);
    const result = await work();
    await quiet();
    onlooker?.look();
    return result;
  }

  /** What is done without anything being sent. */
  function notes(words: string, work: () => void): void {
    onlooker?.act(words);
    work();
    onlooker?.look();
  }

  const flash = (person: string, words: string) => onlooker?.flash(person, words);

  const line: Line = { parts, fresh: () => String(1_600_000_000_000 + ++count), send, act, flash, notes };

  return {
    as(name) {
      const person = fake.world.people.get(name.startsWith('29:') ? name : `29:${name}`);
      if (!person) throw new Error(`nobody called ${name}`);
      const known = people.get(person.id) ?? createPerson(person, line);
      people.set(person.id, known);
      return known;
    },
    everybody: () => [...people.values()],
    watch(by) {
      onlooker = by;
    },
  };
}
