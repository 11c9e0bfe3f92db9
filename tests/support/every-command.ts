// Every command that the core has, asked in each way and in both languages, and a view of every kind of node that holds some words.

import type { Answer } from '../../src/answers.ts';
import { commands } from '../../src/commands/index.ts';
import type { Locale, Via } from '../../src/ports.ts';
import { quote } from '../../src/tokens.ts';
import type { View } from '../../src/view/nodes.ts';
import type { PlayedBot } from './played-bot.ts';
import { anyFile } from './round.ts';

export const locales: readonly Locale[] = ['da', 'en'];

/** A token that reads as one of the product's and says which line it stands for. */
export const token = (line: string): string => `f1.${Buffer.from(line).toString('base64url')}`;

/** Each command as its help shows it, without its arguments, with hostile words in its place, and its own help. */
function linesFor(locale: Locale, hostile: readonly string[]): string[] {
  return commands.flatMap((command, index) => {
    const name = locale === 'da' ? command.name : command.alias;
    const typed = hostile[index % hostile.length] ?? '';
    return [
      command.example,
      name,
      `${locale === 'da' ? 'hjælp' : 'help'} ${name}`,
      command.example.replace(/"[^"]*"/g, () => quote(typed)),
      `${name} ${quote(typed)} grund=${quote(typed)}`,
    ];
  });
}

interface Asked {
  readonly via: Via;
  readonly locale: Locale;
  readonly hostile: readonly string[];
}

/** What the bot answers to all of them, one after the other. */
export async function everyAnswer({ bot }: PlayedBot, { via, locale, hostile }: Asked): Promise<Answer[]> {
  const all: Answer[] = [];
  for (const [index, input] of linesFor(locale, hostile).entries()) {
    const cause = `${locale}-${index}`;
    all.push(await bot.run({ input, actor: 'sagsbehandler', via, cause, locale, openFile: anyFile }));
  }
  return all;
}

type Judge = (view: View, locale: Locale) => readonly string[];

export function problemsIn(all: readonly Answer[], locale: Locale, problemsOf: Judge): string[] {
  return all.flatMap(({ command, view }) =>
    problemsOf(view, locale).map((problem) => `${command}: ${problem}`),
  );
}

interface Bounds {
  /** As many words as no fact of the platform holds in one piece. */
  readonly longFact: number;
  /** The columns of a second table, which the platform draws in another way than the first. */
  readonly columns: readonly string[];
  /** Characters of a line whose token no button holds. */
  readonly longLine: number;
}

/** The words in every place that a view has for them. */
export function everywhere(text: string, { longFact, columns, longLine }: Bounds): View {
  return [
    { kind: 'heading', text },
    { kind: 'heading', text: `${text} ${'ord '.repeat(60)}` },
    { kind: 'text', text },
    { kind: 'facts', facts: [{ label: text, value: text }] },
    { kind: 'facts', facts: [{ label: text, value: `${text} ${'ord '.repeat(longFact)}` }] },
    { kind: 'list', items: [text, text] },
    { kind: 'table', columns: [text, 'b'], rows: [[text, text]] },
    { kind: 'table', columns: [text, ...columns], rows: [[text, text]] },
    { kind: 'notice', tone: 'done', text },
    { kind: 'notice', tone: 'warning', text },
    { kind: 'notice', tone: 'refusal', text },
    {
      kind: 'task',
      text,
      about: text,
      actions: ['a', 'b', 'c', 'd', 'e'].map((line) => ({ label: text, line })),
    },
    { kind: 'divider' },
    { kind: 'menu', label: text, actions: [{ label: text, line: text }] },
    { kind: 'menu', label: 'Menu', actions: [{ label: `a ${text}`, line: text }] },
    { kind: 'actions', actions: [{ label: `${text} ${'ord '.repeat(30)}`, line: text }] },
    { kind: 'actions', actions: [{ label: text, line: `${text}${'x'.repeat(longLine)}` }] },
  ];
}
