// From tokens to a command and its checked arguments. Forgiving in how a thing is written, never in what it means.
import type { z } from 'zod';
import { type ArgMeta, area as areaKind, argMeta, foldTerm } from './args.ts';
import { parseDate, parseLooseDate } from './calendar/dates.ts';
import type { Command } from './command.ts';
import { commandsByName } from './command-names.ts';
import { nearest } from './nearest.ts';
import type { LocalDate, Locale } from './ports.ts';
import { findMunicipality } from './register/municipality.ts';
import { type Refusal, refuse } from './register/refusal.ts';
import { lineOf, quote, type Token } from './tokens.ts';

interface Argument extends ArgMeta {
  readonly name: string;
  readonly optional: boolean;
}

const argumentsByCommand = new WeakMap<Command['args'], readonly Argument[]>();

export function argumentsOf({ args }: Command): readonly Argument[] {
  const before = argumentsByCommand.get(args);
  if (before) return before;
  const found = Object.entries(args.shape as Record<string, z.ZodType>).flatMap(([name, schema]) => {
    const meta = argMeta.get(schema);
    return meta ? [{ ...meta, name, optional: isOptional(schema) }] : [];
  });
  argumentsByCommand.set(args, found);
  return found;
}

/** The command that the first words name: the longest name wins. */
export function findCommand(
  commands: readonly Command[],
  tokens: readonly Token[],
): { command: Command; rest: Token[] } | Refusal {
  for (const length of [2, 1]) {
    const head = tokens.slice(0, length);
    if (head.length < length || head.some((token) => token.key !== null)) continue;
    const typed = foldTerm(head.map((token) => token.value).join(' '));
    const command = commandsByName(commands).get(typed);
    if (command) return { command, rest: tokens.slice(length) };
  }
  const typed = tokens[0]?.value ?? '';
  const names = commands.flatMap((each) => [each.name, each.alias]);
  const close = nearest(foldTerm(typed), names.map(foldTerm)).map(
    (folded) => names.find((name) => foldTerm(name) === folded) ?? '',
  );
  const guess = commands.find((each) => each.name === close[0] || each.alias === close[0]);
  return refuse('unknown-command', { typed, nearest: close }, guess ? guess.example : 'hjælp');
}

/** What a line says so far: the raw values by argument, without those that stand for something yet to be filled in. */
export interface HalfTyped {
  readonly command: Command;
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** What the command cannot do without and the line does not say. */
  readonly missing: readonly string[];
  /** Where something stood to be filled in: `<person>`, `"…"`. */
  readonly toFill: readonly string[];
}

const placeholder = /^(<[^<>]*>|…)$/;

export function readHalfTyped(
  commands: readonly Command[],
  tokens: readonly Token[],
  locale: Locale,
): HalfTyped | Refusal {
  const found = findCommand(commands, tokens);
  if ('refused' in found) return found;
  const { command, rest } = found;
  const raw = assign(command, rest, locale);
  if ('refused' in raw) return raw as Refusal;
  const values = Object.fromEntries(
    Object.entries(raw)
      .map(([name, value]) => [name, [value].flat().filter((each) => !placeholder.test(each))] as const)
      .filter(([, given]) => given.length > 0),
  );
  const missing = argumentsOf(command).filter((each) => !each.optional && values[each.name] === undefined);
  const toFill = Object.entries(raw)
    .filter(([, value]) => [value].flat().some((each) => placeholder.test(each)))
    .map(([name]) => name);
  return { command, values, missing: missing.map((each) => each.name), toFill };
}

/** The arguments as the command's schema has them. File arguments are still the names that were typed. */
export function parseArguments(
  command: Command,
  tokens: readonly Token[],
  today: LocalDate,
  locale: Locale,
): Record<string, unknown> | Refusal {
  const raw = assign(command, tokens, locale);
  if ('refused' in raw) return raw as Refusal;
  const specs = argumentsOf(command);
  for (const spec of specs) {
    const value = raw[spec.name];
    if (typeof value !== 'string') continue;
    if (spec.kind === 'date' || spec.kind === 'loose-date') raw[spec.name] = parseDate(value, today) ?? value;
  }
  const parsed = command.args.safeParse(raw);
  if (parsed.success) return parsed.data;
  return refusalOf(command, parsed.error, raw, tokens, locale, today);
}

/** The tokens of a date or a name that was written with blanks are one value. */
function assign(
  command: Command,
  tokens: readonly Token[],
  locale: Locale,
): Record<string, string | string[]> | Refusal {
  const specs = argumentsOf(command);
  const places = specs
    .filter((spec) => spec.position !== undefined)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const raw: Record<string, string | string[]> = {};
  const surplus: string[] = [];
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index] as Token;
    const spec =
      token.key === null
        ? places.find((place) => raw[place.name] === undefined)
        : findOption(specs, token.key);
    if (!spec && token.key !== null) return unknownOption(command, specs, token, tokens, locale);
    if (spec?.kind === 'rest') {
      raw[spec.name] = lineOf(tokens.slice(index));
      break;
    }
    const taken = spec ? extent(spec, tokens, index) : 1;
    const value = tokens
      .slice(index, index + taken)
      .map((each) => each.value)
      .join(' ');
    const misplaced =
      token.key === null && (!spec || !accepts(spec, value)) ? elsewhere(specs, raw, value) : undefined;
    index += taken;
    const target = misplaced ?? spec;
    if (!target) surplus.push(value);
    else if (target.many) raw[target.name] = [...((raw[target.name] as string[] | undefined) ?? []), value];
    else if (raw[target.name] !== undefined)
      return refuse(
        'repeated-option',
        { option: target.key[locale] },
        typedLine(
          command,
          tokens.filter((each) => each !== token),
        ),
      );
    else raw[target.name] = value;
  }
  if (surplus.length === 0) return raw;
  const kept = tokens.filter((token) => token.key !== null || !surplus.includes(token.value));
  return refuse('surplus-words', { words: surplus.join(' ') }, `${command.name} ${lineOf(kept)}`.trim());
}

