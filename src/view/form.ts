// A command's arguments as a form, and the line that a filled form stands for: the parser's own declaration, shown otherwise.
import type { z } from 'zod';
import { type ArgKind, type ArgMeta, words } from '../args.ts';
import type { Command } from '../command.ts';
import { argumentsOf } from '../parse.ts';
import type { Locale } from '../ports.ts';
import type { Refusal } from '../register/refusal.ts';
import { quote } from '../tokens.ts';

export interface FormField {
  /** The argument's name in the command's schema. */
  readonly name: string;
  readonly label: string;
  /** What may stand there, with an example; empty for free text. */
  readonly hint: string;
  readonly kind: ArgKind;
  /** What a file holds. */
  readonly holds: 'letter' | 'table';
  readonly required: boolean;
  /** Takes several values. */
  readonly many: boolean;
  readonly choices: readonly string[];
  readonly value: readonly string[];
}

export interface Form {
  /** The command's Danish name. */
  readonly command: string;
  readonly title: string;
  readonly help: string;
  readonly fields: readonly FormField[];
}

/** By argument, as typed. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

/** The field that a refusal is about; undefined when it is about the line as a whole, or about several. */
export function fieldOf(refusal: Refusal, command: Command, values: FormValues): string | undefined {
  // Who may is no matter of what was filled in.
  if (refusal.code === 'not-allowed') return undefined;
  const names = argumentsOf(command).map((each) => each.name);
  if (refusal.field !== undefined) return names.includes(refusal.field) ? refusal.field : undefined;
  const said = Object.values(refusal.params).filter((each) => typeof each === 'string');
  const labelled = argumentsOf(command).find((each) => said.includes(each.key.da));
  if (labelled) return labelled.name;
  const shape = command.args.shape as Record<string, z.ZodType>;
  const alike = names.filter((name) =>
    (values[name] ?? []).some((value) => {
      // A date is typed one way and told another.
      const meant = shape[name]?.safeParse(value).data;
      return said.some(
        (each) => each !== '' && (each === value || each === meant || value.endsWith(`:${each}`)),
      );
    }),
  );
  return alike.length === 1 ? alike[0] : undefined;
}

/** Names that are short to type and say too little on a form. */
const spelledOut: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  da: {
    v: 'version',
    af: 'godkendt af',
    kl: 'klokkeslæt',
    sag: 'sagsnr.',
    doknr: 'doknr.',
    brevdato: 'dato på brevet',
    besluttet: 'besluttet den',
    grund: 'begrundelse',
    'spørg-igen': 'vil gerne spørges igen',
    positivt: 'positivt: kommunen oplyser samtidig, at …',
    misforstået: 'misforstået område',
    organ: 'udvalg eller byråd',
    plads: 'pladsen efter',
    skæbne: 'hvad der blev af pladserne',
    'svarer-til': 'svarer til så mange længere forløb',
    'antal-pr-kommune': 'antal til hver kommune',
    ellers: 'siger de nej, går tilbuddet til',
    erstatter: 'i stedet for pladserne efter',
    art: 'aktivitetens art',
    'kommune|brev': 'kommune eller brev',
    'kommune|brev|år': 'kommune, brev eller år',
    'år|brev': 'år eller brev',
    afklar: 'bemærkning, der er afklaret',
    linje: 'kommando',
    del: 'del af brevet',
    tekst: 'ny tekst',
    'holdt-op-mod-brevet': 'begrundelserne er holdt op mod kommunens eget brev (ja)',
    kæde: 'godkendelseskæde',
    bevis: 'dokumentation for godkendelsen',
    derefter: 'når brevet er rettet',
    bilag: 'bilagsnr.',
    'mine|alle|person': 'mine, alle eller en persons',
    dage: 'antal dage',
    'dage|dato': 'antal arbejdsdage eller en dato',
    hvis: 'hvad hvis (en kommando)',
    regel: 'tæl fra',
    slut: 'hvis perioden slutter på en fridag',
    medtag: 'dage, der tælles med',
    forløb: 'antal forløb',
    ansøgt: 'forløb efter ansøgning',
    reserveret: 'reserverede forløb',
    postnr: 'postnr. og by',
    mail: 'mailadresse',
    web: 'hjemmeside',
    kort: 'kort navn',
    slags: 'slags frist',
    før: 'arbejdsdage før fristen',
    efter: 'arbejdsdage mellem påmindelser efter fristen',
    leder: 'arbejdsdage over fristen, før lederen får besked',
    frister: 'lukkedage for frister',
    beskeder: 'lukkedage for beskeder',
  },
  en: {
    v: 'version',
    by: 'approved by',
    case: 'case number',
    doc: 'document number',
    due: 'due date',
    'letter-date': 'date of the letter',
    decided: 'decided on',
    'ask-again': 'would like to be asked again',
    positive: 'positive, in Danish: the municipality also says that (“at”) …',
    misunderstood: 'misunderstood area',
    body: 'committee or council',
    place: 'place refused by',
    fate: 'what became of the places',
    equals: 'equals so many longer courses',
    each: 'number for each municipality',
    else: 'if they say no, offered to',
    replaces: 'instead of the places refused by',
    'municipality|letter': 'municipality or letter',
    'municipality|letter|year': 'municipality, letter or year',
    'year|letter': 'year or letter',
    clear: 'finding that is cleared',
    line: 'command',
    part: 'part of the letter',
    text: 'new text',
    'held-against-the-letter': "reasons held against the municipality's own letter (yes)",
    chain: 'approval chain',
    proof: 'proof of the approval',
    annex: 'annex number',
    'mine|all|person': "mine, all or a person's",
    days: 'number of days',
    'days|date': 'number of working days, or a date',
    if: 'what if (a command)',
    rule: 'count from',
    end: 'if the period ends on a day off',
    include: 'days that are counted in',
    event: 'recording',
    courses: 'number of courses',
    applied: 'courses by application',
    reserved: 'reserved courses',
    mail: 'mail address',
    web: 'website',
    short: 'short name',
    before: 'working days before the deadline',
    every: 'working days between reminders after the deadline',
    leader: 'working days overdue before the leader is told',
    'for-deadlines': 'closing days for deadlines',
    'for-messages': 'closing days for messages',
  },
};

