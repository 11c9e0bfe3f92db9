// One rule's attempt at a sentence: what it finds is used; what it leaves must not turn the meaning.

import { shortDate } from '../calendar/dates.ts';
import type { Lean } from '../calendar/spoken-dates.ts';
import { type Clauses, clausesOf } from './clauses.ts';
import type { Item, Meaning } from './meanings.ts';
import { type Phrases, placesOf } from './phrases.ts';
import { adverbs, doubts, silent } from './small-words.ts';

type Of<K extends Meaning['kind']> = Extract<Meaning, { kind: K }>;

export class Attempt {
  readonly items: readonly Item[];
  readonly clauses: Clauses;
  /** Where the courtesies in front end. */
  readonly #from: number;
  readonly #used = new Set<number>();

  constructor(items: readonly Item[], from: number) {
    this.items = items;
    this.#from = from;
    this.clauses = clausesOf(items);
  }

  /** Whether one of the phrases is said, anywhere or, `first`, in front. */
  says(wanted: Phrases, where: 'anywhere' | 'first' = 'anywhere'): boolean {
    const main = this.#main();
    const places = placesOf(wanted, main, 0, adverbs);
    if (!places || (where === 'first' && places[0] !== this.#from)) return false;
    for (const place of places) this.#used.add(place);
    return true;
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
    const date = this.the('date', after)?.on(lean);
    return date === undefined ? [] : [shortDate(date)];
  }

  /** The day that stands within three words after the phrase. */
  dayAfter(wanted: Phrases, lean: Lean): string[] {
    const last = placesOf(wanted, this.#main(), 0, adverbs)?.at(-1);
    if (last === undefined) return [];
    const place = this.#all('date').find((each) => each > last && each <= last + 3);
    const is = place === undefined ? undefined : this.items[place]?.is;
    const date = is?.kind === 'date' ? is.on(lean) : undefined;
    if (place === undefined || date === undefined) return [];
    this.#used.add(place);
    return [shortDate(date)];
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

  /** The word behind the municipality. */
  wordAfter(name: string): string {
    const at = this.items.findIndex(({ is }) => is?.kind === 'municipality' && is.name === name);
    return this.items[at + 1]?.folded ?? '';
  }

  /** The words of the clause with the grounds, as they were typed. */
  why(): string {
    for (const place of this.clauses.why) this.#used.add(place);
    return this.clauses.why
      .map((place) => `${this.items[place]?.typed ?? ''}${this.items[place]?.mark ?? ''}`)
      .join(' ')
      .replace(/[.,;:]$/, '');
  }

  /** The items of the clause about being asked again, which are used. */
  again(): readonly Item[] {
    for (const place of this.clauses.again) this.#used.add(place);
    return this.clauses.again.flatMap((place) => this.items[place] ?? []);
  }

  /** The grounds' words as items; they are used by `why`. */
  grounds(): readonly Item[] {
    return this.clauses.why.flatMap((place) => this.items[place] ?? []);
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

  /** A word that no rule used and that says something else than that it happened. */
  doubtful(): boolean {
    return this.items.some(
      (item, place) =>
        place >= this.#from && !this.#used.has(place) && (doubts.has(item.folded) || isContracted(item)),
    );
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

/** *Aarhus* alone is none. */
function isGenitive({ typed, is }: Item): boolean {
  const isMarked = is?.kind === 'municipality' && typed.endsWith('s') && !is.name.endsWith('s');
  return isMarked || /kommunes$/i.test(typed);
}

function isContracted({ folded }: Item): boolean {
  return /n[’']t$/.test(folded);
}
