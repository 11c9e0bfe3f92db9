// Where a person still stands: in open work, and in words that people have written.
import { shortDate } from '../../calendar/dates.ts';
import { whatOf } from '../../obligations/messages.ts';
import { obligations } from '../../obligations/obligations.ts';
import { adoptedTable, calendarsOf, chainSteps, knownChains } from '../../obligations/settings.ts';
import type { LocalDate, Person } from '../../ports.ts';
import type { Context } from '../command.ts';
import { freeTextsIn, has } from '../history/free-texts.ts';
import { namedFiles } from '../history/named-files.ts';
import type { World } from '../history/world.ts';
import { redactLine } from '../removal/traces.ts';

/** A line for each thing that waits for the person, or that names the person from today on. */
export function openWorkOf({ id }: Person, world: World, today: LocalDate): readonly string[] {
  const { register, t } = world;
  const calendar = calendarsOf(adoptedTable(register), register).deadlines;
  const duties = obligations({ ...world, calendar })
    .filter(({ owner }) => owner === id)
    .map((each) => `${each.name}: ${whatOf(each, t)}${each.due === null ? '' : `, ${shortDate(each.due)}`}`);
  const stands = register.absences
    .filter(({ substitute, to }) => substitute === id && to >= today)
    .map(
      ({ person, from, to }) =>
        `stedfortræder for ${world.nameOf(person)} ${shortDate(from)} – ${shortDate(to)}`,
    );
  const chains = knownChains(register)
    .filter((chain) => chainSteps(register, chain, today)?.some((step) => step.includes(id)))
    .map((chain) => `et trin i godkendelseskæden »${chain}«`);
  return [...duties, ...stands, ...chains];
}

/** A line for each free text that holds the name or an address, with what removes it, and for each file that is named so. */
export function mentionsOf(
  { name, email }: Person,
  { recorded }: Pick<World, 'recorded'>,
  offer: Context['offer'],
): readonly string[] {
  // A name of one word may be any word.
  const words = [name.includes(' ') ? name : undefined, email].flatMap((word) => word ?? []);
  const isMention = (text: string) => words.some((word) => has(text, word));
  const texts = recorded.flatMap(({ version, event }) =>
    freeTextsIn(event.data)
      .filter(({ freeText: { text = '' } }) => isMention(text))
      .map(({ path }) => {
        const line = offer(redactLine(version, path, 'Personen har forladt ministeriet'));
        return `E-${version} nævner personen. Fjern det med: ${line}`;
      }),
  );
  const files = namedFiles(recorded)
    .filter((file) => isMention(file.name))
    .map(
      (file) =>
        `Filnavnet »${file.name}« (E-${file.events.join(', E-')}) nævner personen. Det kan ikke fjernes.`,
    );
  return [...texts, ...files];
}
