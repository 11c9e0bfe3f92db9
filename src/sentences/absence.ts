// Who is away, from when to when, and who stands in. Who stands in for whom is only read where a word says so.
import { foldTerm } from '../args.ts';
import { shortDate } from '../calendar/dates.ts';
import type { Lean } from '../calendar/spoken-dates.ts';
import { dayNumber, plusDays } from '../calendar/time.ts';
import type { LocalDate } from '../ports.ts';
import type { Attempt } from './attempt.ts';
import type { Meaning } from './meanings.ts';
import { folded, phrases } from './phrases.ts';
import type { Read, Rule, World } from './rule.ts';
import { adverbs } from './small-words.ts';

const absence = phrases(
  'ferie',
  'fri',
  'syg',
  'sygemeldt',
  'sygedag',
  'fraværende',
  'væk',
  'kursus',
  'barsel',
  'orlov',
  'holiday',
  'sick',
  'away',
);

/** Who does this stands in: *Mette dækker*. */
const covers = phrases(
  'dækker',
  'tager over',
  'afløser',
  'træder til',
  'overtager',
  'passer',
  'vikarierer',
  'covers',
  'stands in',
);
/** Who is this stands in: *Lars er stedfortræder*, *min stedfortræder er Lars*, *jeg dækkes af Lars*. */
const covering = phrases(
  'stedfortræder',
  'stedfortræderen',
  'vikar',
  'vikaren',
  'dækkes',
  'afløses',
  'substitute',
);

const own = folded('jeg mig min mit mine me my im');
const beside = folded('med hos with');
const elsewhere = folded('for til fra om af with to from about');
const helping = folded('er har skal bliver som is will der');

interface Mention {
  readonly place: number;
  readonly id: string;
}

interface Roles {
  readonly person: string;
  readonly substitute?: string | undefined;
}

function mentionsOf({ items, clauses }: Attempt, { actor }: World): Mention[] {
  return clauses.main.flatMap((place) => {
    const { is, folded: word, typed } = items[place] ?? { is: null, folded: '', typed: '' };
    if (is?.kind === 'person') return [{ place, id: is.id }];
    const isEnglish = typed === 'I' && ['am', 'have', 'will'].includes(items[place + 1]?.folded ?? '');
    return isEnglish || own.has(word) ? [{ place, id: actor.id }] : [];
  });
}

/** Undefined where it is unclear who is away. */
function rolesOf(attempt: Attempt, world: World): Roles | undefined {
  const mentions = mentionsOf(attempt, world);
  const use = (...those: readonly (Mention | undefined)[]) => {
    for (const each of those) if (each) attempt.use(each.place);
  };
  const word = (mention: Mention) => attempt.items[mention.place - 1]?.folded ?? '';
  const only = (among: readonly Mention[]): string | undefined => {
    const [id, another] = new Set(among.map((each) => each.id));
    if (id === undefined && mentions.every((each) => !among.includes(each)) && attempt.says(absence, 'first'))
      return world.actor.id;
    if (another === undefined) use(...among);
    return another === undefined ? id : undefined;
  };
  const verb = attempt.at(covers);
  const [at = -1] = verb ?? attempt.at(covering) ?? [];
  if (at < 0) {
    const company = mentions.filter((each) => beside.has(word(each)));
    use(...company);
    const person = only(mentions.filter((each) => !beside.has(word(each)) && !elsewhere.has(word(each))));
    return person === undefined ? undefined : { person };
  }
  const before = mentions.filter(({ place }) => place < at);
  const [next, afterNext] = mentions.filter(({ place }) => place > at);
  const isObject = next !== undefined && word(next) === 'for';
  const subject = verb ? besideVerb(attempt, before, at) : isObject || !next ? before.at(-1) : next;
  const stands = subject ?? (verb ? next : undefined);
  const whom = stands === next ? (verb ? afterNext : undefined) : next;
  const person = whom?.id ?? only(before.filter(({ id }) => id !== stands?.id));
  use(stands, whom);
  return person === undefined || person === stands?.id ? undefined : { person, substitute: stands?.id };
}

/** The one who stands right before the verb: after a comma or a day, its subject comes behind it. */
function besideVerb({ items }: Attempt, before: readonly Mention[], at: number): Mention | undefined {
  for (let place = at - 1; place >= 0; place--) {
    const found = before.find((each) => each.place === place);
    const { folded: word = '', mark = '' } = items[place] ?? {};
    const isRelative = ['som', 'der'].includes(items[place + 1]?.folded ?? '');
    if (mark !== '' && !(found && isRelative)) return undefined;
    if (found || !(helping.has(word) || adverbs.has(word))) return found;
  }
  return undefined;
}

