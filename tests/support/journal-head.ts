// The proven head of a journal in a folder, on any disk; throws where the chain is damaged.

import { journalLines } from '../../store/lowdb/archive.ts';
import type { Disk } from '../../store/lowdb/disk.ts';
import { type Head, verifiedHead } from '../../store/verify.ts';

export function journalHead(directory: string, disk?: Disk): Promise<Head> {
  return verifiedHead({ name: directory, lines: () => journalLines(directory, disk) });
}
