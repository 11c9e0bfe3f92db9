// A bot in memory whose clock is played: real core, real register, and documents that are only their text.
import { createHash } from 'node:crypto';
import { type Answer, type Bot, createBot, type Ports } from '../../src/bot.ts';
import { danishHolidays } from '../../src/calendar/danish-holidays.ts';
import { instantOf } from '../../src/calendar/time.ts';
import { countedIds, type PlayedClock, playedClock } from '../../src/clocks.ts';
import { consolePeople } from '../../src/config/people.ts';
import { openedLedger } from '../../src/open-ledger.ts';
import type { Digest, Documents, Files, Ledger, Messenger, NamedFile } from '../../src/ports.ts';
import { type Event, parseEvent } from '../../src/register/events.ts';
import { plain } from '../../src/view/plain.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { memoryFiles } from '../../store/memory/files.ts';
import { memoryLedger } from '../../store/memory/ledger.ts';

export interface PlayedBot {
  readonly bot: Bot;
  /** Runs the line as that person and gives the answer, refused or not. */
  ask(line: string, as?: string): Promise<Answer>;
  /** Runs lines that must succeed; gives the last answer. Throws with the refusal's text. */
  tell(...lines: string[]): Promise<Answer>;
  /** `2025-01-31 09:00` */
  at(time: string): void;
}

/** The letter's words as its only file: what the register's tests need of a document. */
const textOnly: Documents = {
  async render(letter) {
    const text = letter.parts.map((part) => part.text).join('\n');
    return {
      ok: true,
      files: [
        { name: `${letter.id} v${letter.version}.txt`, mediaType: 'text/plain', bytes: Buffer.from(text) },
      ],
    };
  },
  async receive(as, name, bytes) {
    const text = Buffer.from(bytes).toString('utf8');
    const lines = text.split('\n').map((line) => line.split(';'));
    return {
      ok: true,
      file: { name, mediaType: 'text/plain', text: as === 'table' ? JSON.stringify(lines) : text },
    };
  },
  async close() {},
};

export const sha256: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('base64url');

/** Every post arrives, and nobody can be asked. */
const arriving: Messenger = {
  viaOf: () => 'console',
  boards: [],
  post: async () => ({ outcome: 'delivered', reference: null }),
  find: async () => ({ outcome: 'unknown' }),
};

export interface BotParts {
  readonly clock: PlayedClock;
  readonly ledger: Ledger<Event>;
  /** May be replaced in part: a test breaks it. */
  readonly files: { -readonly [K in keyof Files]: Files[K] };
  /** The bot of this ledger; the directory is the console's unless told. */
  createBot(others?: Partial<Ports>): Promise<Bot>;
}

/** A fresh ledger in memory with its clock, and what a bot needs beside them. */
export async function playedParts(start: string): Promise<BotParts> {
  const clock = playedClock(instantOf(start.slice(0, 10), start.slice(11)) ?? '');
  const ledger = memoryLedger({ parse: parseEvent, onWarning: fail });
  await openedLedger(ledger, { organisation: 'standard', start: clock.now(), systemClock: clock });
  const files = memoryFiles();
  const directory = memoryDirectory(consolePeople);
  const rest = {
    documents: textOnly,
    messenger: arriving,
    calendar: danishHolidays,
    ids: countedIds,
    digest: sha256,
  };
  const createBotOf = (others: Partial<Ports> = {}) =>
    createBot({ ledger, files, directory, clock, ...rest, ...others });
  return { clock, ledger, files, createBot: createBotOf };
}

/** `files` are found by name; any other name is a letter that says its own name. */
export async function playedBot(
  start = '2025-01-02 09:00',
  files: Readonly<Record<string, string | Uint8Array>> = {},
  messenger: Messenger = arriving,
  documents: Documents = textOnly,
): Promise<PlayedBot> {
  const parts = await playedParts(start);
  const { clock } = parts;
  const bot = await parts.createBot({ messenger, documents });
  let lines = 0;
  const openFile = async (name: string): Promise<NamedFile> => ({
    name,
    mediaType: '',
    bytes: Buffer.from(files[name] ?? `Brev: ${name}`),
  });
  const ask = (line: string, as = 'sagsbehandler'): Promise<Answer> =>
    bot.run({ input: line, actor: as, via: 'console', cause: `line-${++lines}`, openFile });
  return {
    bot,
    ask,
    async tell(...all) {
      let answer: Answer | undefined;
      for (const line of all) {
        answer = await ask(line);
        if (!answer.ok) throw new Error(`${line}\n${plain(answer.view)}`);
      }
      if (!answer) throw new Error('no line');
      return answer;
    },
    at(time) {
      if (!clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? ''))
        throw new Error(`the clock is past ${time}`);
    },
  };
}

function fail(text: string): never {
  throw new Error(text);
}