export function formOf(command: Command, locale: Locale, values: FormValues = {}): Form {
  return {
    command: command.name,
    title: capitalised(locale === 'da' ? command.name : command.alias),
    help: command.help[locale],
    fields: argumentsOf(command).map((each) => ({
      name: each.name,
      label: capitalised(spelledOut[locale][each.key[locale]] ?? each.key[locale].replaceAll('-', ' ')),
      hint: hintOf(each, locale),
      kind: each.kind,
      holds: each.as ?? 'letter',
      required: !each.optional,
      many: each.many === true || each.kind === 'municipalities',
      choices: each.choices ?? [],
      value: values[each.name] ?? [],
    })),
  };
}

/** The line that says the same as the form: positions while there is no gap, names from there on. */
export function lineOfForm(command: Command, values: FormValues): string {
  const given = argumentsOf(command).flatMap((each) => {
    const typed = (values[each.name] ?? []).map((value) => value.replaceAll(/\s+/g, ' ').trim());
    const kept = typed.filter((value) => value !== '');
    if (kept.length === 0) return [];
    return [{ ...each, kept: each.kind === 'municipalities' ? [kept.join(',')] : kept }];
  });
  const words: string[] = [command.name];
  let next = 0;
  for (const { position, kept, kind, key } of given.toSorted(inPlace)) {
    const [value = ''] = kept;
    const inItsPlace = position === next;
    if (inItsPlace) next++;
    if (kind === 'rest') words.push(value);
    else if (inItsPlace) words.push(quote(value));
    else words.push(...kept.map((each) => `${key.da}=${quote(each)}`));
  }
  return words.join(' ');
}

type Placed = Pick<ArgMeta, 'position' | 'kind'>;

/** The rest of a line takes all that follows: it comes last. */
function inPlace(a: Placed, b: Placed): number {
  const rest = Number(a.kind === 'rest') - Number(b.kind === 'rest');
  return rest || (a.position ?? Number.POSITIVE_INFINITY) - (b.position ?? Number.POSITIVE_INFINITY) || 0;
}

/** In a form nobody writes quotation marks, and a reason's words have a field of their own. */
function hintOf({ kind, expected }: Pick<ArgMeta, 'kind' | 'expected'>, locale: Locale): string {
  if (kind === 'reason') return chooseReasons[locale];
  return expected === words.expected ? '' : expected[locale];
}

const chooseReasons: Readonly<Record<Locale, string>> = {
  da: 'Vælg en eller flere; kommunens egne ord skriver du bagefter.',
  en: "Choose one or more; the municipality's own words come after.",
};

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
