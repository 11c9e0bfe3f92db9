// The folder of Slack's bench, with people whom Teams knows: a case officer for each chat that is written in at once.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultOrganisation as organisation } from '../../src/config/settings.ts';
import type { Person } from '../../src/ports.ts';
import { fillFolder } from './slack-folder.ts';

/** At most so many write at once. */
export const mostChats = 10;

export const objectIdOf = (chat: number) => `00000000-0000-4000-8000-${String(chat).padStart(12, '0')}`;

export async function fillTeamsFolder(data: string): Promise<void> {
  await fillFolder(data);
  const path = join(data, organisation, 'people.json');
  const people: readonly Person[] = JSON.parse(await readFile(path, 'utf8'));
  const officers = Array.from({ length: mostChats }, (_, chat): Person => {
    const id = `sagsbehandler-${chat}`;
    return {
      id,
      name: `Sagsbehandler ${chat}`,
      roles: ['sagsbehandler'],
      locale: 'da',
      leader: null,
      teams: objectIdOf(chat),
    };
  });
  await writeFile(path, JSON.stringify([...people, ...officers]));
}
