// Walks a journal from its first byte in pieces of 256 KiB: larger ones cost memory (20 MB at 1 MiB), smaller ones time.
import { type Commit, genesis, verifyLine } from '../chain.ts';
import type { DiskFile } from './disk.ts';

/** `offset` is the byte at which the line begins, `end` the one after it. Damage and tear are last steps. */
export type Step =
  | {
      readonly kind: 'commit';
      readonly offset: number;
      readonly end: number;
      readonly commit: Commit<unknown>;
    }
  | { readonly kind: 'damage'; readonly offset: number; readonly reason: string }
  /** A last line without its newline: a crash met it, and nobody was told that it is stored. */
  | { readonly kind: 'tear'; readonly offset: number; readonly bytes: Uint8Array };

const newline = 0x0a;
const pieceSize = 1 << 18;

export async function* walk(file: DiskFile): AsyncGenerator<readonly Step[]> {
  let previous = genesis;
  let offset = 0;
  for await (const { lines, rest } of pieces(file)) {
    const steps: Step[] = [];
    for (const line of lines) {
      const link = verifyLine(previous, line.toString('utf8'));
      if (!link.ok) return yield [...steps, { kind: 'damage', offset, reason: link.reason }];
      const end = offset + line.length;
      steps.push({ kind: 'commit', offset, end, commit: link.commit });
      previous = link.commit.hash;
      offset = end;
    }
    if (rest) steps.push({ kind: 'tear', offset, bytes: rest });
    yield steps;
  }
}

interface Piece {
  /** Whole lines, newline included. */
  readonly lines: readonly Buffer[];
  /** What follows the last newline; only in the last piece. */
  readonly rest?: Buffer;
}

/** The journal's whole lines, with their newlines, and what follows the last of them. */
export async function* pieces(file: DiskFile): AsyncGenerator<Piece> {
  const piece = Buffer.allocUnsafe(pieceSize);
  // Kept as parts: a line of many pieces must not be copied once more for each.
  let begun: Buffer[] = [];
  for (let position = 0; ; ) {
    const count = await file.read(piece, position);
    if (count === 0) break;
    position += count;
    const lines: Buffer[] = [];
    let from = 0;
    for (let at = piece.indexOf(newline); at >= 0 && at < count; at = piece.indexOf(newline, from)) {
      const end = piece.subarray(from, at + 1);
      lines.push(begun.length > 0 ? Buffer.concat([...begun, end]) : end);
      begun = [];
      from = at + 1;
    }
    if (from < count) begun.push(Buffer.from(piece.subarray(from, count)));
    yield { lines };
  }
  if (begun.length > 0) yield { lines: [], rest: Buffer.concat(begun) };
}
