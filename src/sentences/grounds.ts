// Everyday words for why a municipality says no, where they mean one of the register's categories beyond doubt.
import { type ReasonCategory, reasonCategories } from '../register/terms.ts';
import type { Item } from './meanings.ts';
import { type Phrases, phrases, placesOf } from './phrases.ts';
import { adverbs } from './small-words.ts';

const grounds: Readonly<Partial<Record<ReasonCategory, Phrases>>> = {
  'strained-resources': phrases(
    'ledelseskapacitet*',
    'ledelseskraft*',
    'ledelsesressourcer*',
    'kapacitet*',
    'ressourcer*',
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
    'resources',
    'capacity',
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
    'haft et forløb',
    'haft forløb',
    'været igennem et forløb',
    'gennemført et forløb',
  ),
};

/** The Danish terms of the categories that the words name. */
export function categoriesOf(items: readonly Item[]): string[] {
  return (Object.keys(grounds) as ReasonCategory[])
    .filter((category) => placesOf(grounds[category] ?? [], items, 0, adverbs))
    .map((category) => reasonCategories[category]);
}
