// One process a folder. The kernel drops a listening socket with its process, so a crash leaves nothing to wait for.
import { rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { StoreFault } from '../../src/index.ts';
import { errno } from './faults.ts';

export type Unlock = () => Promise<void>;

/**
 * Takes the folder, which must exist. Throws a `StoreFault` 'locked' when a process on this machine holds it.
 * Processes in different containers do not see each other: there the journal's size fence must do.
 */
export async function lockDirectory(
  directory: string,
  platform: NodeJS.Platform = process.platform,
): Promise<Unlock> {
  const path = socketPath(directory, platform);
  try {
    return unlocking(await listen(path));
  } catch (cause) {
    if (errno(cause) !== 'EADDRINUSE') throw cause;
    // Only a socket that is a file outlives its process.
    if (!path.startsWith('/') || (await answers(path))) throw lockedFault(directory, cause);
  }
  rmSync(path, { force: true });
  return unlocking(await listen(path));
}

function socketPath(directory: string, platform: NodeJS.Platform): string {
  const { dev, ino } = statSync(directory, { bigint: true });
  const name = `forloebsvagten-${dev}-${ino}`;
  if (platform === 'linux') return `\0${name}`;
  if (platform === 'win32') return `\\\\?\\pipe\\${name}`;
  // Not inside the folder: a socket's path may have no more than 103 bytes on macOS.
  return `/tmp/${name}.sock`;
}

function listen(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Exclusive: cluster workers would otherwise share one socket and all believe they hold it.
    server.listen({ path, exclusive: true }, () => {
      // A lock alone must not keep the process alive.
      server.unref();
      resolve(server);
    });
  });
}

function unlocking(server: Server): Unlock {
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function lockedFault(directory: string, cause: unknown): StoreFault {
  const message =
    `Another process has the folder ${directory} open. Stop that process first, or start this one with a folder of its own. ` +
    'Two instances on one history need PostgreSQL (STORE=postgres://…).';
  return new StoreFault('locked', message, { directory }, cause);
}
