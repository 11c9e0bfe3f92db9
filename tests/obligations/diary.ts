// An office in which a test sets the clock, lets the bot tick, and reads what arrived: `sagsbehandler: Vejen-børn-2025/svar +2`.
import { type Arrival, FaultyWorld, type Instance } from '../support/faulty-world.ts';

export interface Diary {
  readonly world: FaultyWorld;
  readonly bot: Instance;
  /** Sets the clock and lets the bot tick; what arrived meanwhile, one string a message, by person. */
  tick(time: string, bot?: Instance): Promise<string[]>;
  /** Runs the line as that person; throws when it is refused. */
  say(line: string, as: string): Promise<void>;
}

/** A round with nothing in it, and lines that the case worker types. */
export async function openDiary(start: string, ...lines: string[]): Promise<Diary> {
  const world = await FaultyWorld.open(start);
  const bot = await world.start();
  await bot.tell('runde åbn 2025', 'ansøgning ukendt antal=4 status=tildelt', ...lines);
  return {
    world,
    bot,
    async tick(time, ticking = bot) {
      world.at(time);
      const before = world.arrivals.length;
      await ticking.tick();
      return world.arrivals.slice(before).map(inShort).sort();
    },
    async say(line, as) {
      const { ok, code } = await bot.ask(line, as);
      if (!ok) throw new Error(`${as}: ${line} (${code})`);
    },
  };
}

/** A letter about Vejen's refusal, drafted and in its approval. */
export const inApproval = [
  'tilbud Vejen børn',
  'svar Vejen nej grund=overlap:"kommunen har et andet forløb" brev=vejen.txt',
  'journalisér Vejen',
  'udkast orientering 2025 sag="2025 - 1234"',
  'godkendelse start Brev-1 holdt-op-mod-brevet=ja',
];

export function inShort({ message, claim }: Arrival): string {
  const things = claim?.data.keys.map(thing) ?? ['uden krav'];
  return `${message.kind === 'urgent' ? 'straks ' : ''}${message.to.id}: ${things.join(', ')}`;
}

/** The thing and what is new of it; to whom it is said stands before it. */
function thing(key: string): string {
  const [name = '', ...rest] = key.split(':');
  const step = /^[+-]\d+$/.test(rest.at(-1) ?? '') ? (rest.at(-1) ?? '') : '';
  const told = rest.at(-2) === 'leder' && rest.length === 4;
  if (name === 'ikke-nået' || name === 'tvivl') return `${name} ${(rest[0] ?? '').replace(/@\d+$/, '')}`;
  const short = name.replace(/@\d+$/, '');
  if (step !== '') return `${short} ${told ? 'leder' : ''}${step}`;
  return [short, rest.at(-1)?.match(/^(mind|til)-/)?.[1]].filter(Boolean).join(' ');
}