/** *Mettes datter er syg* is not about Mette. */
function isOfSomebody({ items }: Attempt, { people }: World): boolean {
  const names = people
    .flatMap(({ id, name, roles }) => [id, name, name.split(' ')[0] ?? '', ...roles])
    .map(foldTerm);
  return items.some(
    ({ is, typed }) => is?.kind === 'person' && typed.endsWith('s') && !names.includes(foldTerm(typed)),
  );
}

function absent(attempt: Attempt, world: World): Read | undefined {
  const roles = isOfSomebody(attempt, world) ? undefined : rolesOf(attempt, world);
  const period = roles && periodOf(attempt, world.today);
  if (!period) return undefined;
  const { person, substitute = '<person>' } = roles;
  const [from, to] = period;
  return {
    command: 'fravær',
    values: { person: [person], from: [from], to: [to], substitute: [substitute] },
  };
}

const open = '<dato>';
const past = phrases('var', 'været', 'havde', 'haft', 'holdt', 'siden', 'was', 'since');
type Days = readonly [from: string, to: string];
type DateMeant = Extract<Meaning, { kind: 'date' }>;

/** First and last day; a single day is both, unless the words say that it only begins or ends then. Undefined where they do not fit. */
function periodOf(attempt: Attempt, today: LocalDate): Days | undefined {
  const lean = attempt.mentions(past) ? 'past' : 'future';
  attempt.says(phrases('siden', 'since'));
  if (attempt.count('number') + attempt.count('days') > 0) return [open, open];
  const weeks = attempt.both('week');
  const first = weeks?.[0] ?? attempt.the('week');
  if (first) {
    const [from, to] = [first.on(lean), (weeks?.[1] ?? first).on(lean)];
    if (!from || !to || from.from > to.to) return undefined;
    if (attempt.count('date') > 0) return [open, open];
    return [shortDate(lean === 'future' && from.from < today ? today : from.from), shortDate(to.to)];
  }
  const two = attempt.both('date');
  if (two) return between(two, attempt, lean, today);
  const [begins] = attempt.day(lean, ['fra', 'siden', 'from', 'since']);
  if (begins !== undefined) return [begins, open];
  const [ends] = attempt.day(lean, ['til', 'med', 'until']);
  if (ends !== undefined) return [open, ends];
  const [day = open] = attempt.day(lean);
  return [day, day];
}

/** Nobody tells so late, or without the year, of what began before that. */
const longAgo = 183;

/** The last day lies as the sentence leans, and the first is the nearest such day not after it. */
function between(
  [first, last]: readonly [DateMeant, DateMeant],
  { items }: Attempt,
  lean: Lean,
  today: LocalDate,
): Days | undefined {
  const to = last.on(lean);
  const [ahead, behind] = [first.on('future'), first.on('past')];
  if (to === undefined || (lean === 'past' && to > today)) return undefined;
  const from = [ahead, behind].find((each) => each !== undefined && each <= to);
  const areWeekdays = [first, last].every((each) => repeatsWeekly(each));
  const joined = items[items.findIndex(({ is }) => is === last) - 1]?.folded;
  const areTwo = ['og', 'and'].includes(joined ?? '');
  // *Fra mandag til fredag*, told on a Wednesday, is the Monday to come and the Friday after it.
  if (!areTwo && lean === 'future' && areWeekdays && ahead !== undefined && ahead > to)
    return [shortDate(ahead), shortDate(plusDays(to, 7))];
  if (from === undefined || dayNumber(today) - dayNumber(from) > longAgo) return undefined;
  return areTwo && to !== plusDays(from, 1) ? undefined : [shortDate(from), shortDate(to)];
}

function repeatsWeekly({ on }: DateMeant): boolean {
  const [ahead, behind] = [on('future'), on('past')];
  const between = ahead && behind ? dayNumber(ahead) - dayNumber(behind) : 0;
  return between === 7 || between === 14;
}

export const absenceRules: readonly Rule[] = [
  {
    kind: 'fact',
    says: [absence],
    unless: phrases('sagt nej', 'mangler', 'tilbage', 'back'),
    may: phrases(
      'skal på',
      'skal holde',
      'skal have',
      'tager på',
      'går på',
      'holder',
      'mens',
      'imens',
      'mine sager',
      'mine opgaver',
      'hele',
    ),
    read: absent,
  },
];
