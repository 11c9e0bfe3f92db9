// One console folder in use: its bot, its clock, and who speaks. Lines come in, answers go out.
import {
  type Answer,
  type Bot,
  type Instant,
  type Locale,
  type NamedFile,
  type PlayedClock,
  parseInstant,
  type Refusal,
  refuse,
  refused,
  withOffset,
} from '../../src/index.ts';
import type { Letterbox, Mailbox } from './mailbox.ts';

export interface Session {
  readonly bot: Bot;
  /** Null in a folder that follows the real clock. */
  readonly played: PlayedClock | null;
  readonly now: () => Instant;
  /** Unique for each line of each process. */
  readonly cause: (line: number) => string;
  readonly mailbox: Mailbox;
}

/** How a folder is opened; `start` is where time begins in a fresh one that is played. */
export type OpenSession = (start: Instant | undefined) => Promise<Session | Refusal>;

export interface Speaker {
  /** The default person of lines that name none. */
  readonly as: string;
  readonly locale: Locale | undefined;
  openFile(name: string): Promise<NamedFile | undefined>;
}

export interface LineAnswer {
  readonly line: number;
  readonly at: string;
  readonly as: string;
  readonly input: string;
  readonly answer: Answer;
  /** What was sent to people while the clock ran to where the line sets it. */
  readonly messages: readonly Letterbox[];
}

const spoken = /^([\p{L}\p{N}._-]+):\s+(.*)$/u;
const clockLine = /^@\s*(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}))?$/;

/** Whether the line sets the clock. */
export function setsClock(line: string): boolean {
  return line.startsWith('@');
}

/** The instant that an `@` line names; undefined when it names none. */
export function instantOfLine(line: string): Instant | undefined {
  const [, date, time = '00:00'] = clockLine.exec(line.trim()) ?? [];
  return date ? parseInstant(`${date}T${time.padStart(5, '0')}`) : undefined;
}

/** A line of a story or the prompt: `@` sets the clock, `kontorchef: …` speaks as that person. */
export async function runLine(
  session: Session,
  speaker: Speaker,
  input: string,
  line: number,
): Promise<LineAnswer> {
  if (setsClock(input)) return await clockAnswer(session, speaker, input, line);
  const [, person, rest] = spoken.exec(input) ?? [];
  return runWords(session, { ...speaker, as: person ?? speaker.as }, rest ?? input, line, input);
}

/** One command of one person, as a line or as the words a shell has split. */
export async function runWords(
  session: Session,
  speaker: Speaker,
  words: string | readonly string[],
  line: number,
  typed?: string,
): Promise<LineAnswer> {
  const answer = await session.bot.run({
    input: words,
    actor: speaker.as,
    via: 'console',
    cause: session.cause(line),
    ...(speaker.locale ? { locale: speaker.locale } : {}),
    openFile: speaker.openFile,
  });
  const input = typed ?? (typeof words === 'string' ? words : words.join(' '));
  return { line, at: withOffset(session.now()), as: speaker.as, input, answer, messages: [] };
}

async function clockAnswer(
  session: Session,
  speaker: Speaker,
  input: string,
  line: number,
): Promise<LineAnswer> {
  const to = instantOfLine(input);
  const refusal = clockRefusal(session, input, to);
  if (!refusal && to && session.played) await play(session.bot, session.played, to);
  const done: Answer = {
    ok: true,
    code: null,
    refusal: null,
    command: null,
    view: [],
    data: null,
    files: [],
    events: [],
    public: false,
  };
  return {
    line,
    at: withOffset(session.now()),
    as: speaker.as,
    input,
    answer: refusal ? refused(refusal, null, speaker.locale ?? 'da') : done,
    messages: refusal ? [] : session.mailbox.unread(),
  };
}

/** Lets time run to the instant, with a tick wherever one can have something to do. */
async function play(bot: Bot, clock: PlayedClock, to: Instant): Promise<void> {
  for (;;) {
    await bot.tick();
    if (clock.now() >= to) return;
    const wake = await bot.nextWake();
    clock.set(wake > clock.now() && wake < to ? wake : to);
  }
}

/** Why the clock cannot be set there; undefined when it can. */
function clockRefusal(session: Session, input: string, to: Instant | undefined): Refusal | undefined {
  const now = withOffset(session.now()).slice(0, 16).replace('T', ' ');
  if (!to)
    return refuse('invalid-value', { label: '@', typed: input, expected: '@2025-01-31 09:00' }, `@${now}`);
  if (!session.played) return refuse('clock-is-real', { typed: input }, 'overblik');
  return to < session.now() ? refuse('clock-backwards', { typed: input, now }, `@${now}`) : undefined;
}
