// The first page of a letter's zip: which letter it is, who approved it and when, and what lies in the zip.
import { shortDate } from '../../calendar/dates.ts';
import { clockTime } from '../../calendar/time.ts';
import { municipalitiesOf } from '../../describe.ts';
import { endingOf } from '../../documents/file-name.ts';
import { shownText } from '../../language/removed.ts';
import { letterOf } from '../../letters/draft.ts';
import { letterState, newestDraft } from '../../register/outgoing.ts';
import type { Decision, IncomingLetter, OutgoingLetter, Position } from '../../register/state.ts';
import { letterStates } from '../../register/terms.ts';
import type { Recorded } from '../history/recorded.ts';
import type { World } from '../history/world.ts';
import { checksumsName } from '../safekeeping/checksums.ts';

/** A file of the zip. */
export interface Filed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it was recorded. */
  readonly recorded: Position;
  /** Of a municipality's own letter. */
  readonly received?: IncomingLetter;
}

export interface Contents {
  readonly letter: OutgoingLetter;
  readonly files: readonly Filed[];
  /** The events that led to it. */
  readonly led: readonly Recorded[];
}

export function indexText(contents: Contents, world: World): string {
  const { letter } = contents;
  const title = letterOf(newestDraft(letter)).parts.find(({ role }) => role === 'title')?.text ?? '';
  const sections = [
    [`${letter.id}: ${title.replaceAll('\n', ' ')}`, ...factsOf(letter, world)],
    ['Godkendt af', ...approvalsOf(letter, world)],
    ['Indhold', ...contentsOf(contents, world)],
    ['Kontrol', ...proofOf(contents)],
  ];
  return `${sections.map(([heading = '', ...lines]) => [heading, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n')}\n`;
}

function factsOf(letter: OutgoingLetter, world: World): string[] {
  const { caseNumber, docNumber, date, recorded, version } = newestDraft(letter);
  const { sent, distributed, cancelled, journalised } = letter;
  const drafted = world.history[recorded - 1];
  const municipalities = drafted ? municipalitiesOf(drafted, world) : '';
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['Slags', letter.kind],
    ['År', String(letter.year)],
    ['Handler om', municipalities],
    ['Status', `${letterStates[letterState(letter)]}, version ${version}`],
    ['Sagsnr.', caseNumber],
    ['Doknr.', docNumber],
    ['Brevets dato', date && shortDate(date)],
    ['Sendt', sent && shortDate(sent.date)],
    ['Omdelt', distributed && `${shortDate(distributed.date)} som bilag ${distributed.annex}`],
    ['Annulleret', cancelled && shownText(cancelled.reason, 'da')],
    ['Journaliseret', journalised && journalisedText(journalised)],
  ];
  return facts.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
}

function journalisedText({
  date,
  docNumber,
}: {
  readonly date: string;
  readonly docNumber: string | null;
}): string {
  return docNumber === null ? shortDate(date) : `${shortDate(date)} med doknr. ${docNumber}`;
}

function approvalsOf({ approval }: OutgoingLetter, { nameOf }: World): string[] {
  if (!approval || approval.decisions.length === 0) return ['Ingen har godkendt brevet i Forløbsvagten.'];
  const person = (id: string) => (nameOf(id) === id ? id : `${nameOf(id)} (${id})`);
  const decided = ({ step, role, owner, decider, at, recorded, proof }: Decision) => {
    const instead = decider === owner ? '' : ` for ${person(owner)}`;
    const outside = proof ? ` Givet uden for botten. Bevis: ${shownText(proof, 'da')}` : '';
    return `${step + 1}. ${role}: ${person(decider)}${instead}, ${clockTime(at)} (E-${recorded}).${outside}`;
  };
  return approval.decisions.map(decided);
}

function contentsOf({ files }: Contents, world: World): string[] {
  const rows = files.map((file) => `${file.name}: ${whatOf(file, world)}, ${file.bytes.length} byte`);
  return [
    ...rows,
    'forløb.csv: det, der førte til brevet, til at læse i et regneark',
    'begivenheder.ndjson: det samme, ord for ord som i historikken og med kontrolkoder',
    `${checksumsName}: filernes kontrolsummer`,
  ];
}

const endings: Readonly<Record<string, string>> = {
  docx: 'brevet til Word',
  pdf: 'brevet som pdf',
  eml: 'brevet som mail, ikke sendt herfra',
};

function whatOf({ name, recorded, received }: Filed, world: World): string {
  if (!received) return endings[endingOf(name)] ?? 'brevet';
  const event = world.history[recorded - 1];
  const municipality = event ? municipalitiesOf(event, world) : '';
  const filed = received.journalised ? `, journaliseret ${journalisedText(received.journalised)}` : '';
  return `fra ${municipality}, modtaget ${shortDate(received.received)}${filed} (E-${recorded})`;
}

function proofOf({ led }: Contents): string[] {
  const newest = led.at(-1);
  return [
    `Seneste registrering om brevet: E-${newest?.version}, ${clockTime(newest?.event.at ?? '')}, kontrolkode ${newest?.hash}`,
    `Er filerne uændrede? Pak ud, og skriv: sha256sum -c ${checksumsName}`,
    'Er historikken uændret? Skriv på serveren, med kontrolkoden ovenfor: npm run -s admin -- verify --hoved KODE',
  ];
}