/** How many tokens from `index` on make up the value: the most that the argument understands together. */
function extent(spec: Argument, tokens: readonly Token[], index: number): number {
  let most = 1;
  while (most < 4) {
    const next = tokens[index + most];
    if (!next || next.key !== null || next.quoted || tokens[index]?.quoted) break;
    most++;
  }
  for (let length = most; length > 1; length--) {
    const joined = tokens
      .slice(index, index + length)
      .map((each) => each.value)
      .join(' ');
    if (joinsTo(spec, joined)) return length;
  }
  return 1;
}

function joinsTo(spec: Argument, joined: string): boolean {
  switch (spec.kind) {
    case 'municipality':
      return findMunicipality(joined) !== undefined;
    case 'municipalities':
      return joined.split(/\s*,\s*|\s+og\s+/).every((name) => findMunicipality(name) !== undefined);
    case 'date':
      return parseDate(joined, '2000-01-01') !== undefined;
    case 'loose-date':
      return parseLooseDate(joined, '2000-01-01') !== undefined;
    default:
      return false;
  }
}

function accepts(spec: Argument, value: string): boolean {
  return (
    spec.kind !== 'choice' || (spec.choices ?? []).some((choice) => foldTerm(choice) === foldTerm(value))
  );
}

/** An area may stand anywhere among the words. */
function elsewhere(
  specs: readonly Argument[],
  raw: Readonly<Record<string, unknown>>,
  value: string,
): Argument | undefined {
  return specs.find(
    (spec) =>
      spec.name === 'area' && raw[spec.name] === undefined && areaKind.schema.safeParse(value).success,
  );
}

function findOption(specs: readonly Argument[], key: string): Argument | undefined {
  return specs.find(
    (spec) => foldTerm(spec.key.da) === foldTerm(key) || foldTerm(spec.key.en) === foldTerm(key),
  );
}

function unknownOption(
  command: Command,
  specs: readonly Argument[],
  token: Token,
  tokens: readonly Token[],
  locale: Locale,
): Refusal {
  const keys = specs.map((spec) => spec.key[locale]);
  const close = nearest(token.key ?? '', keys);
  const others = tokens.filter((each) => each !== token);
  const params = { typed: token.key ?? '', nearest: close.length > 0 ? close : keys };
  return refuse('unknown-option', params, typedLine(command, others));
}

function refusalOf(
  command: Command,
  error: z.ZodError,
  raw: Readonly<Record<string, unknown>>,
  tokens: readonly Token[],
  locale: Locale,
  today: LocalDate,
): Refusal {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? '');
  const spec = argumentsOf(command).find((each) => each.name === name);
  const label = spec?.key[locale] ?? name;
  const typed = raw[name];
  const expected = spec?.expected[locale] ?? '';
  if (issue?.code === 'custom' && issue.params?.refusal)
    return {
      ...mended(command, issue.params.refusal as Refusal, String(typed), tokens),
      field: name,
    } as Refusal;
  if (typed === undefined) {
    const line =
      spec?.kind === 'choice' ? `${typedLine(command, tokens)} ${spec.choices?.[0]}` : command.example;
    return { ...refuse('missing-argument', { label, expected }, line), field: name };
  }
  const shown = Array.isArray(typed) ? String(typed[Number(issue?.path[1] ?? 0)]) : String(typed);
  // The person's own line, with only the wrong part changed: an example of another case could record a wrong fact.
  const instead = spec && sampleOf(spec, shown, today);
  const wrong = (token: Token) => token.value === shown || token.value === shown.split(' ')[0];
  const line = instead
    ? typedLine(
        command,
        tokens.map((token) => (wrong(token) ? { ...token, value: instead } : token)),
      )
    : command.example;
  if (spec?.kind === 'choice')
    return {
      ...refuse('unknown-choice', { label, typed: shown, choices: spec.choices ?? [] }, line),
      field: name,
    };
  return { ...refuse('invalid-value', { label, typed: shown, expected }, line), field: name };
}

function typedLine(command: Command, tokens: readonly Token[]): string {
  return `${command.name} ${lineOf(tokens)}`.trim();
}

/** A value that would do where `typed` did not; undefined where no value is likelier than another. */
function sampleOf(spec: Argument, typed: string, today: LocalDate): string | undefined {
  switch (spec.kind) {
    case 'choice': {
      const choices = [...(spec.choices ?? [])];
      return nearest(typed.toLowerCase(), choices)[0] ?? choices[0];
    }
    case 'date':
    case 'loose-date':
      return today;
    case 'year':
      return today.slice(0, 4);
    default:
      return undefined;
  }
}

/** The line as it was typed, with the nearest municipality in the misspelt one's place. */
function mended(command: Command, refusal: Refusal, typed: string, tokens: readonly Token[]): Refusal {
  if (refusal.code !== 'unknown-municipality') return refusal;
  if (refusal.line === '') return { ...refusal, line: `hjælp ${command.name}` };
  const line = lineOf(tokens.filter((token) => token.value !== '')).replace(quote(typed), refusal.line);
  return { ...refusal, line: `${command.name} ${line}` };
}

function isOptional(schema: z.ZodType): boolean {
  return ['optional', 'default'].includes(schema.def.type);
}
