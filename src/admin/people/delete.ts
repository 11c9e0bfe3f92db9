// Deleting a person: what tells who it is goes; the id stays in the history, which holds as before.
import type { Archive } from '../../../store/archive.ts';
import { localDate } from '../../calendar/time.ts';
import { type Instant, type Person, StoreFault } from '../../ports.ts';
import { type Context, done, type Outcome, refused } from '../command.ts';
import { readWorld, type World } from '../history/world.ts';
import { pasted } from '../typed.ts';
import { objectionTo } from './list.ts';
import { withoutPerson } from './memories.ts';
import { mentionsOf, openWorkOf } from './traces.ts';

export interface Wish {
  /** Whom those get who had the person as leader: an id, or `ingen`. */
  readonly newLeader: string | undefined;
  readonly isSure: boolean;
}

export async function remove(
  archive: Archive,
  person: Person,
  { newLeader, isSure }: Wish,
  { clock, offer }: Pick<Context, 'clock' | 'offer'>,
): Promise<Outcome> {
  const { id, name } = person;
  const world = await readWorld(archive);
  const led = world.people.filter(({ leader }) => leader === id);
  const mentions = mentionsOf(person, world, offer);
  const line = (leader: string | undefined, sure: boolean) =>
    pasted([
      ...['people', 'slet', id],
      ...(leader === undefined ? [] : ['--ny-leder', leader]),
      ...(sure ? ['--bekræft'] : []),
    ]);
  const above = person.leader ?? 'ingen';
  if (led.length > 0 && newLeader === undefined)
    return refused(`${name} er leder for ${namesOf(led)}. Sig, hvem der er det nu.`, line(above, false));
  const leader = newLeader === undefined || newLeader === 'ingen' ? null : newLeader;
  const people = world.people
    .filter((each) => each.id !== id)
    .map((each) => (each.leader === id ? { ...each, leader } : each));
  if (people.length === 0)
    return refused('Den sidste person kan ikke slettes: så kan ingen bruge botten.', 'people list');
  const objection = objectionTo(people);
  if (objection !== undefined) return refused(objection, line(above, false));
  if (!isSure) {
    const heir = people.find((each) => each.id === leader)?.name;
    const moved =
      heir === undefined ? `${namesOf(led)} får ingen leder.` : `Leder for ${namesOf(led)} bliver ${heir}.`;
    const told = [...before(person, world, clock.now()), ...mentions, ...(led.length > 0 ? [moved] : [])];
    return refused([...told, untouched].join('\n'), line(newLeader, true));
  }
  if (!(await forget(archive, person))) {
    const why = `Botten kører og holder det, Teams har fortalt om ${name}. Stop den, slet igen, og start den.`;
    return refused(`${why} ${untouched}`, line(newLeader, true));
  }
  await archive.replacePeople(people);
  return done(
    `${name} er slettet. Historikken siger »${world.t.says.names.former}« om ${id}.`,
    ...mentions,
    'Personen står endnu i sikkerhedskopier og logge, i personlister, du har eksporteret, i breve, i Slack og Teams selv, og i det, Slack og Teams har sendt sidst (slack-inbox og teams-inbox), til botten starter igen.',
  );
}

const untouched = 'Intet er slettet endnu.';

/** What whoever deletes must know first. */
function before(person: Person, world: World, now: Instant): readonly string[] {
  const open = openWorkOf(person, world, localDate(now));
  return [
    `${person.name} (${person.id}) bliver slettet: navn, adresser og det, Teams har fortalt. Historikken beholder id’et.`,
    ...(open.length > 0
      ? ['Overdrag først det, der er åbent; ellers falder det tilbage til sekretariatet:']
      : []),
    ...open.map((each) => `  ${each}`),
  ];
}

/** Out of what the platforms remember, before the list: whoever is deleted half is still found by a second try. False while a bot holds it. */
async function forget(archive: Archive, person: Person): Promise<boolean> {
  try {
    for (const [name, records] of Object.entries(await archive.memories())) {
      const left = withoutPerson(records, person);
      if (left !== records) await archive.replaceMemory(name, left);
    }
    return true;
  } catch (fault) {
    if (fault instanceof StoreFault && fault.code === 'locked') return false;
    throw fault;
  }
}

function namesOf(people: readonly Person[]): string {
  return people.map(({ name }) => name).join(', ');
}
