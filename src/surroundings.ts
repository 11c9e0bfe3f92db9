// What the processes share that the core is handed: the system's clock, its chance, and its digest.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Clock, Digest, Ids } from './ports.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };
export const randomIds: Ids = {
  fresh: () => ({ id: () => randomUUID(), salt: () => randomBytes(16).toString('base64url') }),
};
export const digest: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('base64url');
