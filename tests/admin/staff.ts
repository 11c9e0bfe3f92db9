// An office whose people have names that stand nowhere else, ids that tell nothing, and some work under way.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Person } from '../../src/ports.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { runStory } from '../support/run-console.ts';
import { type Office, officeIn } from './operator.ts';

export const zenia: Person = {
  id: 'p-aaaa0001',
  name: 'Zenia Æblerose',
  roles: ['sagsbehandler'],
  locale: 'da',
  leader: 'p-aaaa0002',
  email: 'zenia@example.dk',
  slack: 'U0ZENIA01',
  teams: 'aad-zenia',
};
export const bo: Person = {
  id: 'p-aaaa0002',
  name: 'Bo Borup',
  roles: ['leder'],
  locale: 'da',
  leader: null,
};
export const carla: Person = { ...bo, id: 'p-aaaa0003', name: 'Carla Corell', roles: ['kontorchef'] };

/** Zenia has recorded an offer and a no, so that the letter to the committee waits for her. */
const story = `@2025-01-02 09:00
p-aaaa0001: runde åbn 2025 forløb=8 ansøgt=4 reserveret=4
p-aaaa0001: tilbud Vejen børnehandicap dato=02-01-2025
p-aaaa0001: svar Vejen nej dato=02-01-2025 grund=overlap:"kommunen har et andet forløb"
`;

/** Told once for the tests of a file; each gets a copy of its own. */
export function staffedOffice(): () => Promise<Office> {
  let told = '';
  beforeAll(async () => {
    told = await mkdtemp(join(tmpdir(), 'forloebsvagten-'));
    await openLowdbArchive(officeIn(told).store).replacePeople([zenia, bo, carla]);
    const { exit, lines } = await runStory(told, story);
    if (exit !== 0) throw new Error(JSON.stringify(lines));
  }, 60_000);
  afterAll(() => rm(told, { recursive: true, force: true }));
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'forloebsvagten-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await cp(told, folder, { recursive: true });
    return officeIn(folder);
  };
}

export async function listOf({ store }: Office): Promise<readonly Person[]> {
  return (await openLowdbArchive(store).people()) ?? [];
}

/** Every file below the folder by its path, as text. */
export async function allBytes(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (path) => [path, await readFile(path, 'utf8')])),
  );
}

export async function written(folder: string, name: string, content: unknown): Promise<string> {
  await writeFile(join(folder, name), JSON.stringify(content));
  return name;
}
