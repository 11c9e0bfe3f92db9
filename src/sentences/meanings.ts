// What single words of a sentence name: municipalities, people, days, letters. Found before any rule looks at the sentence.
import { foldTerm } from '../args.ts';
import { isNamedDate, type Lean, spokenDate, spokenWeek } from '../calendar/spoken-dates.ts';
import type { LocalDate, Person } from '../ports.ts';
import { findMunicipality } from '../register/municipality.ts';
import type { Area } from '../register/terms.ts';
import type { Word } from './words.ts';

export type Meaning =
  | { readonly kind: 'municipality'; readonly name: string }
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'date'; readonly on: (lean: Lean) => LocalDate | undefined }
  | { readonly kind: 'week'; readonly on: (lean: Lean) => { from: LocalDate; to: LocalDate } | undefined }
  | { readonly kind: 'days'; readonly count: number; readonly ofWeeks: boolean }
  | { readonly kind: 'letter'; readonly id: string }
  | { readonly kind: 'year'; readonly year: string }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'area'; readonly area: Area }
  | { readonly kind: 'duty'; readonly name: string };

/** A word, or the words that name one thing. */
export interface Item {
  readonly typed: string;
  /** Empty where the words name something. */
  readonly folded: string;
  readonly mark: string;
  readonly quoted: boolean;
  readonly is: Meaning | null;
}

export interface Surroundings {
  readonly today: LocalDate;
  readonly people: readonly Person[];
  readonly actor: Person;
  /** The names of what is due. */
  readonly duties: readonly string[];
}

/** No name of one thing is longer: `på fredag den 7. februar 2025`. */
const longest = 6;

export function itemsOf(words: readonly Word[], around: Surroundings): Item[] {
  const items: Item[] = [];
  for (let index = 0; index < words.length; ) {
    const found = longestAt(words, index, around);
    const taken = words.slice(index, index + (found?.length ?? 1));
    items.push({
      typed: taken.map(({ typed }) => typed).join(' '),
      folded: found ? '' : (taken[0]?.folded ?? ''),
      mark: taken.at(-1)?.mark ?? '',
      quoted: taken[0]?.quoted ?? false,
      is: found?.meaning ?? null,
    });
    index += taken.length;
  }
  return items;
}

function longestAt(
  words: readonly Word[],
  at: number,
  around: Surroundings,
): { meaning: Meaning; length: number } | undefined {
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    const taken = words.slice(at, at + length);
    // A name goes on past the full stop of `3.` or `d.`, but not past a comma.
    if (taken.some(({ quoted }) => quoted) || taken.slice(0, -1).some(({ mark }) => !/^\.?$/.test(mark)))
      continue;
    const typed = taken.map((each) => each.typed).join(' ');
    const meaning = meaningOf(typed, words[at - 1], taken.at(-1), words[at + length], around);
    if (meaning) return { meaning, length };
  }
  return undefined;
}

function meaningOf(
  typed: string,
  before: Word | undefined,
  last: Word | undefined,
  next: Word | undefined,
  around: Surroundings,
): Meaning | undefined {
  const folded = foldTerm(typed);
  const duty = around.duties.find((name) => foldTerm(name) === folded);
  if (duty !== undefined) return { kind: 'duty', name: duty };
  const letter = /^(?:brev(?:et)?|letter)[- ](?:nr |nummer )?(\d+)$/.exec(folded)?.[1];
  if (letter !== undefined) return { kind: 'letter', id: `Brev-${Number(letter)}` };
  const weekOn = (lean: Lean) => spokenWeek(typed.replace(/^i /i, ''), around.today, lean);
  if (weekOn('future') || weekOn('past')) return { kind: 'week', on: weekOn };
  const dateOn = (lean: Lean) => spokenDate(typed, around.today, lean);
  // *2/3 af byrådet* is a share.
  const isShare = /^\d+\/\d+$/.test(typed) && next?.folded === 'af';
  if (!isShare && (dateOn('past') || dateOn('future') || isNamedDate(typed, around.today)))
    return { kind: 'date', on: dateOn };
  if (/^20[1-9]\d$/.test(typed)) return { kind: 'year', year: typed };
  if (/^\d{1,6}$/.test(typed)) return { kind: 'number', digits: typed };
  const days = daysOf(folded);
  if (days) return { kind: 'days', ...days };
  const area =
    Object.hasOwn(areaWords, folded) && before?.folded !== 'udsatte' ? areaWords[folded] : undefined;
  if (area) return { kind: 'area', area };
  const municipality =
    /^\d/.test(typed) || isTheRoad(typed, before, last, next) ? undefined : findMunicipality(typed);
  if (municipality) return { kind: 'municipality', name: municipality.name };
  const person = personOf(folded, around);
  return person === undefined ? undefined : { kind: 'person', id: person };
}

const areaWords: Readonly<Record<string, Area>> = {
  boernehandicap: 'children',
  boernehandicapomraadet: 'children',
  boerneomraadet: 'children',
  boern: 'children',
  voksenhandicap: 'adults',
  voksenhandicapomraadet: 'adults',
  voksenomraadet: 'adults',
  voksne: 'adults',
};

const counts: Readonly<Record<string, number>> = {
  en: 1,
  to: 2,
  tre: 3,
  fire: 4,
  fem: 5,
  seks: 6,
  syv: 7,
  otte: 8,
  ni: 9,
  ti: 10,
};

/** `3 dage`, `tre arbejdsdage`, `en uge` */
function daysOf(folded: string): { count: number; ofWeeks: boolean } | undefined {
  const [, number = '', unit] =
    /^(\d{1,3}|[a-z]+) (dag|dage|arbejdsdage?|days?|uger?|weeks?)$/.exec(folded) ?? [];
  const count = Object.hasOwn(counts, number) ? counts[number] : Number(number);
  if (unit === undefined || !count) return undefined;
  return { count, ofWeeks: /^(uge|week)/.test(unit) };
}

/** *på vejen*, *noget i vejen* and *vejen er lang* are no municipality. */
function isTheRoad(typed: string, before?: Word, last?: Word, next?: Word): boolean {
  if (typed !== 'vejen') return false;
  if (before === undefined) return next?.folded === 'er';
  const closes = next === undefined || last?.mark !== '';
  return ['paa', 'ad', 'af', 'langs', 'over'].includes(before.folded) || (before.folded === 'i' && closes);
}

/** By id, name or first name, or a role that one has alone; also *kontorchefen* and *Mettes*. */
function personOf(folded: string, { people, actor }: Surroundings): string | undefined {
  if (/^min (leder|chef)$/.test(folded)) return actor.leader ?? undefined;
  const forms = [folded, folded.replace(/s$/, ''), folded.replace(/ens?$/, '')];
  const by = (known: (person: Person) => readonly string[]) =>
    people.filter((each) => known(each).some((name) => forms.includes(foldTerm(name))));
  const exact = by(({ id, name }) => [id, name])[0];
  const [only, second] = by(({ roles, name }) => [...roles, name.split(' ')[0] ?? '']);
  return exact?.id ?? (second ? undefined : only?.id);
}
