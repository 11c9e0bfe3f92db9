// The faults that a server forces on us, each with the sentence that says what to do. No password stands in any of them.
import pg from 'pg';
import { StoreFault } from '../../src/index.ts';

/** Where statements go; for people to read. */
export interface ServerPlace {
  /** `host:port`, or the folder of a socket. */
  readonly server: string;
  readonly database: string;
  readonly user: string;
}

/** `db.example:5432/forloebsvagten` */
export function placeName({ server, database }: ServerPlace): string {
  return `${server}/${database}`;
}

/** What to throw for what `pg` threw: a `StoreFault` where an operator can do something; a bug of ours stays what it is. */
export function serverFault(error: unknown, place: ServerPlace): unknown {
  if (error instanceof StoreFault || !(error instanceof Error)) return error;
  if (error instanceof TypeError || error instanceof RangeError) return error;
  const state = error instanceof pg.DatabaseError ? error.code : undefined;
  const [code, sentence] = meaning(state, error, place) ?? [];
  if (code === undefined || sentence === undefined) return error;
  const details = { server: place.server, database: place.database, ...(state ? { state } : {}) };
  return new StoreFault(code, sentence, details, error);
}

function meaning(
  state: string | undefined,
  error: Error,
  place: ServerPlace,
): readonly [StoreFault['code'], string] | undefined {
  const where = placeName(place);
  const reason = reasonOf(error);
  if (state?.startsWith('28') || (state === undefined && reason.startsWith('SASL')))
    return [
      'not-permitted',
      `The server ${place.server} does not let "${place.user}" in (${reason}). Check the name and the password.`,
    ];
  switch (state) {
    case '3D000':
      return [
        'unavailable',
        `There is no data base "${place.database}" on ${place.server}. Create it (createdb), or correct its name.`,
      ];
    case '42501':
      return [
        'not-permitted',
        `The login "${place.user}" may not do this in ${where} (${reason}). Let the owner of the schema do it, or grant it the right.`,
      ];
    case '53100':
      return [
        'disk-full',
        `No space left on the server of ${where}. Nothing of it was stored; make room and try again.`,
      ];
    case 'XX001':
    case 'XX002':
      return [
        'damaged',
        `The server found damaged data in ${where} (${reason}). Stop, keep a copy of its files, and restore the newest backup that verifies.`,
      ];
  }
  if (state === undefined || passing.some((prefix) => state.startsWith(prefix)))
    return [
      'unavailable',
      `The server of ${where} does not answer as it should (${reason}). Check that it runs and can be reached; nothing else need be done.`,
    ];
  return undefined;
}

/**
 * SQLSTATEs after which the same statement may succeed later: connection (08), resources (53), shutdown and cancelled (57),
 * the system around the server (58), deadlock and the like (40), a lock not had in time (55P03), idle too long (25P03),
 * a standby that takes no writes (25006).
 */
const passing = ['08', '53', '57', '58', '40', '55P03', '25P03', '25006'];

/** Several addresses that all refuse come as an `AggregateError` without a message. */
function reasonOf(error: Error): string {
  if (error.message !== '') return error.message;
  const inner = error instanceof AggregateError ? error.errors : [];
  return inner.map(String).join('; ') || error.name;
}
