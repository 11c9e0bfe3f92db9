// The operator's tools as a process of their own, with what is typed at it.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const tsx = pathToFileURL(resolve('node_modules/tsx/dist/loader.mjs')).href;
const main = resolve('src/admin/main.ts');

export interface Surroundings {
  /** The working folder: where the settings are read. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Line by line, and then no more. */
  readonly answers?: readonly string[];
}

export async function ranAdmin(args: readonly string[], { cwd, env = {}, answers = [] }: Surroundings) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', tsx, main, ...args], {
    cwd,
    env: { PATH, HOME, ...env },
  });
  child.stdin.end(answers.map((line) => `${line}\n`).join(''));
  const exit = new Promise<number | null>((done) => void child.on('close', done));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exit: await exit, stdout, stderr };
}
