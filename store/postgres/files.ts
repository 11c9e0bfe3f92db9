// Files in the data base, in pieces: under the hash of their bytes, never changed, never stored twice.
import { hash } from 'node:crypto';
import { type Files, StoreFault } from '../../src/index.ts';
import type { Database } from './database.ts';

/** Bytes a row: most letters are one, and none is a burden to the server. */
const chunkSize = 262_144;
/** Rows fetched at a time: 4 MiB, twice that on the way, since bytes travel as hex digits. */
const chunksAtATime = 16;

/** `put` is all or nothing. Both throw a `StoreFault` as `Database` says. */
export function postgresFiles(database: Database): Files {
  const { schema } = database;

  async function readChunks(sha256: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for (let from = 0; ; from += chunksAtATime) {
      const rows = await database.query<{ bytes: Buffer }>({
        text: `select bytes from ${schema}.file_chunks
          where sha256 = $1 and position >= $2 and position < $3 order by position`,
        values: [sha256, from, from + chunksAtATime],
      });
      for (const { bytes } of rows) chunks.push(bytes);
      if (rows.length < chunksAtATime) return Buffer.concat(chunks);
    }
  }

  return {
    async put(given) {
      // A copy: the caller may change his bytes while they are on their way under the hash of the old ones.
      const bytes = Buffer.from(given);
      const sha256 = hash('sha256', bytes, 'hex');
      await database.transaction(async (query) => {
        // Waits for whoever is putting the same file, and does nothing once it is there.
        const [isNew] = await query({
          text: `insert into ${schema}.files (sha256) values ($1) on conflict do nothing returning true`,
          values: [sha256],
        });
        if (isNew === undefined) return;
        for (let position = 0; position * chunkSize < bytes.length; position += 1) {
          const chunk = bytes.subarray(position * chunkSize, (position + 1) * chunkSize);
          await query({
            text: `insert into ${schema}.file_chunks (sha256, position, bytes) values ($1, $2, $3)`,
            values: [sha256, position, chunk],
          });
        }
      });
      return sha256;
    },
    async get(sha256) {
      const [isThere] = await database.query({
        text: `select true from ${schema}.files where sha256 = $1`,
        values: [sha256],
      });
      if (isThere === undefined) return undefined;
      const bytes = await readChunks(sha256);
      if (hash('sha256', bytes, 'hex') === sha256) return bytes;
      const message = `The file ${sha256} in ${database.name} no longer matches its name. Restore the newest backup that verifies.`;
      throw new StoreFault('damaged', message, { place: database.name, sha256 });
    },
  };
}
