// The one connection that stands: what is told through it, and the locks that stand and fall with it.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectClient, querying } from './connect.ts';
import { placeName, type ServerPlace } from './faults.ts';

export const topics = ['events', 'people', 'memory'] as const;
export type Topic = (typeof topics)[number];

/** `payload` is what was told with the notice; undefined when it is only time to look. */
export type NoticeListener = (payload: string | undefined) => void;

export interface ListeningOptions {
  readonly config: pg.ClientConfig;
  readonly place: ServerPlace;
  readonly schema: string;
  readonly onWarning: (text: string) => void;
  /** Milliseconds. */
  readonly poll: number;
  /** SQL for the number of the lock with the key `$1`. */
  readonly lockNumber: string;
}

export interface Listening {
  onNotice(topic: Topic, listener: NoticeListener): () => void;
  holdLock(key: string): Promise<boolean>;
  close(): Promise<void>;
}

const longestWait = 5_000;

/** Throws a `StoreFault` when the first connection cannot be had; later ones are tried until `close`. */
export async function openListening(options: ListeningOptions): Promise<Listening> {
  const { config, place, schema, onWarning, poll, lockNumber } = options;
  const listeners = new Map<Topic, Set<NoticeListener>>(topics.map((topic) => [topic, new Set()]));
  const held = new Set<string>();
  const closing = new AbortController();
  let client = await connected();
  let reconnecting: Promise<void> | undefined;
  let isAsked = false;
  const timer = setInterval(look, poll);
  // What looks now and then must not keep a process alive.
  timer.unref();

  async function connected(): Promise<pg.Client> {
    const fresh = await connectClient(config, place);
    try {
      fresh.on('notification', ({ channel, payload }) => {
        const topic = topics.find((each) => channel === channelOf(schema, each));
        if (topic !== undefined) tell(topic, payload);
      });
      const query = querying(fresh, place);
      for (const topic of topics)
        await query({ text: `listen ${pg.escapeIdentifier(channelOf(schema, topic))}` });
      // Waits for whoever looks at them at this moment, and for the server to see that the old connection is gone.
      for (const key of held) await query({ text: `select pg_advisory_lock(${lockNumber})`, values: [key] });
      fresh.once('end', () => lost(fresh));
      return fresh;
    } catch (fault) {
      await fresh.end().catch(() => undefined);
      throw fault;
    }
  }

  function lost(gone: pg.Client): void {
    if (gone !== client || closing.signal.aborted) return;
    reconnecting ??= reconnect();
  }

  async function reconnect(): Promise<void> {
    onWarning(`The connection to ${placeName(place)} was lost; it is being opened again.`);
    for (let wait = 50; !closing.signal.aborted; wait = Math.min(wait * 2, longestWait)) {
      await sleep(wait, undefined, { signal: closing.signal }).catch(() => undefined);
      try {
        if (closing.signal.aborted) break;
        client = await connected();
        onWarning(`The connection to ${placeName(place)} is back.`);
        break;
      } catch {
        // Told once; every later statement says by itself that the server is away.
      }
    }
    reconnecting = undefined;
    if (!closing.signal.aborted) tellAll();
  }

  /** Also asks whether the connection lives: one that is cut somewhere on its way says nothing by itself. */
  function look(): void {
    tellAll();
    const asked = client;
    if (reconnecting !== undefined || isAsked) return;
    isAsked = true;
    void asked
      .query('select')
      .catch(() => asked.end().catch(() => undefined))
      .finally(() => {
        isAsked = false;
      });
  }

  function tellAll(): void {
    for (const topic of topics) tell(topic, undefined);
  }

  function tell(topic: Topic, payload: string | undefined): void {
    for (const listener of [...(listeners.get(topic) ?? [])]) {
      try {
        listener(payload);
      } catch (error) {
        onWarning(`A listener failed on a notice of ${topic}: ${String(error)}`);
      }
    }
  }

  return {
    onNotice(topic, listener) {
      // A wrapper, so that the same function may listen twice and stop once.
      const own: NoticeListener = (payload) => listener(payload);
      listeners.get(topic)?.add(own);
      return () => void listeners.get(topic)?.delete(own);
    },
    async holdLock(key) {
      await reconnecting;
      const [row] = await querying(
        client,
        place,
      )<{ taken: boolean }>({ text: `select pg_try_advisory_lock(${lockNumber}) as taken`, values: [key] });
      if (row?.taken) held.add(key);
      return row?.taken ?? false;
    },
    async close() {
      closing.abort();
      clearInterval(timer);
      for (const each of listeners.values()) each.clear();
      await reconnecting;
      await client.end().catch(() => undefined);
    },
  };
}

/** Within 63 bytes: a schema has at most 46. */
function channelOf(schema: string, topic: Topic): string {
  return `${schema}_${topic}`;
}
