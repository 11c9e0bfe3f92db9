// What the operator's readers know of an organisation: its history as it counts, its register, and the names of its people.
import type { Archive } from '../../../store/archive.ts';
import type { Telling } from '../../describe.ts';
import { Known } from '../../known.ts';
import { languages } from '../../language/index.ts';
import { namesOf } from '../../obligations/people.ts';
import type { Files, Person } from '../../ports.ts';
import type { Register } from '../../register/state.ts';
import { type Recorded, readRecorded } from './recorded.ts';

export interface World extends Telling {
  readonly recorded: readonly Recorded[];
  readonly register: Register;
  readonly people: readonly Person[];
  readonly files: Files;
}

/** Throws a `StoreFault` 'damaged' where the history or the list of people is. */
export async function readWorld(archive: Archive): Promise<World> {
  const recorded = await readRecorded(archive);
  const people = (await archive.people()) ?? [];
  const { history, register } = new Known(recorded.map(({ event }) => event));
  const t = languages.da;
  return {
    recorded,
    register,
    history,
    people,
    files: archive.files,
    t,
    nameOf: namesOf(people, t.says.names),
  };
}
