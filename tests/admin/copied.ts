// A told office of a test's own, and what lies in its folder.
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseEvent } from '../../src/register/events.ts';
import { openLowdbStore } from '../../store/lowdb/store.ts';
import { type Office, officeIn } from './operator.ts';

/** An empty folder, and an operator who stands in it. */
export async function emptyOffice(): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'forloebsvagten-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return officeIn(folder);
}

export async function copied({ folder }: Office): Promise<Office> {
  const office = await emptyOffice();
  await cp(folder, office.folder, { recursive: true });
  return office;
}

/** As a bot has it open; closed after the test, unless before. */
export async function botIn({ store: directory }: Office) {
  const quiet = (): void => undefined;
  const store = await openLowdbStore({ directory, parse: parseEvent, onWarning: quiet, onFatal: quiet });
  onTestFinished(store.close);
  return store;
}

export async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
