// The kinds of argument that commands take. Each is a zod schema over what was typed, with the names people know it by:
// the parser, the help, the forms and the completion are all made from these declarations.
import { z } from 'zod';
import { parseDate, parseLooseDate } from './calendar/dates.ts';
import { nearest } from './nearest.ts';
import type { Locale } from './ports.ts';
import type { FileRef } from './register/events.ts';
import { findMunicipality, foldName, inDanishOrder, spellings } from './register/municipality.ts';
import { municipalities } from './register/municipality-table.ts';
import { type Refusal, refuse } from './register/refusal.ts';
import { areaAliases, areas, mapAreaAliases, mapAreas, mapOrders } from './register/terms.ts';

export type Text = Readonly<Record<Locale, string>>;

export type ArgKind =
  | 'text'
  | 'person'
  | 'reason'
  | 'number'
  | 'year'
  | 'choice'
  | 'municipality'
  | 'municipalities'
  | 'date'
  | 'loose-date'
  | 'file'
  | 'rest';

export interface ArgMeta {
  /** The option's name in a line: `dato=` / `date=`. */
  readonly key: Text;
  readonly kind: ArgKind;
  /** Given without its name, in this place of the line; from 0. */
  readonly position?: number;
  /** May be given several times. */
  readonly many?: boolean;
  readonly expected: Text;
  /** For completion: what may stand there. */
  readonly choices?: readonly string[];
  /** What a file holds; a letter where nothing is said. */
  readonly as?: 'table';
}

export const argMeta = z.registry<ArgMeta>();

interface Kind<S extends z.ZodType> {
  readonly schema: S;
  readonly kind: ArgKind;
  readonly expected: Text;
  readonly choices?: readonly string[];
  readonly as?: 'table';
}

/** An argument that stands in its place of the line. */
export function positional<S extends z.ZodType>(position: number, da: string, en: string, kind: Kind<S>): S {
  return register(kind.schema, { ...meta(da, en, kind), position });
}

/** As `positional`, but may be left out. */
export function maybe<S extends z.ZodType>(
  position: number,
  da: string,
  en: string,
  kind: Kind<S>,
): z.ZodOptional<S> {
  return register(kind.schema.optional(), { ...meta(da, en, kind), position });
}

/** `da=value`, may be left out. */
export function option<S extends z.ZodType>(da: string, en: string, kind: Kind<S>): z.ZodOptional<S> {
  return register(kind.schema.optional(), meta(da, en, kind));
}

/** `da=value`, must be given. */
export function required<S extends z.ZodType>(da: string, en: string, kind: Kind<S>): S {
  return register(kind.schema, meta(da, en, kind));
}

/** `da=value`, any number of times. */
export function repeated<S extends z.ZodType>(
  da: string,
  en: string,
  kind: Kind<S>,
): z.ZodDefault<z.ZodArray<S>> {
  return register(z.array(kind.schema).default([]), { ...meta(da, en, kind), many: true });
}

/** Free text; no longer than a letter's paragraph. */
export const words: Kind<z.ZodType<string, string>> = {
  schema: z.string().trim().min(1).max(4000),
  kind: 'text',
  expected: { da: 'tekst i anførselstegn', en: 'text in quotes' },
};

/** Somebody of the directory: by id, name or first name, or a role that only one has. */
export const personName: Kind<z.ZodType<string, string>> = {
  ...words,
  kind: 'person',
  expected: { da: 'en person, for eksempel kontorchef', en: 'a person, for example kontorchef' },
};

export function number(least: number, most: number): Kind<z.ZodType<number, string>> {
  return {
    schema: typed((text) =>
      /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined,
    ),
    kind: 'number',
    expected: { da: `et helt tal fra ${least} til ${most}`, en: `a whole number from ${least} to ${most}` },
  };
}

/** A whole number that may be negative: `-10` counts back. */
export const integer: Kind<z.ZodType<number, string>> = {
  schema: typed((text) => (/^[-+−]?\d{1,4}$/.test(text) ? Number(text.replace('−', '-')) : undefined)),
  kind: 'number',
  expected: { da: 'et helt tal fra -9999 til 9999', en: 'a whole number from -9999 to 9999' },
};

export const year: Kind<z.ZodType<number, string>> = {
  schema: typed((text) => (/^20[1-9]\d$/.test(text) ? Number(text) : undefined)),
  kind: 'year',
  expected: { da: 'et årstal, for eksempel 2025', en: 'a year, for example 2025' },
};

/** Relative days (`i går`) are made absolute before the schema sees them. */
export const date: Kind<z.ZodType<string, string>> = {
  schema: typed((text) => parseDate(text, '2000-01-01')),
  kind: 'date',
  expected: { da: 'en dato, for eksempel 31-01-2025', en: 'a date, for example 31-01-2025' },
};

export const looseDate: Kind<z.ZodType<string, string>> = {
  schema: typed((text) => parseLooseDate(text, '2000-01-01')),
  kind: 'loose-date',
  expected: {
    da: 'en dato, for eksempel 31-01-2025, medio-2024-12 eller ukendt',
    en: 'a date, for example 31-01-2025, medio-2024-12 or unknown',
  },
};

const municipalityNames = inDanishOrder(municipalities, ({ name }) => name).map(({ name }) => name);

/** The output is the code; the words `ukendt`/`unknown` give null where `unnamed` is set. */
export const municipality: Kind<z.ZodType<string, string>> = {
  schema: refusing((text) => {
    const found = findMunicipality(text);
    return found ? found.code : unknownMunicipality(text);
  }),
  kind: 'municipality',
  expected: { da: 'en kommunes navn', en: 'the name of a municipality' },
  choices: municipalityNames,
};

