import { z } from 'zod';
import { foldTerm, maybe, restOfLine } from '../args.ts';
import { type Command, type Context, defineCommand, type Reply } from '../command.ts';
import { nearest } from '../nearest.ts';
import { argumentsOf } from '../parse.ts';
import { type Refusal, refuse } from '../register/refusal.ts';
import { facts, heading, list, table, text } from '../view/nodes.ts';

/** `hjælp` knows the other commands by being handed their list. */
export function helpOn(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'hjælp',
    alias: 'help',
    help: { da: 'Se alle kommandoer, eller alt om én', en: 'See all commands, or all about one' },
    example: 'hjælp svar',
    reads: true,
    args: z.object({ command: maybe(0, 'kommando', 'command', restOfLine) }),
    handle: ({ command }, context) =>
      command ? one(commands(), command, context) : all(commands(), context),
  }) as Command;
}

function all(commands: readonly Command[], { t, locale }: Context): Reply {
  const words = t.says.help;
  const rows = commands.map((command) => [
    locale === 'da' ? command.name : command.alias,
    command.help[locale],
  ]);
  return {
    view: [
      heading(words.title),
      text(words.intro),
      table([words.command, words.what], rows),
      text(words.more(locale === 'da' ? 'hjælp svar' : 'help answer')),
    ],
    data: { commands: commands.map(({ name, alias }) => ({ name, alias })) },
  };
}

function one(commands: readonly Command[], typed: string, { t, locale }: Context): Reply | Refusal {
  const wanted = foldTerm(typed);
  const found = commands.filter((each) =>
    [each.name, each.alias].some(
      (name) => foldTerm(name) === wanted || foldTerm(name).startsWith(`${wanted} `),
    ),
  );
  if (found.length === 0) {
    const near = nearest(
      wanted,
      commands.map((each) => each.name),
    );
    return refuse('unknown-command', { typed, nearest: near }, `hjælp ${near[0] ?? ''}`.trim());
  }
  const words = t.says.help;
  const view = found.flatMap((command) => [
    heading(`${locale === 'da' ? command.name : command.alias} ${usage(command, locale)}`.trim()),
    text(command.help[locale]),
    ...(argumentsOf(command).length > 0
      ? [list(argumentsOf(command).map((each) => argument(each, locale, words)))]
      : []),
    facts({
      [words.example]: command.example,
      [words.alias]: locale === 'da' ? command.alias : command.name,
    }),
  ]);
  return { view, data: { commands: found.map(({ name, alias }) => ({ name, alias })) } };
}

function usage(command: Command, locale: Context['locale']): string {
  const positional = argumentsOf(command).filter((each) => each.position !== undefined);
  return positional
    .map((each) => (each.optional ? `[<${each.key[locale]}>]` : `<${each.key[locale]}>`))
    .join(' ');
}

function argument(
  each: ReturnType<typeof argumentsOf>[number],
  locale: Context['locale'],
  words: Context['t']['says']['help'],
): string {
  const name = each.position === undefined ? `${each.key[locale]}=` : `<${each.key[locale]}>`;
  const notes = [each.optional ? words.optional : '', each.many ? words.many : ''].filter(Boolean).join('; ');
  return `${name} ${each.expected[locale]}${notes ? ` (${notes})` : ''}`;
}
