// The shape of a rule: what must hold before an event may be recorded, and what is known after it.
import type { DataOf, Event, EventType } from './events.ts';
import type { Refusal } from './refusal.ts';
import type { Position, Register } from './state.ts';

export interface Rule<T extends EventType> {
  /** Why the event cannot be recorded on top of that register; undefined when it can. */
  guard(register: Register, data: DataOf<T>): Refusal | undefined;
  evolve(register: Register, event: Event<T>, position: Position): Register;
}

export type Rules<T extends EventType> = { readonly [K in T]: Rule<K> };
