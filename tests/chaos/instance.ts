// One instance of the product and its supervisor: whatever ends it, it is started again on the same port, until it is stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

export interface Instance {
  readonly port: number;
  /** The one that runs now, or ran last. */
  readonly process: ChildProcess;
  /** Takes requests, as far as a balancer could know. */
  isUp(): boolean;
  kill(): void;
  /** Asks it to stop; it comes back all the same. */
  terminate(): void;
  /** Milliseconds by which its clock is ahead of the machine's. */
  setClock(offset: number): void;
  /** For good; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** How often it ended in which way: an exit code or a signal. */
  readonly endings: ReadonlyMap<string, number>;
  /** What it logged as faults, without their references, each with how often. */
  readonly faults: ReadonlyMap<string, number>;
}

export interface InstanceOptions {
  /** Of `node`. */
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly clock: number;
  readonly logFile: string;
}

/** Milliseconds until a supervisor starts it again. */
const restartAfter = 200;

export function startInstance(options: InstanceOptions): Instance {
  const endings = new Map<string, number>();
  const faults = new Map<string, number>();
  const log = createWriteStream(options.logFile);
  let clock = options.clock;
  let isUp = false;
  let isStopping = false;
  let ended: Promise<number | null>;
  let child = start();

  function start(): ChildProcess {
    const { PATH = '', HOME = '' } = process.env;
    const started = spawn(process.execPath, options.arguments, {
      env: { PATH, HOME, PORT: String(options.port), CHAOS_CLOCK: String(clock), ...options.env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    // Nothing is left running behind a driver that dies.
    const end = () => void started.kill('SIGKILL');
    process.once('exit', end);
    started.on('error', () => undefined);
    ended = new Promise((resolve) => {
      started.once('exit', (code, signal) => {
        process.off('exit', end);
        isUp = false;
        count(endings, String(code ?? signal));
        resolve(code);
        if (!isStopping) void setTimeout(restartAfter).then(again);
      });
    });
    if (started.stderr) createInterface({ input: started.stderr }).on('line', read);
    return started;
  }

  function again(): void {
    if (!isStopping) child = start();
  }

  function read(line: string): void {
    log.write(`${line}\n`);
    if (line.includes('lytter på port')) isUp = true;
    const told = faultIn(line);
    if (told !== undefined) count(faults, told);
  }

  return {
    port: options.port,
    get process() {
      return child;
    },
    isUp: () => isUp,
    kill: () => void child.kill('SIGKILL'),
    terminate: () => void child.kill('SIGTERM'),
    setClock(offset) {
      clock = offset;
      // It may be ending just now.
      if (child.connected) child.send(offset, () => undefined);
    },
    async stop() {
      isStopping = true;
      child.kill('SIGTERM');
      const code = await ended;
      log.end();
      return code;
    },
    endings,
    faults,
  };
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

/** Errors and worse, in the log's lines; what is no such line comes from Node itself. */
function faultIn(line: string): string | undefined {
  try {
    const { level, msg, err } = JSON.parse(line) as {
      level: string;
      msg: string;
      err?: { message?: string };
    };
    if (level !== 'error' && level !== 'fatal') return undefined;
    return `${msg.replace(/[0-9a-f]{8}$/, '…')}: ${err?.message ?? ''}`.slice(0, 160);
  } catch {
    return line.slice(0, 160);
  }
}
