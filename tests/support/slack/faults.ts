// What can go wrong with the next calls of one of Slack's methods, before or after its work is done.
import { createFaults, type Scripted, type Times } from '../faults.ts';
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

/** Targets: a method's name, `response_url`, `upload`, `download`, or `*`; `when` is asked about a call's arguments. */
export function createSlackFaults() {
  const faults = createFaults<Fault, Json>();
  return {
    ...faults,
    next(target: string, fault: Fault, times?: Times<Json>): Scripted {
      if (fault.fault === 'error' && !documented(target, fault.error))
        throw new Error(`${target} has no documented error ${fault.error}`);
      return faults.next(target, fault, times);
    },
  };
}

function documented(target: string, error: string): boolean {
  if (commonErrors.has(error)) return true;
  return target === '*' || methods.get(target)?.errors.has(error) === true;
}
