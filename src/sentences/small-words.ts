// The small words of a sentence: those that say nothing here, those that turn its meaning, and those that ask.
import { folded } from './phrases.ts';

/** Between the words of a phrase: *sagt desværre nej*. */
export const adverbs = folded(`
  desværre nu også igen lige pænt klart officielt endelig endeligt formelt skriftligt mundtligt telefonisk derfor så jo
  altså helt hermed faktisk allerede netop just de vi jeg kommunen they we sadly unfortunately already tak`);

/** With one of these in front, a sentence asks. */
const questions = folded(`
  hvem hvad hvornår hvor hvorfor hvordan hvilke hvilken hvilket hvis mon who what when where why how which`);

/** No reader misses them. */
export const silent = folded(`
  ${[...adverbs].join(' ')} ${[...questions].join(' ')} vis se kunne skal har er blev bliver var haft været kommunens vores mig os dig du i til fra om på for af med
  over hos ved en et den det der som at og her hej kære please a an the has have had is was to of from about on for in
  i and hun han hende ham sig sin sit som dette denne kommune kommunen følgende hertil herfra hen ind ud ok kan vil
  du venligst gerne vær sød can could you me it our forresten lige hallo godmorgen goddag mvh`);

/** A sentence with one of these that no rule has used says something else than that it happened. */
export const doubts = folded(`
  ikke aldrig ingen intet hverken enten eller uden medmindre hvis såfremt måske vist vistnok muligvis sandsynligvis
  formentlig antagelig antageligt nok sikkert tror troede tænker regner forventer forventes forventet håber håbede
  frygter hører hørt hørte rygte rygter rygtet angiveligt åbenbart tilsyneladende ifølge mon næsten snart vil ville kan
  kunne skal skulle bør burde måtte kommer agter planlægger påtænker overvejer overveje ombestemme ombestemt
  fortrudt fortryder når før inden indtil imens ellers lad men dog alligevel tværtimod forkert fejl løgn usikker uvist
  usikkert dengang fjor forrige sidste tidligere engang husk husker glem mangler lover lovede truer truede ønsker
  overtale overtalt muligt mulighed drømte drømmer fiktivt test eksempel øv lade måde imod if maybe might may will
  would could should not never nor neither or unless when until yet but probably perhaps thinks think believe
  considering heard rumour rumor almost expects expect last ago hasnt havent didnt doesnt wont dont benægter nægter gid
  bare undtagen nær ligesom forbehold betingelse betingelser misforståelse fejltagelse påstår forlyder sigende
  aflyst slet ret find retur gennemsyn anbefaler indstiller ironi vegne naboer borger medarbejder tvivl tvivler vent svarer
  fortrød næppe godt udsatte`);

/** Doubts that are none in a clause with grounds: *de mangler folk, og de kan ikke undvære nogen*. */
export const plainInGrounds = folded('ikke mangler kan skal har not men but can');

/** Doubts that are none where somebody will be asked again, or will not: *men vil ikke høre fra os igen*. */
export const plainInAgain = folded('ikke vil kan skal not would may will can men but');

/** With one of these it is no word about being asked again: *vi må spørge igen*. */
export const notAsked = folded('vi jeg we kun');

/** When, but no day. */
export const times = folded(`
  januar februar marts april maj juni juli august september oktober november december ugen måneden året weekenden
  sommeren efteråret vinteren foråret jul julen nytår påske påsken pinse siden week month`);

/** With one of these in front and its subject behind it, too: *har Vejen svaret*. */
const verbsFirst = folded('har er skal vil kan må bliver blev kommer ved has have did does is will can');
const subjects = folded('jeg vi de du der det den nogen kommunen i you we they anybody anyone');

/** With one of these in front, a line wants to see something. */
const seeing = folded(`
  noget nyt vis se status historik overblik hjælp frist frister svarfrist mine min alle alt giv kontrol fristen fristerne opgaver
  my show give find`);

/** What polite people say before they ask for something: the rest is no question then. */
const polite = [
  'vil du være sød at',
  'vil du lige',
  'kan du lige',
  'kunne du',
  'kan du',
  'vil du',
  'gider du',
  'vær sød at',
  'må jeg bede dig',
  'jeg vil gerne have dig til at',
  'could you',
  'can you',
  'please',
].map((each) => [...folded(each)]);

interface Heard {
  readonly folded: string;
  readonly mark: string;
  readonly is: unknown;
}

/** How many words of courtesy stand in front. */
export function courtesy(items: readonly Heard[]): number {
  const found = polite.find((words) => words.every((each, index) => items[index]?.folded === each));
  return found?.length ?? 0;
}

export function asks(items: readonly Heard[]): boolean {
  const [first, second] = items;
  if (first === undefined) return false;
  if (items.some(({ mark }) => mark.includes('?')) || questions.has(first.folded)) return true;
  return (
    verbsFirst.has(first.folded) &&
    second !== undefined &&
    (second.is !== null || subjects.has(second.folded))
  );
}

/** Whether it wants to see something without asking for it: *mine frister*. */
export function opensQuestion(items: readonly Heard[]): boolean {
  return (
    seeing.has(items[courtesy(items)]?.folded ?? '') ||
    (items[0]?.folded === 'maa' && items[1]?.folded === 'jeg')
  );
}
