// A ledger for demos and tests: the embedded one's rules over lowdb's own memory adapter. It forgets with the process.
import { Low, Memory } from 'lowdb';
import type { Envelope, Ledger } from '../../src/index.ts';
import type { Commit } from '../chain.ts';
import { LowLedger } from '../ledger.ts';

export interface MemoryOptions<E> {
  readonly parse: (raw: unknown) => E;
  readonly onWarning: (text: string) => void;
}

export function memoryLedger<E extends Envelope>({ parse, onWarning }: MemoryOptions<E>): Ledger<E> {
  const low = new Low<Commit<E>[]>(new Memory(), []);
  return new LowLedger({ low, parse, onWarning, release: async () => undefined });
}
