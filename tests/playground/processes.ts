// The processes of a play: the program as an operator starts it, and Microsoft's client beside it.
import { spawn } from 'node:child_process';

export interface Running {
  /** What it has said so far. */
  said(): string;
  /** Asked to stop; resolves with its exit code. */
  stop(): Promise<number | null>;
}

interface Started extends Running {
  /** Rejects when it ends without having said that it is. */
  readonly ready: Promise<void>;
  readonly ended: Promise<number | null>;
}

const playedClock = new URL('./played-clock.ts', import.meta.url).pathname;
const program = ['--import', 'tsx', '--import', playedClock, 'src/main.ts'];

/** What somebody told the program at the console before it came to Teams. */
export async function tellConsole(folder: string, clock: string, lines: readonly string[]): Promise<void> {
  const env = { CLOCK_STARTS: clock };
  const told = run([...program, '--data', folder, '--strict'], { env, input: `${lines.join('\n')}\n` });
  if ((await told.ended) !== 0) throw new Error(told.said());
}

/** The program in Teams, once it listens. */
export async function startProgram(folder: string, env: Readonly<Record<string, string>>): Promise<Running> {
  const started = run([...program, '--serve', '--data', folder], { env, says: /lytter på port/ });
  await started.ready;
  return started;
}

/** Microsoft's client, at `port`, in front of the bot at `endpoint`. */
export async function startPlayground(
  folder: string,
  how: {
    readonly port: number;
    readonly endpoint: string;
    readonly config: string;
    readonly recording: string;
  },
): Promise<Running> {
  const cli = new URL('../../node_modules/@microsoft/m365agentsplayground/cli.js', import.meta.url).pathname;
  const { port, endpoint, config, recording } = how;
  const where = ['-e', endpoint, '-c', 'msteams', '-p', String(port)];
  const args = [cli, 'start', ...where, '--disable-telemetry', '--enable-events-recording'];
  const env = {
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
    M365_AGENTS_PLAYGROUND_RECORDING_FILE: recording,
  };
  const started = run(args, { env, says: /Listening on \d+/, cwd: folder });
  await started.ready;
  return started;
}

interface Run {
  readonly env: Readonly<Record<string, string>>;
  /** What it says when it is ready. */
  readonly says?: RegExp;
  readonly cwd?: string;
  /** On its standard input. */
  readonly input?: string;
}

function run(args: readonly string[], { env, says, cwd, input = '' }: Run): Started {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, TZ: 'UTC', ...env },
    stdio: 'pipe',
    ...(cwd === undefined ? {} : { cwd }),
  });
  child.stdin.end(input);
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: unknown) => {
      said += String(chunk);
      if (says?.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`it ended: ${said}`)));
  });
  ready.catch(() => undefined);
  return {
    said: () => said,
    ready,
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
