// Starts the writing process and hears what it says. Nothing waits for a time, only for a line or an end.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Child {
  /** All lines said so far; complete once `ended`. */
  readonly lines: readonly string[];
  /** Resolves with the first line: `open`, or why not. */
  readonly first: Promise<string>;
  /** Resolves when `count` lines were said, or the process ended before. */
  said(count: number): Promise<void>;
  kill(): void;
  /** The exit code; null after a kill. All it said has been heard by then. */
  readonly ended: Promise<number | null>;
}

export interface Start {
  /** JavaScript, compiled from `disk-writer.ts`. */
  readonly program: string;
  readonly directory: string;
  /** Begins the name of each cause. */
  readonly run: string;
  /** How many callers write at the same time; 0 only holds the folder. */
  readonly writers: number;
}

export function startWriter({ program, directory, run, writers }: Start): Child {
  const child = spawn(process.execPath, [program, directory, run, String(writers)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let heard = (): void => undefined;
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    heard();
  });
  // 'close' comes after the end of both the process and what it said.
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  let over = false;
  void ended.then(() => {
    over = true;
    heard();
  });
  const said = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (lines.length >= count || over) resolve();
      };
      heard = check;
      check();
    });
  return {
    lines,
    first: said(1).then(() => lines[0] ?? ''),
    said,
    kill: () => void child.kill('SIGKILL'),
    ended,
  };
}
