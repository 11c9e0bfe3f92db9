// One ledger, some bots that tick on it, and a messenger whose posts go wrong in every way that a platform knows.
import { type Answer, type Bot, createBot, type Ports } from '../../src/bot.ts';
import { danishHolidays } from '../../src/calendar/danish-holidays.ts';
import { instantOf } from '../../src/calendar/time.ts';
import { countedIds } from '../../src/clocks.ts';
import { consolePeople } from '../../src/config/people.ts';
import { openedLedger } from '../../src/open-ledger.ts';
import type { Appended, Documents, Instant, Message, Person, Posting, Tracing } from '../../src/ports.ts';
import { type Event, parseEvent } from '../../src/register/events.ts';
import type { Ticked } from '../../src/tick.ts';
import { plain } from '../../src/view/plain.ts';
import { memoryFiles } from '../../store/memory/files.ts';
import { memoryLedger } from '../../store/memory/ledger.ts';
import { sha256 } from './played-bot.ts';

/** What becomes of a message, from its claim to its outcome. */
export const fates = [
  'arrives',
  'fails',
  'arrives without an answer',
  'is lost without an answer',
  'arrives, then throws',
  'throws',
  'dies before the claim',
  'dies after the claim',
  'dies before the post',
  'dies after the post',
  'dies before the outcome',
  'dies after the outcome',
] as const;
export type Fate = (typeof fates)[number];

export interface Arrival {
  readonly message: Message;
  readonly at: Instant;
  /** As it stood in the ledger when the message arrived; undefined if it did not. */
  readonly claim: Event<'message-claimed'> | undefined;
}

export interface Instance {
  readonly bot: Bot;
  isDead(): boolean;
  kill(): void;
  tick(): Promise<Ticked | { readonly outcome: 'died' }>;
  /** Runs the line as that person and gives the answer, refused or not. */
  ask(line: string, as?: string): Promise<Answer>;
  /** Runs lines that must succeed. */
  tell(...lines: string[]): Promise<void>;
}

export class FaultyWorld {
  readonly arrivals: Arrival[] = [];
  /** Those of the next messages; after them every message arrives. */
  readonly fates: Fate[] = [];
  /** Turns that each call of a port waits, over and over: how two instances meet. */
  delays: readonly number[] = [0];
  people: readonly Person[] = consolePeople;
  /** Whether the platform can be asked for a message afterwards. */
  canTell = true;
  /** Happens while a message is on its way. */
  duringPost: (message: Message) => Promise<void> | void = () => undefined;
  readonly #ledger = memoryLedger<Event>({ parse: parseEvent, onWarning: fail });
  readonly #files = memoryFiles();
  readonly #fateOf = new Map<string, Fate>();
  #now: Instant;
  #lines = 0;
  #calls = 0;

  private constructor(now: Instant) {
    this.#now = now;
  }

