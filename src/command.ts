// A command is declared once: names, help, arguments, who may, and a pure handler. Everything a platform shows of it comes from here.
import type { z } from 'zod';
import type { IncomingFile, Text } from './args.ts';
import type { HolidayTable } from './calendar/danish-holidays.ts';
import type { Language } from './language/language.ts';
import type { Deliveries } from './obligations/deliveries.ts';
import type { Calendars } from './obligations/settings.ts';
import type { Digest, Instant, LocalDate, Locale, Person } from './ports.ts';
import type { Event, FileRef, FreeText, Proposal } from './register/events.ts';
import type { Refusal } from './register/refusal.ts';
import type { Register } from './register/state.ts';
import type { View } from './view/nodes.ts';
import { plain } from './view/plain.ts';

/** A conversation of a platform. */
export interface Place {
  readonly platform: 'slack' | 'teams';
  readonly channel: string;
  /** Not a conversation with one person. */
  readonly isChannel: boolean;
}

/** All that a handler may know. Time, ids and salts are values in it; nothing in it does IO. */
export interface Context {
  readonly register: Register;
  /** Every event, in order; E-<n> is `history[n - 1]`. */
  readonly history: readonly Event[];
  readonly now: Instant;
  /** The Danish date of `now`. */
  readonly today: LocalDate;
  readonly actor: Person;
  readonly locale: Locale;
  readonly t: Language;
  readonly people: readonly Person[];
  nameOf(person: string): string;
  /** The days off that deadlines and messages are counted by. */
  readonly calendars: Calendars;
  /** The days off that this process was started with, if any: what `frist beregn` counts by. */
  readonly calendar: HolidayTable | null;
  /** Where the line was written; null where a platform has no conversations. */
  readonly place: Place | null;
  /** What was said to whom. */
  readonly deliveries: Deliveries;
  freshId(): string;
  seal(text: string): FreeText;
  readonly digest: Digest;
  /** A what-if: nothing will be recorded, so that anybody may ask it of anybody. */
  readonly supposing: boolean;
  /** The line as it was typed, for a refusal that shows it mended. */
  readonly line: string;
  /** Another line, parsed and permitted for the same person, and what it would answer, on another register if given. */
  prepare(
    line: string,
    otherwise?: Partial<Pick<Context, 'register' | 'history' | 'today' | 'supposing'>> & {
      readonly attachments?: Readonly<Record<string, IncomingFile>>;
    },
  ): { readonly command: Command; run(): Reply | Refusal } | Refusal;
}

export interface Reply {
  readonly view: View;
  /** What happened, to be appended. For each drafted letter the bot renders the files and records them in the same commit. */
  readonly events?: readonly Proposal[];
  /** What a program would want of the answer. */
  readonly data?: unknown;
  /** Shown first, recorded when the person confirms: as the command's own `confirm`, for this line alone. */
  readonly confirm?: boolean;
  /** Files already stored, to be handed to the reader. */
  readonly files?: readonly FileRef[];
}

export interface Command<A extends z.ZodObject = z.ZodObject> {
  /** Danish; may be two words. */
  readonly name: string;
  readonly alias: string;
  readonly help: Text;
  /** A line that works, in Danish. */
  readonly example: string;
  readonly args: A;
  /** Records nothing; everybody may. */
  readonly reads: boolean;
  /** May be asked of an earlier day with `pr`. */
  readonly asOf: boolean;
  /** Who may, beside the secretariat's own staff. */
  readonly also: readonly string[];
  /** Shown first, recorded when the person confirms. */
  readonly confirm: boolean;
  /** The answer is for everybody in the conversation; others are the asker's alone. */
  readonly public: boolean;
  // A method, not an arrow property: bivariance lets commands with different arguments stand in one list.
  handle(args: z.output<A>, context: Context): Reply | Refusal;
}

/** What a confirmation is bound to: what the person saw and what would be recorded, but for salts and ledger positions. */
export function shownDigest({ view, events = [] }: Reply, digest: Digest): string {
  const passing = ['salt', 'digest', 'hash', 'events', 'drafted'];
  const lasting = JSON.stringify(events, (key, value: unknown) =>
    passing.includes(key) ? undefined : value,
  );
  return digest(`${plain(view)}\n${lasting}`);
}

type Declared<A extends z.ZodObject> = Pick<
  Command<A>,
  'name' | 'alias' | 'help' | 'example' | 'args' | 'handle'
> &
  Partial<Pick<Command<A>, 'reads' | 'asOf' | 'also' | 'confirm' | 'public'>>;

export function defineCommand<A extends z.ZodObject>(declared: Declared<A>): Command<A> {
  return {
    reads: false,
    asOf: declared.reads ?? false,
    also: [],
    confirm: false,
    public: false,
    ...declared,
  };
}
