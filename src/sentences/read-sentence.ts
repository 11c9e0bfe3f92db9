// A plain sentence read by rules into a command line. What would record is only ever shown; no rule guesses a name.
import type { Command } from '../command.ts';
import { commands } from '../commands/index.ts';
import type { Locale } from '../ports.ts';
import type { Token } from '../tokens.ts';
import { formOf, lineOfForm } from '../view/form.ts';
import { answerRules } from './answers.ts';
import { Attempt } from './attempt.ts';
import { contactRules, noteRules } from './contacts.ts';
import { letterRules } from './letters.ts';
import { type Item, itemsOf } from './meanings.ts';
import { peopleRules } from './people.ts';
import { questionRules } from './questions.ts';
import type { Read, Rule, World } from './rule.ts';
import { asks, courtesy, opensQuestion } from './small-words.ts';
import { wordsOf } from './words.ts';

export interface Reading {
  readonly command: Command;
  /** The command line; `<dato>` where something is yet to be filled in. */
  readonly line: string;
  readonly understood: readonly { readonly label: string; readonly value: string }[];
  /** The municipality's grounds, as they were typed. */
  readonly grounds: string | null;
  /** What the command cannot do without, and what somebody will miss, as the form calls it. */
  readonly missing: readonly string[];
  /** The line has something to fill in. */
  readonly unfinished: boolean;
  /** Words that no rule used, as typed. */
  readonly unread: readonly string[];
}

const rules: readonly Rule[] = [
  ...answerRules,
  ...letterRules,
  ...contactRules,
  ...peopleRules,
  ...questionRules,
];

/** What is longer is no sentence about one thing. */
export const mostWords = 60;

/** Undefined when no rule fits: what is not understood is not guessed at. */
export function readSentence(tokens: readonly Token[], world: World, locale: Locale): Reading | undefined {
  const words = wordsOf(tokens);
  if (!words || words.length < 2 || words.length > mostWords) return undefined;
  const items = itemsOf(words, { ...world, duties: world.duties.map(({ name }) => name) });
  const best = bestOf(rules, items, world) ?? bestOf(noteRules, items, world);
  return best && readingOf(best.read, best.unread, locale);
}

interface Fitting {
  readonly read: Read;
  readonly unread: readonly Item[];
}

/** Of the rules that fit, the one that leaves the fewest words unread; the first of several. */
function bestOf(among: readonly Rule[], items: readonly Item[], world: World): Fitting | undefined {
  const all = among.flatMap((rule) => fitting(rule, items, world) ?? []);
  return all.toSorted((a, b) => a.unread.length - b.unread.length)[0];
}

function fitting(rule: Rule, items: readonly Item[], world: World): Fitting | undefined {
  const from = courtesy(items);
  const asked = asks(items);
  if (asked && from === 0 && (rule.kind === 'fact' || rule.kind === 'request')) return undefined;
  if (rule.kind === 'question' && !asked && !opensQuestion(items)) return undefined;
  const attempt = new Attempt(items, from, world.today);
  if (rule.unless && attempt.mentions(rule.unless)) return undefined;
  if (!rule.says.every((each) => attempt.says(each))) return undefined;
  for (const each of rule.may ?? []) attempt.says([each]);
  const read = rule.read(attempt, world);
  if (!read || !attempt.fits) return undefined;
  const unread = attempt.unread();
  const isClear =
    rule.kind === 'question' || rule.kind === 'any'
      ? unread.length <= 1
      : unread.length <= 2 &&
        !attempt.doubtful() &&
        !unread.some(isAnother) &&
        !(rule.kind === 'fact' && attempt.missesObject());
  return isClear && unread.length < attempt.used ? { read, unread } : undefined;
}

/** A municipality, letter or person that no rule used: the sentence is about more than one thing. */
function isAnother({ is }: Item): boolean {
  return is?.kind === 'municipality' || is?.kind === 'letter' || is?.kind === 'person';
}

function readingOf(
  { command: name, values, grounds = '', missed = [] }: Read,
  unread: readonly Item[],
  locale: Locale,
): Reading {
  const command = commands.find((each) => each.name === name);
  if (!command) throw new Error(`a rule names no command: ${name}`);
  const { fields } = formOf(command, locale, values);
  const isBlank = (value: string) => /^<[^<>]*>$/.test(value);
  return {
    command,
    line: lineOfForm(command, values),
    understood: fields
      .filter(({ value }) => value.some((each) => !isBlank(each)))
      .map(({ label, value }) => ({ label, value: value.join(', ') })),
    grounds: grounds === '' ? null : grounds,
    missing: fields
      .filter(
        ({ name: field, value, required }) =>
          value.some(isBlank) || (value.length === 0 && (required || missed.includes(field))),
      )
      .map(({ label }) => label),
    unfinished: fields.some(({ value }) => value.some(isBlank)),
    unread: unread.map(({ typed }) => typed),
  };
}