  /** `2025-01-31 09:00` in Denmark, or an instant. */
  static async open(time: string): Promise<FaultyWorld> {
    const world = new FaultyWorld(instantFrom(time));
    const systemClock = { now: () => world.now };
    await openedLedger(world.#ledger, { organisation: 'standard', start: world.now, systemClock });
    return world;
  }

  get now(): Instant {
    return this.#now;
  }

  /** Sets the clock, also backwards. */
  at(time: string): void {
    this.#now = instantFrom(time);
  }

  history(): Promise<readonly Event[]> {
    return this.#ledger.read(0);
  }

  /** Another process on the same ledger. */
  async start(): Promise<Instance> {
    const life = new Life(() => this.#turns());
    const bot = await createBot(this.#ports(life));
    const ask: Instance['ask'] = (line, as = 'sagsbehandler') => {
      const cause = `line-${++this.#lines}`;
      return bot.run({ input: line, actor: as, via: 'console', cause, openFile });
    };
    return {
      bot,
      ask,
      isDead: () => life.isOver,
      kill: () => void life.end(),
      tick: () => Promise.race([bot.tick(), life.ended]),
      async tell(...lines) {
        for (const line of lines) {
          const answer = await ask(line);
          if (!answer.ok) throw new Error(`${line}\n${plain(answer.view)}`);
        }
      },
    };
  }

  #ports(life: Life): Ports {
    const ledger = this.#ledger;
    return {
      ledger: {
        append: (...what) => life.hears(() => this.#append(life, ...what)),
        read: (after) => ledger.read(after),
        watch: (listener) => ledger.watch(listener),
        head: () => ledger.head(),
        close: () => ledger.close(),
      },
      files: this.#files,
      directory: { people: async () => this.people },
      documents: readable,
      messenger: {
        viaOf: () => 'slack',
        boards: [],
        post: (message) => life.hears(() => this.#post(life, message)),
        find: ({ message }) => life.hears(async () => this.#find(message)),
      },
      calendar: danishHolidays,
      clock: { now: () => this.#now },
      ids: countedIds,
      digest: sha256,
    };
  }

  async #append(
    life: Life,
    version: number,
    events: readonly Event[],
    cause: string,
  ): Promise<Appended<Event>> {
    const [event] = events;
    if (event?.type === 'message-claimed') return this.#claim(life, event, version);
    if (event?.type !== 'message-delivered' && event?.type !== 'message-failed')
      return this.#ledger.append(version, events, cause);
    const fate = this.#fateOf.get(event.data.message);
    // A process dies once of a message; the next one settles it.
    this.#fateOf.delete(event.data.message);
    if (fate === 'dies before the outcome') return life.end();
    const appended = await this.#ledger.append(version, events, cause);
    return fate === 'dies after the outcome' ? life.end() : appended;
  }

  async #claim(life: Life, event: Event<'message-claimed'>, version: number): Promise<Appended<Event>> {
    const [fate = 'arrives'] = this.fates;
    if (fate === 'dies before the claim') {
      this.fates.shift();
      return life.end();
    }
    const appended = await this.#ledger.append(version, [event], event.cause);
    if (appended.outcome !== 'appended') return appended;
    this.fates.shift();
    this.#fateOf.set(event.data.message, fate);
    return fate === 'dies after the claim' ? life.end() : appended;
  }

  async #post(life: Life, message: Message): Promise<Posting> {
    const fate = this.#fateOf.get(message.id);
    if (fate === 'dies before the post') return life.end();
    await this.duringPost(message);
    if (fate === 'fails') return { outcome: 'failed', reason: 'channel_not_found' };
    if (fate === 'throws') throw new Error('ECONNRESET');
    if (fate === 'is lost without an answer') return { outcome: 'unknown' };
    const claims = (await this.history()).filter((event) => event.type === 'message-claimed');
    const claim = claims.find((each) => each.data.message === message.id);
    this.arrivals.push({ message, at: this.#now, claim });
    if (fate === 'dies after the post') return life.end();
    if (fate === 'arrives without an answer') return { outcome: 'unknown' };
    if (fate === 'arrives, then throws') throw new Error('ETIMEDOUT');
    return { outcome: 'delivered', reference: `ref-${message.id}` };
  }

  #find(message: string): Tracing {
    if (!this.canTell) return { outcome: 'untraceable' };
    return this.arrivals.some((each) => each.message.id === message)
      ? { outcome: 'delivered', reference: null }
      : { outcome: 'failed', reason: 'absent' };
  }

  async #turns(): Promise<void> {
    if (this.#calls > mostCalls) throw new Error('the bot calls its ports over and over');
    for (let left = this.delays[this.#calls++ % this.delays.length] ?? 0; left > 0; left--) await null;
  }
}

/** A process: once it is over its calls never return, and what it had not written is lost. */
class Life {
  readonly ended: Promise<{ readonly outcome: 'died' }>;
  readonly #turns: () => Promise<void>;
  #end: () => void = () => undefined;
  #isOver = false;

  constructor(turns: () => Promise<void>) {
    this.#turns = turns;
    this.ended = new Promise((resolve) => {
      this.#end = () => resolve({ outcome: 'died' });
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  end(): Promise<never> {
    this.#isOver = true;
    this.#end();
    return new Promise(() => undefined);
  }

  async hears<T>(doing: () => Promise<T>): Promise<T> {
    await this.#turns();
    if (this.#isOver) return this.end();
    const done = await doing();
    return this.#isOver ? this.end() : done;
  }
}

/** More than any story here needs: a bot that never stops must fail its test, and not hang it. */
const mostCalls = 20_000;

const readable: Documents = {
  render: async () => ({ ok: true, files: [] }),
  receive: async (_as, name, bytes) => ({
    ok: true,
    file: { name, mediaType: 'text/plain', text: Buffer.from(bytes).toString('utf8') },
  }),
  close: async () => {},
};

async function openFile(name: string) {
  return { name, mediaType: '', bytes: Buffer.from(`Brev: ${name}`) };
}

function instantFrom(time: string): Instant {
  const instant = time.endsWith('Z') ? time : instantOf(time.slice(0, 10), time.slice(11));
  if (instant === undefined) throw new Error(`no such time: ${time}`);
  return instant;
}

function fail(text: string): never {
  throw new Error(text);
}
