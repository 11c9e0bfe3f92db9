// Registers of three sizes, made by playing lines through the bot: nothing in it, a round under way, every municipality.

import { readFileSync } from 'node:fs';
import type { Answer } from '../../src/answers.ts';
import type { Locale, Message, Via } from '../../src/ports.ts';
import { municipalities } from '../../src/register/municipality-table.ts';
import { quote } from '../../src/tokens.ts';
import { type PlayedBot, playedBot } from './played-bot.ts';
import { refusedByVejen } from './refused-round.ts';
import { anyFile } from './round.ts';

export type Size = 'empty' | 'usual' | 'huge';

export function openRegister(size: Size, hostile: readonly string[]): Promise<PlayedBot> {
  return { empty: () => playedBot('2025-01-31 09:00'), usual, huge: () => huge(hostile) }[size]();
}

/** A no with a letter, a draft in approval, and something to be confirmed. */
async function usual(): Promise<PlayedBot> {
  const played = await refusedByVejen();
  await played.tell(
    'gentilbud Odsherred plads=Vejen dato=31-01-2025',
    'udkast orientering 2025 sag="2025 - 1234"',
    'godkendelse start Brev-1 holdt-op-mod-brevet=ja',
  );
  return played;
}

/** Every municipality has been offered a course; every second says no, at length and in words meant to be more than words. */
async function huge(hostile: readonly string[]): Promise<PlayedBot> {
  const played = await playedBot('2024-11-19 09:00');
  await played.tell('runde åbn 2025 forløb=98 ansøgt=0 reserveret=98');
  for (const { name } of municipalities) await played.tell(`tilbud ${quote(name)} børn`);
  played.at('2025-01-31 09:00');
  for (const [index, { name }] of municipalities.entries()) {
    const typed = hostile[index % hostile.length] ?? '';
    const why = `${typed} ${'kommunen har allerede et andet forløb i gang og ikke tid '.repeat(10)}${typed}`;
    await played.tell(
      index % 2 === 0
        ? `svar ${quote(name)} nej grund=${quote(`overlap:${why}`)}`
        : `notat ${quote(name)} note=${quote(why)}`,
    );
  }
  return played;
}

interface Played {
  readonly told: readonly Answer[];
  /** What went out meanwhile. */
  readonly messages: readonly Message[];
}

/** A story's lines by their file's name, each answered in that language. */
export async function playStory(name: string, via: Via, locale: Locale): Promise<Played> {
  const sent: Message[] = [];
  const played = await playedBot(
    '2024-01-02 09:00',
    {},
    {
      viaOf: () => 'console',
      boards: [],
      post: async (message) => {
        sent.push(message);
        return { outcome: 'delivered', reference: null };
      },
      find: async () => ({ outcome: 'unknown' }),
    },
  );
  const told: Answer[] = [];
  for (const [index, typed] of readFileSync(`tests/stories/${name}.txt`, 'utf8').split('\n').entries()) {
    if (typed === '' || typed.startsWith('#')) continue;
    if (typed.startsWith('@')) {
      played.at(typed.slice(1));
      await played.bot.tick();
      continue;
    }
    const { as, line } = /^(?<as>[a-zæøå]+): (?<line>.*)$/.exec(typed)?.groups ?? {};
    const input = line ?? typed;
    const cause = `line-${index}`;
    told.push(
      await played.bot.run({ input, actor: as ?? 'sagsbehandler', via, cause, locale, openFile: anyFile }),
    );
  }
  return { told, messages: sent };
}
