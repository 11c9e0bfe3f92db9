// Everyday words for why a municipality says no, where they mean one of the register's categories beyond doubt.
import { type ReasonCategory, reasonCategories } from '../register/terms.ts';
import type { Item } from './meanings.ts';
import { folded, type Phrases, phrases, placesOf } from './phrases.ts';
import { adverbs } from './small-words.ts';

const grounds: Readonly<Partial<Record<ReasonCategory, Phrases>>> = {
  'strained-resources': phrases(
    'ressourcemangel*',
    'ressourcetræk*',
    'travlt',
    'for få medarbejdere',
    'få medarbejdere',
    'for lidt tid',
    'ikke tid',
    'mangler ledere',
    'mangler tid',
    'sygemeldinger',
    'sygefravær',
    'travlhed*',
    'har ikke tid',
    'ikke har tid',
    'ingen tid',
    'tidspres*',
    'arbejdspres*',
    'overbebyrde*',
    'personalemangel*',
    'medarbejdermangel*',
    'mangler medarbejdere',
    'mangler folk',
    'mangler personale',
    'mangel på medarbejdere',
    'mangel på personale',
    'vakante stillinger',
    'ubesatte stillinger',
    'busy',
    'short of staff',
  ),
  'new-staff': phrases('nye medarbejdere', 'nyansat*', 'oplæring*', 'nyt personale', 'new staff'),
  'ongoing-effort': phrases(
    'andre projekter',
    'et andet projekt',
    'igangværende*',
    'udviklingsplan*',
    'handleplan*',
    'handlingsplan*',
    'egen indsats',
    'other projects',
  ),
  'few-errors': phrases('få fejl', 'ingen fejl', 'næsten ingen fejl'),
  overlap: phrases('overlap*', 'serviceeftersyn*'),
  'new-case-system': phrases(
    'nyt fagsystem',
    'nye fagsystem',
    'nyt it-system',
    'nye it-system',
    'nyt sagssystem',
    'nyt sagsbehandlingssystem',
    'skifter fagsystem',
    'new case system',
  ),
  'few-decisions': phrases('få afgørelser', 'få sager', 'få klagesager', 'few decisions'),
  'principle-decision': phrases('principmeddelelse*', 'principafgørelse*'),
  'shared-leadership': phrases('ledelsessammenfald*', 'samme ledere', 'samme ledelse', 'same leaders'),
  'earlier-course': phrases(
    'tidligere forløb',
    'været igennem et forløb før',
    'haft et forløb før',
    'haft et forløb',
    'haft forløb',
    'været igennem et forløb',
    'gennemført et forløb',
  ),
};

/** What a municipality may have or lack: grounds only where it is lacking. */
const scarce = phrases(
  'ledelseskapacitet*',
  'ledelseskraft*',
  'ledelsesressourcer*',
  'kapacitet*',
  'ressourcer*',
  'resources',
  'capacity',
);
const lacking = folded(
  'ikke ingen mangler manglende mangel begrænset begrænsede få lidt lille knap knappe not no lack lacks',
);
const having = folded('har er masser nok rigeligt rigelig rigelige god gode fint have has plenty enough');
const negating = folded('ikke ingen intet aldrig uden hverken mangler nok not no never without');
const denied = phrases('ikke derfor', 'ikke grunden', 'ikke begrundelsen', 'ikke årsagen');

export interface Named {
  /** The Danish terms of the categories. */
  readonly categories: readonly string[];
  /** The places of the words that name them. */
  readonly places: readonly number[];
}

/** The categories that the words name; none that they deny, as in *de mangler ikke ressourcer*. */
export function categoriesOf(items: readonly Item[]): Named {
  if (placesOf(denied, items, 0, adverbs)) return { categories: [], places: [] };
  const found = parts(items).flatMap(([from, to]) => {
    const part = items.slice(from, to);
    return (Object.keys(grounds) as ReasonCategory[]).flatMap((category) => {
      const places =
        said(grounds[category] ?? [], part) ?? (category === 'strained-resources' ? lacks(part) : undefined);
      return places ? [{ category, places: places.map((place) => from + place) }] : [];
    });
  });
  const named = new Set(found.map(({ category }) => category));
  return {
    categories: (Object.keys(grounds) as ReasonCategory[])
      .filter((category) => named.has(category))
      .map((category) => reasonCategories[category]),
    places: found.flatMap(({ places }) => places),
  };
}

/** Where it is said and not denied. */
function said(wanted: Phrases, part: readonly Item[]): number[] | undefined {
  const places = placesOf(wanted, part, 0, adverbs);
  const isDenied = part.some((item, place) => !places?.includes(place) && negating.has(item.folded));
  return isDenied ? undefined : places;
}

/** Where something is lacking: one word says so, or it stands alone: *pga. ressourcer*. */
function lacks(part: readonly Item[]): number[] | undefined {
  const places = placesOf(scarce, part, 0, adverbs);
  const all = (words: ReadonlySet<string>) =>
    [...part.keys()].filter((place) => words.has(part[place]?.folded ?? ''));
  const [negation, another] = all(lacking);
  if (!places || another !== undefined) return undefined;
  if (negation !== undefined) return [...places, negation, ...all(having)];
  return all(having).length > 0 ? undefined : places;
}

/** What is denied is so up to the next punctuation or *men*. */
function parts(items: readonly Item[]): [number, number][] {
  const begins = [...items.keys()].filter(
    (index) =>
      index === 0 ||
      /[,;:.!–]/.test(items[index - 1]?.mark ?? '') ||
      ['men', 'but'].includes(items[index]?.folded ?? ''),
  );
  return begins.map((from, index) => [from, begins[index + 1] ?? items.length]);
}
