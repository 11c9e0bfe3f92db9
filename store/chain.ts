// The hash chain over commits: pure, the same in every store, so that a proof survives a move from one to another.
import { hash as digest } from 'node:crypto';
import { type FreeText, hashable, sealedContent } from '../src/index.ts';

/** What the first commit builds on: base64url of 32 zero bytes. */
export const genesis = 'A'.repeat(43);

/** `hash` is base64url SHA-256 (43 characters) over the previous commit's hash and these events. */
export interface Commit<E> {
  readonly hash: string;
  readonly events: readonly E[];
}

export type Link =
  | { readonly ok: true; readonly commit: Commit<unknown> }
  | { readonly ok: false; readonly reason: string };

/** The commit of `events` that follows the one with hash `previous`. */
export function chained<E>(previous: string, events: readonly E[]): Commit<E> {
  return { hash: sha256(previous + hashable(asRead(events))), events };
}

/** One journal line, ending in a newline: `{"hash":"…","events":[…]}`. */
export function encodeLine(commit: Commit<unknown>): string {
  return `{"hash":"${commit.hash}","events":${JSON.stringify(commit.events)}}\n`;
}

/** Whether `line` (with or without its newline) is the commit that follows `previous`; if not, why. */
export function verifyLine(previous: string, line: string): Link {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return { ok: false, reason: 'the line is not JSON' };
  }
  if (!isCommit(raw)) return { ok: false, reason: 'the line is not a commit' };
  // Without a free text `hashable` is plain JSON, at a third of its price: a start reads every line there is.
  const hasWords = line.includes('"digest"');
  const covered = hasWords ? hashable(raw.events) : JSON.stringify(raw.events);
  if (raw.hash !== sha256(previous + covered)) return { ok: false, reason: 'the hash does not match' };
  // Words stand outside the hash (they can be redacted), so each is held against its own digest.
  const reason = hasWords ? brokenText(raw.events) : undefined;
  return reason === undefined ? { ok: true, commit: raw } : { ok: false, reason };
}

/** Why a free text within `value` would not verify; undefined when all do. */
export function brokenText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('digest' in value && 'salt' in value) return brokenSeal(value);
  for (const inner of Object.values(value)) {
    const reason = brokenText(inner);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Events as a later reader of the journal meets them: what JSON drops is dropped, what it turns is turned. */
export function asRead(events: readonly unknown[]): readonly unknown[] {
  return JSON.parse(JSON.stringify(events));
}

const sealKeys = new Set<keyof FreeText>(['digest', 'salt', 'text']);

function brokenSeal(seal: { readonly digest: unknown; readonly salt: unknown }): string | undefined {
  // The hash ignores every other key, so a further one (say a misspelt "text") would go unnoticed.
  const stray = Object.keys(seal).find((key) => !sealKeys.has(key as keyof FreeText));
  if (stray !== undefined) return `a free text holds the unknown key "${stray}"`;
  if (typeof seal.digest !== 'string' || typeof seal.salt !== 'string') return 'a free text has no digest';
  const text = 'text' in seal ? seal.text : undefined;
  if (text === undefined) return undefined;
  if (typeof text === 'string' && seal.digest === sha256(sealedContent(seal.salt, text))) return undefined;
  return 'a free text does not match its digest';
}

function isCommit(raw: unknown): raw is Commit<unknown> {
  if (typeof raw !== 'object' || raw === null || !('hash' in raw) || !('events' in raw)) return false;
  return typeof raw.hash === 'string' && Array.isArray(raw.events) && raw.events.length > 0;
}

function sha256(text: string): string {
  return digest('sha256', text, 'base64url');
}
