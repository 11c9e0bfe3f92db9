// A real PostgreSQL server for one test file: a data folder, a port and a password of its own; nothing is shared but the programs.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { freePort } from '../slack/free-port.ts';
import { command, missing } from './binaries.ts';

const run = promisify(execFile);
const password = 'til-prøven';

export interface PostgresServer {
  /** Of the superuser `postgres`. */
  url(database?: string): string;
  /** An empty data base; its URL. */
  freshDatabase(): Promise<string>;
  /** 'fast' ends sessions in order, 'immediate' as a power cut would. */
  restart(mode?: 'fast' | 'immediate'): Promise<void>;
  /** In order, as 'fast'. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** The postmaster with SIGKILL; its children end by themselves. `start` brings it back. */
  kill(): Promise<void>;
  /** For good, with its folder. */
  close(): Promise<void>;
}

/** Throws with the sentence that says what to install where there is no PostgreSQL. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'forloebsvagten-pg-'));
  const data = join(folder, 'data');
  const secret = join(folder, 'password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(secret, password, { mode: 0o644 });
  if (process.getuid?.() === 0) await run('chown', ['-R', 'postgres', folder]);
  const [initdb, args] = command('initdb', [
    ...['--pgdata', data, '--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256'],
    ...['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'],
  ]);
  await run(initdb, args);
  let port = await freePort();
  let child: ChildProcess | undefined;
  let databases = 0;

  const url = (database = 'postgres'): string =>
    `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

  async function start(): Promise<void> {
    if (child !== undefined) return;
    // A port that was free may be taken meanwhile; and what a killed server leaves behind takes a moment to end.
    for (let tries = 0; child === undefined; tries++) {
      if (tries === 50) throw new Error(`the server in ${data} did not start`);
      child = await serving(data, port);
      if (child === undefined && databases === 0) port = await freePort();
    }
  }

  async function end(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const gone = new Promise((resolve) => ending.once('close', resolve));
    ending.kill(signal);
    await gone;
  }

  await start();
  return {
    url,
    async freshDatabase() {
      databases += 1;
      const name = `prøve_${databases}`;
      const client = new pg.Client(url());
      await client.connect();
      await client.query(`create database ${pg.escapeIdentifier(name)}`);
      await client.end();
      return url(encodeURIComponent(name));
    },
    async restart(mode = 'fast') {
      await end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await start();
    },
    stop: () => end('SIGINT'),
    start,
    kill: () => end('SIGKILL'),
    async close() {
      await end('SIGQUIT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The process once it takes connections; undefined when it ended before. */
function serving(data: string, port: number): Promise<ChildProcess | undefined> {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'on',
    max_connections: 200,
    logging_collector: 'off',
    log_min_messages: 'log',
    lc_messages: 'C',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program, args] = command('postgres', ['-D', data, ...options]);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.includes('database system is ready to accept connections')) resolve(child);
    });
    child.once('close', () => resolve(undefined));
  });
}

/**
 * Tests that need the server; it runs from before the first to after the last. Where PostgreSQL is not installed they are
 * skipped with a line that says what to install, but fail where `CI=true`.
 */
export function describeWithPostgres(name: string, tests: (server: () => PostgresServer) => void): void {
  const skipped = missing !== undefined && process.env.CI !== 'true';
  // Said aloud too: the names of what is skipped are not printed.
  if (skipped) console.warn(`${name}: skipped. ${missing}`);
  describe.skipIf(skipped)(skipped ? `${name} (${missing})` : name, () => {
    let server: PostgresServer | undefined;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server?.close());
    tests(() => {
      if (server === undefined) throw new Error('the server runs only within a test');
      return server;
    });
  });
}
