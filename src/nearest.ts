// Did-you-mean: the candidates nearest to a mistyped word.

/** Candidates within `most` edits, nearest first; at most `limit`. */
export function nearest(
  word: string,
  candidates: readonly string[],
  limit = 3,
  most = Math.max(1, Math.floor(word.length / 3)),
): string[] {
  return candidates
    .map((candidate) => ({ candidate, edits: edits(word, candidate) }))
    .filter((each) => each.edits <= most)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, limit)
    .map((each) => each.candidate);
}

/** Damerau-Levenshtein distance (optimal string alignment): a swap of neighbours is one edit. */
function edits(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, at(beforeLast, j - 2) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
