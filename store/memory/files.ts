// Files for demos and tests.
import { createHash } from 'node:crypto';
import type { Files } from '../../src/index.ts';

export function memoryFiles(): Files {
  const stored = new Map<string, Uint8Array>();
  return {
    async put(bytes) {
      const name = createHash('sha256').update(bytes).digest('hex');
      // Copied in and out: a caller's later change must not reach what stands under this name.
      stored.set(name, Uint8Array.from(bytes));
      return name;
    },
    async get(sha256) {
      const bytes = stored.get(sha256);
      return bytes && Uint8Array.from(bytes);
    },
  };
}
