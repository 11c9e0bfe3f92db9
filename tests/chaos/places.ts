// Where the product keeps its history in a run: a folder on a small disk that fills up, or a PostgreSQL server that goes down.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place as Kept } from '../../src/open-store.ts';
import type { Archive } from '../../store/archive.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { type PostgresServer, startPostgres } from '../support/postgres/server.ts';
import { mountSmallDisk, type SmallDisk } from './disks.ts';
import { organisation } from './prepare.ts';

export interface Place {
  readonly kept: Kept;
  /** How an instance is led there. */
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** None where this machine has none, or where nothing is kept on it. */
  readonly disk?: SmallDisk | undefined;
  readonly server?: PostgresServer | undefined;
  archive(): Promise<Archive>;
  close(): Promise<void>;
}

/** Megabytes: more than a run writes. */
const diskSize = 64;

export async function folderPlace(scratch: string): Promise<Place> {
  const path = join(scratch, 'disk');
  const disk = mountSmallDisk(path, diskSize);
  const data = join(path, 'data');
  return {
    kept: { data, organisation, postgres: undefined },
    arguments: ['--data', data],
    env: {},
    disk,
    archive: async () => openLowdbArchive(join(data, organisation)),
    close: async () => disk?.remove(),
  };
}

export async function postgresPlace(scratch: string): Promise<Place> {
  const server = await startPostgres();
  const url = await server.freshDatabase();
  const data = join(scratch, 'data');
  await mkdir(data);
  return {
    kept: { data, organisation, postgres: { url, ownerUrl: undefined } },
    arguments: [],
    env: { DATA: data, STORE: url },
    server,
    async archive() {
      const { openPostgresArchive } = await import('../../store/postgres/archive.ts');
      return openPostgresArchive({ url, organisation });
    },
    close: server.close,
  };
}
