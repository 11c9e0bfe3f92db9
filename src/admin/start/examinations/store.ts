// The store: can it be reached, is the chain whole, and is everybody in the directory reachable where the bot is?
import type { Archive } from '../../../../store/archive.ts';
import type { OrganisationSettings } from '../../../config/environment.ts';
import { consolePeople } from '../../../config/people.ts';
import { StoreFault } from '../../../ports.ts';
import { readRecorded } from '../../history/recorded.ts';
import { type Finding, ok, warning, wrong } from './finding.ts';

export async function examineHistory(archive: Archive): Promise<Finding> {
  try {
    const recorded = await readRecorded(archive);
    return ok(`Historikken i ${archive.name} er hel: ${recorded.length} registreringer.`);
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    return wrong(fault.message, 'Se på den med: npm run -s admin -- verify');
  }
}

/** `settings`: the platforms on which people are to be found. */
export async function examinePeople(
  archive: Archive,
  { slack, teams }: Pick<OrganisationSettings, 'slack' | 'teams'>,
): Promise<Finding[]> {
  const enter = 'Skriv dem ind: npm run -s admin -- people';
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
        ? ok(`${people.length} personer, som alle kan findes.`)
        : warning(
            `Botten kan ikke finde ${names}: der står hverken e-mail eller et id på platformen.`,
            enter,
          ),
    ];
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    return [wrong(fault.message, enter)];
  }
}
