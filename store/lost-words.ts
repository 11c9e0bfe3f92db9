// Words that a history has lost never come back into it.

/** Whether `line` has the words of a free text that `stored`, the same commit as it stands, has lost. */
export function bringsBack(stored: unknown, line: unknown): boolean {
  if (typeof stored !== 'object' || stored === null || typeof line !== 'object' || line === null)
    return false;
  if ('digest' in stored && 'salt' in stored) return !('text' in stored) && 'text' in line;
  const inner = new Map(Object.entries(line));
  return Object.entries(stored).some(([key, value]) => bringsBack(value, inner.get(key)));
}
