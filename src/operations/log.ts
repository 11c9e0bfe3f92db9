// The process's log: one JSON object a line on standard error, with nothing in it that is secret or that somebody typed.
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';

export type Log = Logger;

export interface LogOptions {
  readonly level: string;
  /** Values that must not stand in any line, whoever wrote it there: an error's message, a URL. */
  readonly secrets: readonly string[];
  /** Standard error, unless a test reads it. */
  readonly to?: DestinationStream;
}

/** Fields by these names are left out, too: a library's error may carry the request that failed. */
const withheld = ['authorization', 'password', 'token', 'secret', 'headers', 'body'];

/** Shorter values would blot out ordinary words. */
const shortestSecret = 6;

const blotted = '[hemmelig]';

export function createLog({ level, secrets, to = destination({ fd: 2, sync: true }) }: LogOptions): Log {
  const hidden = secrets.flatMap(formsOf).sort((one, other) => other.length - one.length);
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: withheld.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: blotted },
      hooks: {
        streamWrite: (line) => hidden.reduce((text, secret) => text.replaceAll(secret, blotted), line),
      },
    },
    to,
  );
}

/** A `%` by itself is for whoever opens the connection to say. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The value, and the password in it where it is an address: as they stand, and as JSON writes them. */
function formsOf(secret: string): string[] {
  const password = URL.canParse(secret) ? new URL(secret).password : '';
  const plain = [secret, password, decoded(password)];
  const forms = plain.flatMap((form) => [form, JSON.stringify(form).slice(1, -1)]);
  return [...new Set(forms)].filter((form) => form.length >= shortestSecret);
}
