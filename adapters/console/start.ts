// The console: one line, a story on standard input, or a prompt.
import { createInterface } from 'node:readline/promises';
import {
  commands,
  completions,
  type FileRef,
  type Instant,
  type Locale,
  languages,
  type Refusal,
  refuse,
  refused,
  withOffset,
} from '../../src/index.ts';
import { openFile, type SavedFile, saveFiles } from './files.ts';
import { isRemark, linesOf } from './inbound.ts';
import type { Mailbox } from './mailbox.ts';
import { asJson, asText } from './render.ts';
import {
  instantOfLine,
  type LineAnswer,
  type OpenSession,
  runLine,
  runWords,
  type Session,
  type Speaker,
  setsClock,
} from './session.ts';

export interface ConsoleRun {
  readonly words: readonly string[];
  readonly as: string;
  readonly lang: Locale | undefined;
  readonly json: boolean;
  readonly strict: boolean;
  /** Where named files are looked for. */
  readonly folders: readonly string[];
  /** Where letters are saved. */
  readonly letters: string;
  readonly start: Instant | undefined;
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WriteStream;
  readonly open: OpenSession;
  readonly mailbox: Mailbox;
  contentOf(sha256: string): Promise<Uint8Array | undefined>;
}

/** 0 done, 2 something was refused or not understood. Faults throw. */
export type ExitCode = 0 | 2;

export async function runConsole(run: ConsoleRun): Promise<ExitCode> {
  if (run.words.length > 0) return oneLine(run);
  return run.input.isTTY ? prompt(run) : story(run);
}

async function oneLine(run: ConsoleRun): Promise<ExitCode> {
  const input = run.words.join(' ');
  return reported(run, 1, input, async () => {
    const session = await run.open(run.start);
    if ('refused' in session) return tell(run, openingRefused(run, session, input, 1), false);
    return tell(run, await runWords(session, speaker(run), run.words, 1), false);
  });
}

async function story(run: ConsoleRun): Promise<ExitCode> {
  let exit: ExitCode = 0;
  let session: Session | undefined;
  let number = 0;
  for await (const line of linesOf(run.input)) {
    number++;
    if (line !== null && isRemark(line)) {
      if (!run.json) run.output.write(`${line}\n`);
      continue;
    }
    const answered = await reported(run, number, line ?? '', async () => {
      const told = line === null ? notUtf8(run, number) : await answerTo(line);
      return tell(run, told, true);
    });
    if (answered !== 0) exit = 2;
    if (exit !== 0 && run.strict) return exit;
  }
  return exit;

  async function answerTo(line: string): Promise<LineAnswer> {
    if (!session) {
      const opened = await run.open(run.start ?? (setsClock(line) ? instantOfLine(line) : undefined));
      if ('refused' in opened) return openingRefused(run, opened, line, number);
      session = opened;
    }
    return runLine(session, speaker(run), line, number);
  }
}

async function prompt(run: ConsoleRun): Promise<ExitCode> {
  const session = await run.open(run.start);
  if ('refused' in session) return tell(run, openingRefused(run, session, '', 1), false);
  const completer = (line: string): [string[], string] => {
    const { words, replaces } = completions(commands, session.bot.register(), line);
    return [words, replaces];
  };
  const terminal = createInterface({ input: run.input, output: run.output, completer, historySize: 200 });
  run.output.write(`${languages[run.lang ?? 'da'].says.greeting}\n`);
  terminal.setPrompt(`Forløbsvagten (${run.as})> `);
  terminal.prompt();
  let number = 0;
  for await (const line of terminal) {
    number++;
    if (/^(slut|exit|quit)$/i.test(line.trim())) break;
    if (!isRemark(line)) await tell(run, await runLine(session, speaker(run), line, number), false);
    terminal.prompt();
  }
  terminal.close();
  return 0;
}

/** A fault is an object of its own in `--json`, so that each line has exactly one; then it goes on to stop the run. */
async function reported(
  run: ConsoleRun,
  line: number,
  input: string,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work();
  } catch (fault) {
    const text = fault instanceof Error ? fault.message : String(fault);
    const view = [{ kind: 'notice' as const, tone: 'refusal' as const, text }];
    const answer = {
      ok: false,
      code: 'fault',
      refusal: null,
      command: null,
      view,
      data: null,
      files: [],
      events: [],
      public: false,
    };
    if (run.json)
      run.output.write(
        `${asJson({ line, at: atOpening(run), as: run.as, input, answer, messages: [] }, [])}\n`,
      );
    throw fault;
  }
}

async function tell(run: ConsoleRun, told: LineAnswer, echo: boolean): Promise<ExitCode> {
  const files = await saved(run, told.answer.files);
  const text = run.json ? asJson(told, files) : asText(told, files, echo);
  if (text !== '') run.output.write(`${text}\n`);
  if (told.messages.length > 0) await run.mailbox.shown();
  return told.answer.ok ? 0 : 2;
}

function saved(run: ConsoleRun, files: readonly FileRef[]): Promise<SavedFile[]> {
  return saveFiles(run.letters, files, run.contentOf);
}

function speaker(run: ConsoleRun): Speaker {
  return { as: run.as, locale: run.lang, openFile: (name) => openFile(run.folders, name) };
}

function openingRefused(run: ConsoleRun, refusal: Refusal, input: string, line: number): LineAnswer {
  return {
    line,
    at: atOpening(run),
    as: run.as,
    input,
    answer: refused(refusal, null, run.lang ?? 'da'),
    messages: [],
  };
}

function notUtf8(run: ConsoleRun, line: number): LineAnswer {
  const refusal = refuse('not-utf8', { line }, 'hjælp');
  return {
    line,
    at: atOpening(run),
    as: run.as,
    input: '',
    answer: refused(refusal, null, run.lang ?? 'da'),
    messages: [],
  };
}

/** The time of an answer that no session gives: where it was to begin, else now. */
function atOpening(run: ConsoleRun): string {
  return withOffset(run.start ?? new Date().toISOString());
}
