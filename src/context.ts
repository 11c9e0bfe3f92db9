// What a command is told of the world, as values: the register, the time, the person, fresh ids.
import type { HolidayTable } from './calendar/danish-holidays.ts';
import { localDate } from './calendar/time.ts';
import type { Context, Place } from './command.ts';
import { commands } from './commands/index.ts';
import { languages } from './language/index.ts';
import { sealedContent } from './ledger.ts';
import type { Deliveries } from './obligations/deliveries.ts';
import { namesOf } from './obligations/people.ts';
import { adoptedTable, calendarsOf } from './obligations/settings.ts';
import { findCommand, parseArguments } from './parse.ts';
import { forbidden } from './permission.ts';
import type { Digest, Ids, Instant, Locale, Person } from './ports.ts';
import type { Event } from './register/events.ts';
import { isRefusal, type Refusal } from './register/refusal.ts';
import type { Register } from './register/state.ts';
import { type Token, tokenise, tokensOfWords, unreadable } from './tokens.ts';

export interface Circumstances {
  readonly register: Register;
  readonly history: readonly Event[];
  readonly deliveries: Deliveries;
  readonly calendar: HolidayTable | null;
  readonly now: Instant;
  readonly actor: Person;
  readonly people: readonly Person[];
  readonly locale: Locale;
  readonly line: string;
  readonly place: Place | null;
  readonly fresh: ReturnType<Ids['fresh']>;
  readonly digest: Digest;
}

export function contextOf({ fresh, ...known }: Circumstances): Context {
  const { people } = known;
  const context: Context = {
    ...known,
    supposing: false,
    today: localDate(known.now),
    t: languages[known.locale],
    nameOf: namesOf(people, languages[known.locale].says.names),
    calendars: calendarsOf(adoptedTable(known.register), known.register),
    freshId: () => fresh.id(),
    seal(text) {
      const salt = fresh.salt();
      return { digest: known.digest(sealedContent(salt, text)), salt, text };
    },
    prepare(line, otherwise) {
      const tokens = tokensOf(line);
      const found = isRefusal(tokens) ? tokens : findCommand(commands, tokens);
      if (isRefusal(found)) return found;
      const { command } = found;
      const today = otherwise?.today ?? context.today;
      const args =
        (otherwise?.supposing ? undefined : forbidden(command, known.actor)) ??
        parseArguments(command, found.rest, today, known.locale);
      if (isRefusal(args)) return args;
      const calendars = otherwise?.register
        ? calendarsOf(adoptedTable(otherwise.register), otherwise.register)
        : context.calendars;
      const run = () =>
        command.handle({ ...args, ...otherwise?.attachments }, { ...context, calendars, ...otherwise, line });
      return { command, run };
    },
  };
  return context;
}

/** A line as typed, or the words that a shell has split, in the one spelling that æ, ø and å have here. */
export function tokensOf(input: string | readonly string[]): Token[] | Refusal {
  const line = (typeof input === 'string' ? input : input.join(' ')).normalize('NFC');
  const hidden = unreadable(line);
  if (hidden) return hidden;
  return typeof input === 'string'
    ? tokenise(line)
    : tokensOfWords(input.map((word) => word.normalize('NFC')));
}
