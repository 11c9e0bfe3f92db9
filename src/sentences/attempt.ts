// One rule's attempt at a sentence: what it finds is used; what it leaves must not turn the meaning.

import { shortDate } from '../calendar/dates.ts';
import type { Lean } from '../calendar/spoken-dates.ts';
import type { LocalDate } from '../ports.ts';
import { type Clauses, clausesOf } from './clauses.ts';
import { categoriesOf } from './grounds.ts';
import type { Item, Meaning } from './meanings.ts';
import { folded, type Phrases, placesOf } from './phrases.ts';
import { adverbs, doubts, notAsked, plainInAgain, plainInGrounds, silent, times } from './small-words.ts';

type Of<K extends Meaning['kind']> = Extract<Meaning, { kind: K }>;

export class Attempt {
  readonly items: readonly Item[];
  readonly clauses: Clauses;
  /** Where the courtesies in front end. */
  readonly #from: number;
  readonly #today: LocalDate;
  readonly #used = new Set<number>();
  /** Doubts that are none where they stand. */
  readonly #plain = new Set<number>();
  #fits = true;

  constructor(items: readonly Item[], from: number, today: LocalDate) {
    this.items = items;
    this.#today = today;
    this.#from = from;
    this.clauses = clausesOf(items);
  }

  /** Whether one of the phrases is said, anywhere or, `first`, in front. */
  says(wanted: Phrases, where: 'anywhere' | 'first' = 'anywhere'): boolean {
    const places = placesOf(wanted, this.#main(), 0, adverbs);
    if (!places || (where === 'first' && places[0] !== this.#from)) return false;
    this.use(...places);
    return true;
  }

  /** Where one of the phrases stands; used. */
  at(wanted: Phrases): readonly number[] | undefined {
    const places = placesOf(wanted, this.#main(), 0, adverbs);
    this.use(...(places ?? []));
    return places;
  }

  use(...places: readonly number[]): void {
    for (const place of places) this.#used.add(place);
  }

  /** As `says`, and uses up nothing. */
  mentions(wanted: Phrases): boolean {
    return placesOf(wanted, this.#main(), 0, adverbs) !== undefined;
  }

  /** The only thing of that kind that stands after one of these words; after any where none is given. */
  the<K extends Meaning['kind']>(kind: K, after?: readonly string[]): Of<K> | undefined {
    const [first, second] = this.#all(kind, after);
    if (first === undefined || second !== undefined) return undefined;
    this.#used.add(first);
    return this.items[first]?.is as Of<K>;
  }

  /** Two of that kind, in order: *fra … til …*. */
  both<K extends Meaning['kind']>(kind: K): readonly [Of<K>, Of<K>] | undefined {
    const [first, second, third] = this.#all(kind);
    if (first === undefined || second === undefined || third !== undefined) return undefined;
    this.#used.add(first).add(second);
    return [this.items[first]?.is as Of<K>, this.items[second]?.is as Of<K>];
  }

  /** How many of that kind the sentence names outside its grounds. */
  count(kind: Meaning['kind']): number {
    return this.#all(kind).length;
  }

  /** The day as a line writes it. */
  day(lean: Lean, after?: readonly string[]): string[] {
    const date = this.the('date', after);
    return date ? this.#settled(date.on(lean), lean) : [];
  }

  /** The day it happened: today where none is said, and a blank where one is said that is not understood. */
  happened(unsaid = shortDate(this.#today)): string[] {
    const [only, second] = this.#all('date');
    const isOther = only !== undefined && aside.has(this.#before(only));
    const others = (['week', 'days', 'number'] as const).some((kind) =>
      this.#all(kind).some((each) => !this.#used.has(each)),
    );
    const isTime = (item: Item) => item.is === null && times.has(item.folded);
    if (second !== undefined || isOther || others || this.#main().some(isTime)) return ['<dato>'];
    const [day = unsaid] = this.day('past');
    return day === '' ? [] : [day];
  }

  /** The day that stands within three words after the phrase. */
  dayAfter(wanted: Phrases, lean: Lean): string[] {
    const last = placesOf(wanted, this.#main(), 0, adverbs)?.at(-1);
    if (last === undefined) return [];
    const place = this.#all('date').find((each) => each > last && each <= last + 3);
    const is = place === undefined ? undefined : this.items[place]?.is;
    if (place === undefined || is?.kind !== 'date') return [];
    this.#used.add(place);
    return this.#settled(is.on(lean), lean);
  }

  /** The sentence as it was typed. */
  typed(): string {
    return this.items.map(({ typed, mark }) => `${typed}${mark}`).join(' ');
  }

  /** The word in front of the municipality, `s` for a genitive, empty for none. */
  caseOf(name: string): string {
    const at = this.items.findIndex(({ is }) => is?.kind === 'municipality' && is.name === name);
    return this.#before(at);
  }

  /** The word behind the municipality, past no comma. */
  wordAfter(name: string): string {
    const at = this.items.findIndex(({ is }) => is?.kind === 'municipality' && is.name === name);
    return /^:?$/.test(this.items[at]?.mark ?? '') ? (this.items[at + 1]?.folded ?? '') : '';
  }

  /** Whether a day was said that cannot be meant: one ahead for what has happened. */
  get fits(): boolean {
    return this.#fits;
  }

  #settled(date: LocalDate | undefined, lean: Lean): string[] {
    if (date === undefined || (lean === 'past' && date > this.#today)) this.#fits = false;
    return date === undefined ? [] : [shortDate(date)];
  }

  /** The words of the clause with the grounds, as they were typed. */
  why(): string {
    for (const place of this.clauses.why) {
      this.#used.add(place);
      if (plainInGrounds.has(this.items[place]?.folded ?? '')) this.#plain.add(place);
    }
    return this.clauses.why
      .map((place) => `${this.items[place]?.typed ?? ''}${this.items[place]?.mark ?? ''}`)
      .join(' ')
      .replace(/[.,;:]$/, '');
  }

  /** The items of the clause about being asked again, which are used; a clause that leaves it open fits no rule. */
  again(): readonly Item[] {
    const clause = this.clauses.again.flatMap((place) => this.items[place] ?? []);
    const isOpen = clause.some(
      ({ folded }) => notAsked.has(folded) || (doubts.has(folded) && !plainInAgain.has(folded)),
    );
    if (isOpen) this.#fits = false;
    for (const place of this.clauses.again) {
      this.#used.add(place);
      this.#plain.add(place);
    }
    return clause;
  }

  /** The Danish terms of the categories that the grounds name. */
  categories(): readonly string[] {
    const { why } = this.clauses;
    const { categories, places } = categoriesOf(why.flatMap((place) => this.items[place] ?? []));
    for (const each of places) this.#plain.add(why[each] ?? -1);
    return categories;
  }

  /** The whole sentence, which is used. */
  everything(): string {
    for (const place of this.items.keys()) this.#used.add(place);
    return this.typed();
  }

  /** How much the rule has used. */
  get used(): number {
    return this.#used.size;
  }

  /** What no rule used and a reader would miss, as typed. */
  unread(): Item[] {
    return this.items.filter(
      (item, place) =>
        place >= this.#from && !this.#used.has(place) && !(item.is === null && silent.has(item.folded)),
    );
  }

  /** A word that says something else than that it happened: one that no rule used, or one in a clause that a rule took whole. */
  doubtful(): boolean {
    const { main } = this.clauses;
    const isOpen = (place: number) => !this.#used.has(place) || !main.includes(place);
    return this.items.some(
      (item, place) => place >= this.#from && isOpen(place) && !this.#plain.has(place) && isDoubt(item),
    );
  }

  /** What the answer, or whatever happened, was about is not read, or who it was: *nej til mødet*, *Peter Greve*. */
  missesObject(): boolean {
    const first = [...this.#used].filter((place) => this.items[place]?.is === null);
    const unread = new Set(this.unread());
    return this.items.some((item, place) => {
      if (!unread.has(item)) return false;
      const before = this.items.slice(0, place).findLastIndex(({ folded }) => !articles.has(folded));
      const isOf = objects.has(this.items[before]?.folded ?? '') && this.items[before]?.mark === '';
      const isOfName = item.mark === '' && this.items[place + 1]?.is?.kind === 'municipality';
      return isOfName || (isOf && before > Math.min(...first));
    });
  }

  /**
   * Whether one of the phrases is said of one of these objects, or ends what is said: *tager imod tilbuddet*, not *tager imod
   * brevet*. A verb of the present tells of no day: *kan ikke deltage i dag* is about something that day.
   */
  saysOf(wanted: Phrases, objectsOf: Phrases): boolean {
    const main = this.#main();
    return wanted.some((phrase) => {
      const places = placesOf([phrase], main, 0, adverbs);
      const last = places?.at(-1);
      if (!places || last === undefined) return false;
      const isPresent = present.has(phrase[0] ?? '');
      if (isPresent && this.count('date') + this.count('week') > 0) return false;
      const rest = main.slice(last + 1);
      const next = rest.find(({ folded, is }) => is !== null || !(articles.has(folded) || leads.has(folded)));
      const ends = main[last]?.mark !== '' || next === undefined || next === blank;
      const isObject =
        next !== undefined &&
        (['area', 'year', 'date'].includes(next.is?.kind ?? '') ||
          placesOf(objectsOf, [next], 0, adverbs) !== undefined);
      if (!ends && !isObject) return false;
      this.use(...places);
      return true;
    });
  }

  /** The items, with those of the grounds and the courtesies blanked out. */
  #main(): Item[] {
    return this.items.map((item, place) =>
      place >= this.#from && this.clauses.main.includes(place) ? item : blank,
    );
  }

  #all(kind: Meaning['kind'], after?: readonly string[]): number[] {
    const found = [...this.items.keys()].filter(
      (place) =>
        this.items[place]?.is?.kind === kind &&
        !this.clauses.why.includes(place) &&
        !this.clauses.again.includes(place),
    );
    const fitting = after ? found.filter((place) => after.includes(this.#before(place))) : found;
    const free = fitting.filter((place) => !this.#used.has(place));
    return free.length > 0 || kind === 'date' ? free : fitting;
  }

  #before(place: number): string {
    const item = this.items[place];
    if (item?.is?.kind === 'municipality' && isGenitive(item)) return 's';
    const before = this.items[place - 1];
    return before?.mark === '' || before?.mark === ':' ? before.folded : '';
  }
}

/** Stands for nothing that a phrase could pass over. */
const blank: Item = { typed: '', folded: '\u0000', mark: '', quoted: false, is: null };

const articles = folded('en et den det de der min mit mine din vores deres jeres sin sit sine a an the');
const objects = folded('til i på om at to about');
const leads = folded('til i på om at tage imod have tak desværre endelig endeligt gerne');
const present = folded('kan vil ønsker deltager tager');
/** The day after one of these is another than the day it happened. */
const aside = folded('til fra inden før senest efter siden');

function isDoubt(item: Item): boolean {
  // *2/3 af byrådet* is no answer either.
  return doubts.has(item.folded) || /n[’']t$|^\d+\/\d+$/.test(item.folded);
}

/** *Aarhus* alone is none. */
function isGenitive({ typed, is }: Item): boolean {
  const isMarked = is?.kind === 'municipality' && typed.endsWith('s') && !is.name.endsWith('s');
  return isMarked || /kommunes$/i.test(typed);
}
