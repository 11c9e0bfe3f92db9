// What the chain's hash covers: everything in an event but the words of its free texts (they are redactable).

import { type FreeText, isFreeText } from './register/schemas.ts';

export type { FreeText };

/** The JSON of events without the words of their free texts, in the key order in which they stand. */
export function hashable(events: readonly unknown[]): string {
  return JSON.stringify(events, (_key, value: unknown) =>
    isFreeText(value) ? { digest: value.digest, salt: value.salt } : value,
  );
}

/** The text that `digest` is the SHA-256 of. */
export function sealedContent(salt: string, text: string): string {
  return `${salt}\n${text}`;
}
