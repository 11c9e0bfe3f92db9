// Time that passes only when nothing is going on: real requests over real sockets, and no waiting.
import { setImmediate as turn } from 'node:timers/promises';

export interface PlayedTime {
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Node's own, with played timeouts; a request that hangs is given up after the played timeout. */
  fetch: typeof globalThis.fetch;
  /** The request with that number will get no answer. */
  hang(request: string): void;
  at(ms: number, event: () => void): void;
  /** Lets time pass until the work has settled. */
  until<T>(work: Promise<T>): Promise<T>;
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
  /** How many waits and events are still to come. */
  pending(): number;
}

export const requestHeader = 'x-request-number';

export function playTime(timeout = 5_000, start = Date.UTC(2026, 10, 23, 9)): PlayedTime {
  let now = start;
  let answering = 0;
  let requests = 0;
  let events: { readonly at: number; readonly event: () => void }[] = [];
  const underWay = new Map<string, AbortController>();

  function at(ms: number, event: () => void): { readonly at: number; readonly event: () => void } {
    const entry = { at: now + ms, event };
    events.push(entry);
    return entry;
  }

  function wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = at(ms, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      function abort(): void {
        events = events.filter((each) => each !== entry);
        reject(signal?.reason);
      }
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  async function fetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const request = String(++requests);
    const controller = new AbortController();
    underWay.set(request, controller);
    answering++;
    try {
      const headers = new Headers(init.headers);
      headers.set(requestHeader, request);
      const response = await globalThis.fetch(url, { ...init, headers, signal: controller.signal });
      const body = await response.arrayBuffer();
      const bare = new Headers(response.headers);
      bare.delete('content-encoding');
      return new Response(body.byteLength > 0 ? body : null, { status: response.status, headers: bare });
    } finally {
      if (underWay.delete(request)) answering--;
    }
  }

  function hang(request: string): void {
    const controller = underWay.get(request);
    if (!controller) return;
    // It no longer keeps time from passing, and its end is an event like any other.
    at(timeout, () => controller.abort(new DOMException('given up', 'TimeoutError')));
    underWay.delete(request);
    answering--;
  }

  /** Everything that can happen without time passing has happened. */
  async function quiet(): Promise<void> {
    for (let turns = 0; turns < 4; turns++) {
      await turn();
      if (answering > 0) turns = -1;
    }
  }

  async function next(limit: number): Promise<boolean> {
    await quiet();
    const first = events.toSorted((a, b) => a.at - b.at)[0];
    if (!first || first.at > limit) return false;
    now = Math.max(now, first.at);
    events = events.filter((each) => each !== first);
    first.event();
    return true;
  }

  return {
    now: () => now,
    wait,
    fetch,
    hang,
    at: (ms, event) => void at(ms, event),
    pending: () => events.length,
    async until(work) {
      let settled = false;
      const watched = work.finally(() => {
        settled = true;
      });
      watched.catch(() => undefined);
      for (;;) {
        await quiet();
        if (settled) return watched;
        if (!(await next(Number.POSITIVE_INFINITY))) {
          await quiet();
          if (settled) return watched;
          throw new Error('nothing is left to happen, and the work has not settled');
        }
      }
    },
    async pass(ms) {
      const end = now + ms;
      while (await next(end));
      now = end;
      await quiet();
    },
  };
}
