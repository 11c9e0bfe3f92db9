// The small schemas that events are made of.
import { z } from 'zod';
import { areas, keysOf, mapAreas } from './terms.ts';

export const id = z.string().min(1).max(80);
export const year = z.number().int().min(2000).max(2999);
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const loose = z.string().regex(/^(ukendt|((primo|medio|ultimo)-)?\d{4}(-\d{2}){0,2})$/);
export const municipality = z.string().regex(/^\d{3}$/);
export const area = z.enum(keysOf(areas));
export const mapArea = z.enum(keysOf(mapAreas));
export const count = z.number().int().min(1);
/** A position in the ledger: what people call E-<n>. */
export const position = z.number().int().min(1);

/** The words are redactable: the chain's hash covers only salt and digest. */
export const freeText = z.object({
  digest: z.string(),
  salt: z.string(),
  text: z.string().optional(),
  /** Never stored: what a later `text-redacted` says of it. */
  removed: z.object({ at: z.string(), reason: z.string().nullable() }).optional(),
});
export type FreeText = z.infer<typeof freeText>;

export function isFreeText(value: unknown): value is FreeText {
  return typeof value === 'object' && value !== null && 'digest' in value && 'salt' in value;
}

export const fileRef = z.object({
  name: z.string(),
  mediaType: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.number().int(),
});
export type FileRef = z.infer<typeof fileRef>;
