// What a backup says of itself, in `backup.json`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { backupName } from '../../../store/lowdb/archive.ts';
import type { Head } from '../../../store/verify.ts';
import type { Instant } from '../../ports.ts';

const format = 1;

const manifest = z.object({
  format: z.literal(format),
  organisation: z.string(),
  /** When it was begun. */
  at: z.iso.datetime(),
  version: z.number().int().min(1),
  head: z.string(),
});
type Manifest = z.infer<typeof manifest>;

export function manifestText(of: {
  readonly organisation: string;
  readonly at: Instant;
  readonly head: Head;
}): string {
  const { version, hash: head } = of.head;
  const content: Manifest = { format, organisation: of.organisation, at: of.at, version, head };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** Undefined where the folder is no backup that this program knows. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return manifest.parse(JSON.parse(await readFile(join(folder, backupName), 'utf8')));
  } catch {
    return undefined;
  }
}
