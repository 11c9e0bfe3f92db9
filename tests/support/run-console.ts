// The console as its users start it: a process of its own, with a folder of its own.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ConsoleResult {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A fresh data folder; gone after the callback. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'forloebsvagten-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the console with these arguments and this text on standard input. */
export function runConsole(args: readonly string[], input: string | Buffer = ''): Promise<ConsoleResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], { stdio: 'pipe' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (exit) =>
      resolve({
        exit,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      }),
    );
    child.stdin.end(input);
  });
}

export interface JsonLine {
  readonly line: number;
  readonly at: string;
  readonly as: string;
  readonly command: string | null;
  readonly input: string;
  readonly ok: boolean;
  readonly code: string | null;
  readonly text: string;
  readonly files: readonly {
    readonly name: string;
    readonly path: string;
    readonly sha256: string;
    readonly mediaType: string;
  }[];
  readonly events: readonly string[];
  readonly messages: readonly unknown[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** A story in `--json`: one object a line of it. */
export async function runStory(
  folder: string,
  story: string,
  ...args: readonly string[]
): Promise<{ exit: number | null; lines: JsonLine[]; stderr: string }> {
  const { exit, stdout, stderr } = await runConsole(['--data', folder, '--json', ...args], story);
  return {
    exit,
    lines: stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JsonLine),
    stderr,
  };
}
