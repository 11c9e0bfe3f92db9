// The store: can it be reached, is the chain whole, and is everybody in the directory reachable where the bot is?
import type { Archive } from '../../../../store/archive.ts';
import type { OrganisationSettings } from '../../../config/environment.ts';
import { consolePeople } from '../../../config/people.ts';
import { StoreFault } from '../../../ports.ts';
import type { Context } from '../../command.ts';
import { readRecorded } from '../../history/recorded.ts';
import { exampleOfNew } from '../../people/edit.ts';
import { counted, quoted } from '../../words.ts';
import { type Finding, ok, warning, wrong } from './finding.ts';

export async function examineHistory(archive: Archive, offer: Context['offer']): Promise<Finding> {
  try {
    const recorded = await readRecorded(archive);
    return ok(`Historikken i ${archive.name} er hel: ${counted(recorded.length, 'registrering')}.`);
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    return wrong(`Historikken kan ikke læses.\n     ${fault.message}`, `Se på den med: ${offer('verify')}`);
  }
}

/** `settings`: the platforms on which people are to be found. */
export async function examinePeople(
  archive: Archive,
  { slack, teams }: Pick<OrganisationSettings, 'slack' | 'teams'>,
  offer: Context['offer'],
): Promise<Finding[]> {
  const enter = `Skriv dem ind, én ad gangen: ${offer(exampleOfNew)}`;
  try {
    const people = await archive.people();
    if (people === undefined || people.length === 0) return [wrong('Der er ingen personer.', enter)];
    const examples = consolePeople.map(({ name }) => name);
    const isExample = people.every(({ name }) => examples.includes(name));
    if (isExample) return [warning('Personerne er stadig eksemplerne fra den første start.', enter)];
    const lost = people.filter(
      (person) => person.email === undefined && !(slack && person.slack) && !(teams && person.teams),
    );
    const names = lost.map(({ name }) => name).join(', ');
    return [
      lost.length === 0
        ? ok(`${counted(people.length, 'person')}, som alle kan findes.`)
        : warning(
            `Botten kan ikke finde ${names}: der står hverken e-mail eller et id på platformen.`,
            `Skriv det: ${offer(`people ret ${quoted(lost[0]?.id ?? '')} --email navn@ministeriet.dk`)}`,
          ),
    ];
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    return [
      wrong(
        `Personlisten kan ikke læses.\n     ${fault.message}`,
        'Ret den, eller læg den fra den nyeste sikkerhedskopi tilbage.',
      ),
    ];
  }
}
