// One child process for work that must not share our memory: typst leaks, and a stranger's file may be a bomb.
import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Answer, Job } from './child-main.ts';

export interface ChildLimits {
  /** V8's old space in megabytes. */
  readonly heapMb: number;
  /** A fresh process after so many jobs. */
  readonly jobs: number;
  /** One job's time in milliseconds; after that the process is killed. */
  readonly jobMs: number;
}

type Outcome =
  | Answer
  /** The process took too much time or memory and was killed; whatever it held is gone. */
  | { readonly outcome: 'died'; readonly why: string };

export interface Child {
  /** One job at a time, in the order of the calls. Starts a process when there is none. Never rejects. */
  run(job: Job): Promise<Outcome>;
  /** Waits for the job under way, then ends the process. */
  close(): Promise<void>;
}

const RUNS_FROM_SOURCE = import.meta.url.endsWith('.ts');
const ENTRY = fileURLToPath(
  new URL(RUNS_FROM_SOURCE ? './child-main.ts' : './child-main.js', import.meta.url),
);

function start(limits: ChildLimits): ChildProcess {
  const execArgv = [`--max-old-space-size=${limits.heapMb}`];
  if (RUNS_FROM_SOURCE) {
    const tsx = createRequire(import.meta.url).resolve('tsx');
    execArgv.push('--import', pathToFileURL(tsx).href);
  }
  // Windows starts no process without SystemRoot; nothing else of our environment is a stranger's business.
  const systemRoot = process.env.SystemRoot;
  const env = { TZ: 'UTC', ...(systemRoot === undefined ? {} : { SystemRoot: systemRoot }) };
  const started = fork(ENTRY, [], { execArgv, env, serialization: 'advanced', stdio: 'ignore' });
  // Without a listener a failed start would end our own process; `exit` or `run` reports it.
  started.on('error', () => {});
  started.unref();
  started.channel?.unref();
  return started;
}

/** Killed (by a signal, or 134 and above where there are none) or broken from the start, which is our own fault. */
function endOf(code: number | null, signal: string | null): Outcome {
  return signal !== null || (code ?? 0) >= 134
    ? { outcome: 'died', why: signal ?? `exit ${code}` }
    : { outcome: 'fault', fault: new Error(`The child process ended with code ${code}`) };
}

function work(child: ChildProcess, job: Job, limits: ChildLimits): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end({ outcome: 'died', why: 'time' }), limits.jobMs);
    const onAnswer = (answer: unknown): void => end(answer as Answer);
    const onExit = (code: number | null, signal: string | null): void => end(endOf(code, signal));
    const onError = (fault: Error): void => end({ outcome: 'fault', fault });
    function end(outcome: Outcome): void {
      clearTimeout(timer);
      child.off('message', onAnswer).off('exit', onExit).off('error', onError);
      if (outcome.outcome === 'died') child.kill('SIGKILL');
      child.unref();
      child.channel?.unref();
      resolve(outcome);
    }
    child.on('message', onAnswer).on('exit', onExit).on('error', onError);
    child.ref();
    child.channel?.ref();
    child.send(job, (fault) => fault && end({ outcome: 'fault', fault }));
  });
}

/** A worker that holds at most one process, reused until its share of jobs is done. */
export function openChild(limits: ChildLimits): Child {
  let child: ChildProcess | undefined;
  let done = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function next(job: Job): Promise<Outcome> {
    if (child === undefined || !child.connected) {
      child = start(limits);
      done = 0;
    }
    const outcome = await work(child, job, limits);
    done += 1;
    if (outcome.outcome === 'died' || done >= limits.jobs) {
      child.kill('SIGKILL');
      child = undefined;
    }
    return outcome;
  }

  return {
    run(job) {
      const running = last
        .then(() => next(job))
        .catch((fault: unknown): Outcome => ({ outcome: 'fault', fault }));
      last = running;
      return running;
    },
    async close() {
      await last;
      child?.kill('SIGKILL');
      child = undefined;
    },
  };
}
