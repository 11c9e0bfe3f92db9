// What a rule is: the words it needs, and the line that they make.
import type { Obligation } from '../obligations/obligation.ts';
import { obligationsOf } from '../obligations/obligations.ts';
import { adoptedTable, calendarsOf } from '../obligations/settings.ts';
import type { LocalDate, Person } from '../ports.ts';
import type { Event } from '../register/events.ts';
import { isUnsent } from '../register/outgoing.ts';
import type { Register } from '../register/state.ts';
import type { FormValues } from '../view/form.ts';
import type { Attempt } from './attempt.ts';
import { type Phrases, phrases } from './phrases.ts';

export interface World {
  readonly today: LocalDate;
  readonly actor: Person;
  readonly people: readonly Person[];
  readonly register: Register;
  /** What is due. */
  readonly duties: readonly Obligation[];
}

/** As the secretariat stands now, for one who types. */
export function worldOf({
  today,
  person,
  people,
  register,
  history,
}: Pick<World, 'today' | 'people' | 'register'> & {
  readonly person: Person;
  readonly history: readonly Event[];
}): World {
  const calendar = calendarsOf(adoptedTable(register), register).deadlines;
  return {
    today,
    actor: person,
    people,
    register,
    duties: obligationsOf({ register, history, people, calendar }),
  };
}

export interface Read {
  /** The command's Danish name. */
  readonly command: string;
  /** As its form has them; what is yet to be filled in as `<dato>`. */
  readonly values: FormValues;
  /** The municipality's grounds as they were typed. */
  readonly grounds?: string;
  /** Fields that may be left out and that somebody will miss. */
  readonly missed?: readonly string[];
}

export interface Rule {
  /** A fact is told and a request made, with courtesy as a question; `any` may be asked or told: it records nothing. */
  readonly kind: 'fact' | 'request' | 'question' | 'any';
  /** All of these must be said: of each, one of its phrases. */
  readonly says: readonly Phrases[];
  /** With one of these it says something else. */
  readonly unless?: Phrases;
  /** Used where they are said: all of them. */
  readonly may?: Phrases;
  read(attempt: Attempt, world: World): Read | undefined;
}

/** The only letter that is not sent, or the one that tells of the municipality; a blank where it is not known. */
export function letterAbout(municipality: string | undefined, { register, duties }: World): string {
  const told = duties.find(
    (each) =>
      each.kind === 'orientering' && each.facts.municipality === municipality && each.facts.letter !== null,
  );
  if (municipality !== undefined)
    return told?.kind === 'orientering' && told.facts.letter ? told.facts.letter : '<brev>';
  const [only, second] = [...register.letters.values()].filter(isUnsent);
  return only && !second ? only.id : '<brev>';
}

/** The year of the newest round; a blank where there is none. */
export function newestYear({ register }: World): string {
  const year = [...register.rounds.keys()].sort().at(-1);
  return year === undefined ? '<år>' : String(year);
}

/** The only thing due that the sentence can mean; undefined when it is none or several. */
export function dutyMeant(attempt: Attempt, { duties }: World, due?: LocalDate): string | undefined {
  const named = attempt.the('duty')?.name;
  if (named !== undefined) return named;
  const municipality = attempt.the('municipality')?.name;
  if (municipality === undefined) return undefined;
  const about = duties.filter(({ facts }) => 'municipality' in facts && facts.municipality === municipality);
  const ofDay = due === undefined ? [] : about.filter((each) => each.due === due);
  if (ofDay.length === 1) return ofDay[0]?.name;
  const kind = dutyKinds.find(([, words]) => attempt.says(words))?.[0];
  const [only, second] = kind === undefined ? about : about.filter((each) => each.kind === kind);
  return second ? undefined : only?.name;
}

const dutyKinds: readonly (readonly [Obligation['kind'], Phrases])[] = [
  ['journalising', phrases('journaliser*', 'journalfør*')],
  ['orientering', phrases('orienter*', 'udvalget', 'informere', 'report', 'inform')],
  ['treatment', phrases('behandl*', 'byråd*', 'udvalgsmøde*')],
  ['answer', phrases('svar*', 'answer')],
];
