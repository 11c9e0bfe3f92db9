// Faults by script: what goes wrong with the next calls of a method, before or after its work is done.

import type { Json } from './json-reading.ts';
import { commonErrors, methods } from './methods.ts';

/** `work: 'done'`: Slack did it, and only the answer is lost. Otherwise nothing was done. */
export type Fault =
  /** `retryAfter: null` sends no Retry-After header, as Slack's edge does at times. */
  | { readonly fault: 'ratelimited'; readonly retryAfter?: number | null }
  | { readonly fault: 'status'; readonly status: number; readonly work?: 'done'; readonly body?: string }
  | { readonly fault: 'reset'; readonly work?: 'done' }
  /** No answer until `release()`; then it goes on as if nothing had been. */
  | { readonly fault: 'hang'; readonly work?: 'done' }
  /** A documented `ok: false`. */
  | { readonly fault: 'error'; readonly error: string };

export interface Times {
  /** How many calls; 1 unless told. */
  readonly times?: number | 'all';
  /** Only calls with such arguments. */
  readonly when?: (args: Json) => boolean;
}

export interface Scripted {
  /** How many calls it has struck. */
  readonly struck: () => number;
  /** Lets hanging calls go on, and strikes no more. */
  readonly release: () => void;
}

interface Entry {
  readonly target: string;
  readonly fault: Fault;
  readonly when: (args: Json) => boolean;
  left: number;
  struck: number;
  readonly released: Promise<void>;
}

export interface Struck {
  readonly fault: Fault;
  readonly released: Promise<void>;
}

/** Targets: a method's name, `response_url`, `upload`, `download`, or `*`. */
export function createFaults() {
  const entries: Entry[] = [];
  const releases: (() => void)[] = [];
  return {
    next(target: string, fault: Fault, { times = 1, when = () => true }: Times = {}): Scripted {
      if (fault.fault === 'error' && !documented(target, fault.error))
        throw new Error(`${target} has no documented error ${fault.error}`);
      let open: () => void = () => undefined;
      const promise = new Promise<void>((resolve) => {
        open = resolve;
      });
      const left = times === 'all' ? Number.POSITIVE_INFINITY : times;
      const entry: Entry = { target, fault, when, left, struck: 0, released: promise };
      entries.push(entry);
      const release = (): void => {
        entry.left = 0;
        open();
      };
      releases.push(release);
      return { struck: () => entry.struck, release };
    },
    /** The first fault that fits this call; it is used up by that. */
    strike(target: string, args: Json): Struck | undefined {
      const entry = entries.find(
        (one) => one.left > 0 && (one.target === target || one.target === '*') && one.when(args),
      );
      if (entry === undefined) return undefined;
      entry.left -= 1;
      entry.struck += 1;
      return entry;
    },
    clear(): void {
      for (const release of releases.splice(0)) release();
      entries.length = 0;
    },
  };
}

function documented(target: string, error: string): boolean {
  if (commonErrors.has(error)) return true;
  return target === '*' || methods.get(target)?.errors.has(error) === true;
}
