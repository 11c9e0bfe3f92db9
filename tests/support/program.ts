// The program with its platforms in a process of its own, as an operator starts and stops it.
import { spawn } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Program {
  /** What it has said so far. */
  said(): string;
  /** Resolves with the port once it listens. */
  readonly listening: Promise<number>;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
  isRunning(): boolean;
  /** Asks it to stop. */
  stop(): Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** Gives it no time for anything. */
  kill(): Promise<unknown>;
  /** Whether it had loaded that package; known when it has ended by itself. */
  loaded(name: string): boolean;
}

/** Says at its end which packages it has loaded. */
const tellsPackages = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from 'node:module';
  const { cache } = createRequire(process.cwd() + '/x');
  process.on('exit', () => console.error('PACKAGES ' + Object.keys(cache).join(' ')));
`)}`;

/** Serves what the environment sets up. At the end of the test it is killed. */
export function startProgram(folder: string, env: Readonly<Record<string, string>>): Program {
  const { PATH = '', HOME = '' } = process.env;
  const args = ['--import', 'tsx', '--import', tellsPackages, 'src/main.ts', '--serve', '--data', folder];
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const listening = new Promise<number>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
      const [, port] = /lytter på port (\d+)/.exec(said) ?? [];
      if (port) resolve(Number(port));
    });
    void ended.then(() => reject(new Error(`it ended: ${said}`)));
  });
  listening.catch(() => undefined);
  const signalled = (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    return ended;
  };
  return {
    said: () => said,
    listening,
    ended,
    isRunning: () => child.exitCode === null,
    signal: (signal) => void child.kill(signal),
    stop: () => signalled('SIGTERM'),
    kill: () => signalled('SIGKILL'),
    loaded: (name) => (/PACKAGES (.*)/.exec(said)?.[1] ?? '').includes(`/node_modules/${name}/`),
  };
}

/** By what a platform knows the caseworker of the list that the program makes at its first start. */
export async function enterCaseworker(
  folder: string,
  known: { readonly email: string; readonly teams?: string },
  organisation = 'standard',
): Promise<void> {
  const path = join(folder, organisation, 'people.json');
  const people = await readFile(path, 'utf8');
  const entered = `"id": "sagsbehandler", ${JSON.stringify(known).slice(1, -1)},`;
  await writeFile(`${path}.new`, people.replace('"id": "sagsbehandler",', entered));
  // The program may be reading it.
  await rename(`${path}.new`, path);
}
