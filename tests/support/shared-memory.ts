// A memory that several processes share, as on PostgreSQL: what one puts the others are told, in the same turn; what was
// changed last comes last.
import type { Inbox, Memory } from '../../src/ports.ts';

export interface SharedMemory {
  /** As one more process has it. */
  open(): Memory;
}

export function sharedMemory(): SharedMemory {
  const kept = new Map<string, unknown>();
  const listeners = new Map<object, Parameters<Memory['watch']>[0]>();

  function change(owner: Memory, key: string, value: unknown): void {
    kept.delete(key);
    if (value !== undefined) kept.set(key, value);
    for (const [by, listener] of listeners) if (by !== owner) listener(key, structuredClone(value));
  }

  return {
    open() {
      const memory: Memory = {
        all: async () => structuredClone(kept),
        put: async (key, value) => change(memory, key, structuredClone(value)),
        delete: async (key) => change(memory, key, undefined),
        watch(listener) {
          listeners.set(memory, listener);
          return () => void listeners.delete(memory);
        },
      };
      return memory;
    },
  };
}

/** `empty`: nothing waits any more, and nothing of it was being done. */
export function memoryInbox(): Inbox & { empty(): Promise<void> } {
  const kept = new Map<string, unknown>();
  let waiting: (() => void)[] = [];
  return {
    async put(id, content) {
      kept.set(id, content);
    },
    done(id) {
      kept.delete(id);
      if (kept.size > 0) return;
      for (const each of waiting) each();
      waiting = [];
    },
    // A process of the office finishes before it stops.
    takeOver: async () => [],
    empty: () => (kept.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: async () => undefined,
  };
}
