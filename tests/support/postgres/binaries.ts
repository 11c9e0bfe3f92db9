// Where PostgreSQL's programs lie on this machine, and how they are run when we are root (which they refuse).
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const debian = '/usr/lib/postgresql';

/** The folder of `initdb` and `postgres`: `$PG_BIN`, else the newest of Debian's, else on the PATH. Undefined where there is none. */
function findBinaries(): string | undefined {
  const { PG_BIN, PATH = '' } = process.env;
  const folders = PG_BIN === undefined ? [...debianFolders(), ...PATH.split(delimiter)] : [PG_BIN];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => runs(join(folder, name))));
}

export const binaries = findBinaries();

/** Says what to install; undefined where PostgreSQL was found. */
export const missing: string | undefined =
  binaries === undefined
    ? `PostgreSQL was not found. Install it (Debian: apt-get install postgresql) or set PG_BIN to the folder of initdb and postgres.`
    : undefined;

/** `program` of PostgreSQL with `args`; as user `postgres` when we are root. */
export function command(program: string, args: readonly string[]): readonly [string, string[]] {
  if (binaries === undefined) throw new Error(missing);
  const path = join(binaries, program);
  if (process.getuid?.() !== 0) return [path, [...args]];
  // Takes the place of the program it runs, so that a signal meets the server itself.
  return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', path, ...args]];
}

function debianFolders(): string[] {
  try {
    const versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(debian, version, 'bin'));
  } catch {
    return [];
  }
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