export const municipalityOrUnnamed: Kind<z.ZodType<string | null, string>> = {
  ...municipality,
  schema: refusing((text) =>
    /^(ukendt|unknown)$/i.test(text) ? null : (findMunicipality(text)?.code ?? unknownMunicipality(text)),
  ),
};

export const municipalityList: Kind<z.ZodType<string[], string>> = {
  schema: refusing((text) => {
    const names = text.split(/\s*,\s*|\s+og\s+/).filter((name) => name !== '');
    const wrong = names.find((name) => !findMunicipality(name));
    if (wrong !== undefined || names.length === 0) return unknownMunicipality(wrong ?? text);
    return [...new Set(names.map((name) => findMunicipality(name)?.code ?? ''))];
  }),
  kind: 'municipalities',
  expected: {
    da: 'kommuner med komma imellem, for eksempel Solrød,Odsherred',
    en: 'municipalities with commas, for example Solrød,Odsherred',
  },
  choices: municipalityNames,
};

/** One of a closed set: by its Danish term or an English or short alias. */
export function choice<K extends string>(
  terms: Readonly<Record<K, string>>,
  aliases: Readonly<Record<string, K>> = {},
): Kind<z.ZodType<K, string>> {
  return {
    schema: typed((text) => findTerm(text, terms, aliases)),
    kind: 'choice',
    expected: { da: Object.values(terms).join(', '), en: Object.values(terms).join(', ') },
    choices: Object.values(terms),
  };
}

export const area = choice(areas, areaAliases);

export const mapArea = choice(mapAreas, mapAreaAliases);

export const mapOrder = choice(mapOrders);

/** A time of day, `12:00` or `12.00`. */
export const timeOfDay: Kind<z.ZodType<string, string>> = {
  schema: typed((text) => {
    const [, hour = '', minute = '00'] = /^(?:kl\.? ?)?(\d{1,2})(?:[:.](\d\d))?$/i.exec(text) ?? [];
    const isTime = hour !== '' && Number(hour) < 24 && Number(minute) < 60;
    return isTime ? `${hour.padStart(2, '0')}:${minute}` : undefined;
  }),
  kind: 'text',
  expected: { da: 'et klokkeslæt, for eksempel 12.00', en: 'a time of day, for example 12:00' },
};

/** A municipality's letter, read and stored before the command sees it. */
export interface IncomingFile {
  readonly file: FileRef;
  /** What could be read of it; empty for a scan. */
  readonly words: string;
}

export const file: Kind<z.ZodType<IncomingFile, unknown>> = {
  schema: z.custom<IncomingFile>(),
  kind: 'file',
  expected: { da: 'en fil: pdf, docx, odt, eml eller txt', en: 'a file: pdf, docx, odt, eml or txt' },
};

/** A table: as `file`, with its lines for words, each a list of cells, in JSON. */
export const tableFile: Kind<z.ZodType<IncomingFile, unknown>> = {
  ...file,
  as: 'table',
  expected: { da: 'en tabel: csv eller xlsx', en: 'a table: csv or xlsx' },
};

export const restOfLine: Kind<z.ZodType<string, string>> = {
  schema: z.string().min(1),
  kind: 'rest',
  expected: { da: 'en kommando', en: 'a command' },
};

/** In which nothing but the case can differ. */
const ascii = /^[ -~]*$/;

/** As typed names are compared: lower case, é as e, å as aa. */
export function foldTerm(typed: string): string {
  if (ascii.test(typed)) return typed.toLowerCase();
  return typed
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('é', 'e')
    .replaceAll('å', 'aa')
    .replaceAll('ø', 'oe')
    .replaceAll('æ', 'ae');
}

export function findTerm<K extends string>(
  typed: string,
  terms: Readonly<Record<K, string>>,
  aliases: Readonly<Record<string, K>> = {},
): K | undefined {
  const wanted = foldTerm(typed.trim());
  const term = (Object.keys(terms) as K[]).find((key) => foldTerm(terms[key]) === wanted || key === wanted);
  return term ?? Object.entries(aliases).find(([alias]) => foldTerm(alias) === wanted)?.[1];
}

function unknownMunicipality(text: string): Refusal {
  const known = spellings();
  const folded = foldName(text);
  const begins = [...known.keys()].filter((form) => folded.length > 2 && form.startsWith(folded));
  const near = [...begins, ...nearest(folded, [...known.keys()], 6)].map((form) => known.get(form) ?? '');
  const names = [...new Set(near)].slice(0, 3);
  return refuse('unknown-municipality', { typed: text, nearest: names }, names[0] ?? '');
}

function typed<T>(read: (text: string) => T | undefined): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const value = read(text.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: 'invalid' });
    return z.NEVER;
  });
}

/** As `typed`, with a refusal of its own. */
function refusing<T>(read: (text: string) => T | Refusal): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const value = read(text.trim());
    if (typeof value !== 'object' || value === null || !('refused' in value)) return value as T;
    context.addIssue({ code: 'custom', message: 'refused', params: { refusal: value } });
    return z.NEVER;
  });
}

function meta<S extends z.ZodType>(da: string, en: string, kind: Kind<S>): ArgMeta {
  const { kind: name, expected, choices, as } = kind;
  return { key: { da, en }, kind: name, expected, ...(choices ? { choices } : {}), ...(as ? { as } : {}) };
}

/** Kinds are shared between arguments: each argument has a schema of its own to hang its names on. */
function register<S extends z.ZodType>(schema: S, about: ArgMeta): S {
  const own = schema.clone();
  argMeta.add(own, about);
  return own;
}
