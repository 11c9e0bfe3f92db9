// An office in which some roles are held by two people, with one or two bots over the same ledger and a letter to approve.
import { type Answer, type Bot, createBot } from '../../src/bot.ts';
import { danishHolidays } from '../../src/calendar/danish-holidays.ts';
import { instantOf } from '../../src/calendar/time.ts';
import { countedIds, playedClock } from '../../src/clocks.ts';
import { openedLedger } from '../../src/open-ledger.ts';
import type { Documents, Ledger, Message, Person } from '../../src/ports.ts';
import { type Event, parseEvent } from '../../src/register/events.ts';
import { plain } from '../../src/view/plain.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { memoryFiles } from '../../store/memory/files.ts';
import { memoryLedger } from '../../store/memory/ledger.ts';
import { sha256 } from '../support/played-bot.ts';

const person = (name: string, role: string, leader: string | null): Person => ({
  id: name.toLowerCase(),
  name,
  roles: [role],
  locale: 'da',
  leader,
});

/** Sara writes the letters; of the two leaders, Lars is under Karen and Lone under Kim. */
export const people: readonly Person[] = [
  person('Sara', 'sagsbehandler', 'lars'),
  person('Lars', 'leder', 'karen'),
  person('Lone', 'leder', 'kim'),
  person('Karen', 'kontorchef', 'anna'),
  person('Kim', 'kontorchef', 'anna'),
  person('Anna', 'afdelingschef', 'dorte'),
  person('Dorte', 'departementschef', 'mona'),
  person('Mette', 'ministersekretariat', 'dorte'),
  person('Mona', 'minister', null),
];

export interface Office {
  readonly bots: readonly Bot[];
  /** How many appends found that another bot had written first. */
  readonly conflicts: () => number;
  /** The messages that have gone out. */
  readonly posted: readonly Message[];
  /** Runs the line as that person, on the first bot or the one with that number. */
  ask(as: string, line: string, bot?: number): Promise<Answer>;
  /** Runs lines that must succeed, on the first bot; gives the last answer. */
  tell(as: string, ...lines: string[]): Promise<Answer>;
  /** `2025-01-31 09:00` */
  at(time: string): void;
}

const noFiles: Documents = {
  render: async () => ({ ok: true, files: [] }),
  receive: async (_as, name, bytes) => ({
    ok: true,
    file: { name, mediaType: 'text/plain', text: Buffer.from(bytes).toString('utf8') },
  }),
  close: async () => {},
};

/** `staff` may be changed later: the directory is asked anew each time. */
export async function openOffice(bots = 1, staff: readonly Person[] = people): Promise<Office> {
  const posted: Message[] = [];
  const clock = playedClock(instantOf('2024-11-19', '09:00') ?? '');
  const kept = memoryLedger<Event>({
    parse: parseEvent,
    onWarning(text) {
      throw new Error(text);
    },
  });
  await openedLedger(kept, { organisation: 'standard', start: clock.now(), systemClock: clock });
  let conflicts = 0;
  const ledger: Ledger<Event> = {
    append: async (...what) => {
      const appended = await kept.append(...what);
      if (appended.outcome === 'conflict') conflicts++;
      return appended;
    },
    read: (after) => kept.read(after),
    watch: (listener) => kept.watch(listener),
    head: () => kept.head(),
    close: () => kept.close(),
  };
  const ports = {
    ledger,
    files: memoryFiles(),
    directory: memoryDirectory(staff),
    documents: noFiles,
    messenger: {
      viaOf: () => 'console' as const,
      boards: [],
      post: async (message: Message) => {
        posted.push(message);
        return { outcome: 'delivered' as const, reference: null };
      },
      find: async () => ({ outcome: 'unknown' as const }),
    },
    calendar: danishHolidays,
    clock,
    ids: countedIds,
    digest: sha256,
  };
  const all = await Promise.all(Array.from({ length: bots }, () => createBot(ports)));
  let lines = 0;
  const ask: Office['ask'] = (as, line, bot = 0) => {
    const chosen = all[bot];
    if (!chosen) throw new Error(`there is no bot ${bot}`);
    const openFile = async (name: string) => ({ name, mediaType: '', bytes: Buffer.from(`Vejen: ${name}`) });
    return chosen.run({ input: line, actor: as, via: 'console', cause: `line-${++lines}`, openFile });
  };
  return {
    bots: all,
    conflicts: () => conflicts,
    posted,
    ask,
    async tell(as, ...told) {
      let answer: Answer | undefined;
      for (const line of told) {
        answer = await ask(as, line);
        if (!answer.ok) throw new Error(`${as}: ${line}\n${plain(answer.view)}`);
      }
      if (!answer) throw new Error('no line');
      return answer;
    },
    at(time) {
      if (!clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '')) throw new Error(time);
    },
  };
}

/** Vejen has said no, the chains are set, and Sara has drafted Brev-1: on 31 January 2025. */
export async function withLetter(office: Office, chains: Readonly<Record<string, string>>): Promise<Office> {
  await office.tell('sara', 'runde åbn 2025', 'tilbud Vejen børn dato=05-11-2024');
  office.at('2025-01-31 09:00');
  await office.tell(
    'sara',
    'svar Vejen nej grund=overlap:"kommunen har et andet forløb" brev=vejen.txt',
    'journalisér Vejen',
    ...Object.entries(chains).map(
      ([name, steps]) => `indstilling kæde navn=${name} trin="${steps}" fra=01-01-2025`,
    ),
    'udkast orientering 2025 sag="2025 - 1234"',
  );
  return office;
}
