// What people have recorded, whichever way it came in: two histories of the same story are then equal, event by event.
import type { Event } from '../../src/register/events.ts';

/** What the bot notes of its own posts and of who uses it where; only a platform has it, or has more of it. */
const own: readonly Event['type'][] = [
  'message-claimed',
  'message-delivered',
  'message-failed',
  'message-doubtful',
  'message-updated',
  'channel-chosen',
  'person-met',
  'language-chosen',
];

/** The keys under which an event names other events. */
const references = ['events', 'event', 'origin'];

/**
 * The recordings as if nothing else had been written between them: positions, and the ids and salts that are counted by
 * them, are counted anew; the digest of a text is that of its salt, too.
 */
export function recordings(history: readonly Event[]): Event[] {
  const positions = countedAnew(history);
  const counted = (words: string): string =>
    words.replace(/^(salt-|)(\d+)-(\d+)$/, (all, salt: string, position: string, count: string) => {
      const now = positions.get(Number(position));
      return now === undefined ? all : `${salt}${now}-${count}`;
    });

  function anew(value: unknown, key: string): unknown {
    if (typeof value === 'string') return counted(value);
    if (typeof value === 'number') return references.includes(key) ? positions.get(value) : value;
    if (Array.isArray(value)) return value.map((each) => anew(each, key));
    if (typeof value !== 'object' || value === null) return value;
    const { digest, ...kept } = value as Record<string, unknown>;
    const isText = digest !== undefined && 'salt' in kept;
    const entries = Object.entries(isText ? kept : value).map(([name, each]) => [name, anew(each, name)]);
    return Object.fromEntries(isText ? [...entries, ['digest', '']] : entries);
  }

  return history
    .filter(({ type }) => !own.includes(type))
    .map((event) => ({ ...(anew(event, '') as Event), via: 'console', cause: '' }));
}

/** When whom was reminded of what; a thing is called by its name and where it was recorded. */
export function reminders(history: readonly Event[]): string[] {
  const positions = countedAnew(history);
  return history.flatMap(({ type, at, data }) => {
    if (type !== 'message-claimed' || (data.kind !== 'digest' && data.kind !== 'urgent')) return [];
    const keys = data.keys.map((key) =>
      key.replace(/@(\d+)/, (_, origin) => `@${positions.get(Number(origin))}`),
    );
    return [`${at} ${data.kind} ${data.to} ${keys.join(' ')}`];
  });
}

function countedAnew(history: readonly Event[]): ReadonlyMap<number, number> {
  const positions = new Map<number, number>();
  history.forEach(({ type }, index) => {
    if (!own.includes(type)) positions.set(index + 1, positions.size + 1);
  });
  return positions;
}
