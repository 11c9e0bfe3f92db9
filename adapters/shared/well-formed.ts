// Lone surrogates out of everything that is sent: web-api's form encoder turns one and the letter after it into another
// character, and a strict JSON reader refuses the whole message.

/** The same value with every lone surrogate replaced by U+FFFD, as `String.prototype.toWellFormed` does. */
export function wellFormed<T>(value: T): T {
  return replacedIn(value) as T;
}

function replacedIn(value: unknown): unknown {
  // In a `u` pattern a pair is one character, so that only the lone ones match.
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\uFFFD');
  if (Array.isArray(value)) return value.map(replacedIn);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [replacedIn(key), replacedIn(each)]));
}
