// Every step of the data base's structure, in order. New ones are added at the end; none is ever changed or taken out.
import { commits } from './0001-commits.ts';
import { files } from './0002-files.ts';
import { beside } from './0003-beside.ts';
import { redaction } from './0004-redaction.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [commits, files, beside, redaction];
