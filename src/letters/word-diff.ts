// What changed from one text to another, word by word: the longest common run stays, the rest is marked.

/** `kept` stands in both; `gone` only before, `new` only after. */
export type Change = { readonly kind: 'kept' | 'gone' | 'new'; readonly words: string };

/** More words than this a side are compared as a whole: the table would grow with their product. */
const most = 1_500;

export function wordDiff(before: string, after: string): Change[] {
  const [old, now] = [before.split(/\s+/).filter(Boolean), after.split(/\s+/).filter(Boolean)];
  if (old.length > most || now.length > most) return joined([...all('gone', old), ...all('new', now)]);
  // common[i][j]: the longest common run of old from i and now from j.
  const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row) row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      changes.push({ kind: 'kept', words: old[i] ?? '' });
      i++;
      j++;
    } else if (i < old.length && (j >= now.length || at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'gone', words: old[i++] ?? '' });
    } else {
      changes.push({ kind: 'new', words: now[j++] ?? '' });
    }
  }
  return joined(changes);
}

/** `De fik [»et tilbud« → »to tilbud«] i 2025`; what went or came stands as `[»nu« → –]`, `[+ »allerede«]`. Long stretches that stay are cut to their ends. */
export function diffInWords(changes: readonly Change[]): string {
  const said: string[] = [];
  let gone = '';
  let fresh = '';
  const flush = () => {
    if (gone && fresh) said.push(`[»${gone.trim()}« → »${fresh.trim()}«]`);
    else if (gone) said.push(`[»${gone.trim()}« → –]`);
    else if (fresh) said.push(`[+ »${fresh.trim()}«]`);
    gone = '';
    fresh = '';
  };
  for (const [index, { kind, words }] of changes.entries()) {
    // A word or two that stay between changes belong to the change: apart they cannot be read.
    const isShort =
      kind === 'kept' && index > 0 && index < changes.length - 1 && words.split(' ').length < together;
    if (kind !== 'new' && (kind === 'gone' || isShort)) gone += ` ${words}`;
    if (kind !== 'gone' && (kind === 'new' || isShort)) fresh += ` ${words}`;
    if (kind === 'kept' && !isShort) {
      flush();
      said.push(shortened(words));
    }
  }
  flush();
  return said.join(' ');
}

const together = 4;

function shortened(words: string): string {
  const each = words.split(' ');
  return each.length <= 14 ? words : [...each.slice(0, 6), '…', ...each.slice(-6)].join(' ');
}

function all(kind: Change['kind'], words: readonly string[]): Change[] {
  return words.map((each) => ({ kind, words: each }));
}

function joined(changes: readonly Change[]): Change[] {
  const runs: Change[] = [];
  for (const change of changes) {
    const last = runs.at(-1);
    if (last?.kind === change.kind)
      runs[runs.length - 1] = { kind: last.kind, words: `${last.words} ${change.words}` };
    else runs.push(change);
  }
  return runs;
}
