// A program that is measured: a process of its own, on a core of its own where `taskset` is there to see to it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Usage } from './slack-programs/report.ts';

export interface Program {
  readonly path: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface Server {
  readonly port: number;
  usage(): Promise<Usage>;
  /** Asks it to end, and waits for it. */
  stop(): Promise<void>;
}

const serverCore = '0';
const clientCore = '1';

/** Keeps this process off the servers' core; false where that cannot be had. */
export function takeClientCore(): boolean {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', clientCore, String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Resolves when the program says on which port it listens. */
export async function startServer(program: Program, report: string, isPinned: boolean): Promise<Server> {
  const node = [process.execPath, '--import', report, program.path, ...program.arguments];
  const [command = '', ...rest] = isPinned ? ['taskset', '-c', serverCore, ...node] : node;
  const { PATH = '' } = process.env;
  const started = spawn(command, rest, {
    env: { PATH, ...program.environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // Also when a measurement fails: nothing may be left running behind it.
  const end = () => started.kill('SIGKILL');
  process.once('exit', end);
  started.once('exit', () => process.off('exit', end));
  return {
    port: await portOf(started),
    async usage() {
      const answered = once(started, 'message');
      started.send('usage');
      const [usage] = await answered;
      return usage as Usage;
    },
    async stop() {
      const ended = once(started, 'exit');
      started.kill('SIGTERM');
      await ended;
    },
  };
}

function portOf(started: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    let isUp = false;
    started.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
    started.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      // What is said later is a fault: a bench that swallows those is no bench.
      if (isUp) process.stderr.write(chunk);
      said += chunk;
      const port = /port (\d+)\D/.exec(said)?.[1];
      if (isUp || port === undefined) return;
      isUp = true;
      resolve(Number(port));
    });
  });
}
