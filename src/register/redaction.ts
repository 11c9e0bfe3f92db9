// Words that an operator has removed: which free text of which event, and what is known in its place.
import type { Event } from './events.ts';
import { type FreeText, isFreeText } from './schemas.ts';

/** The event as it is known since that removal; unchanged where the field names none of its free texts. */
export function withoutWords(event: Event, { at, data }: Event<'text-redacted'>): Event {
  const removed = { at, reason: data.reason.text ?? null };
  return { ...event, data: without(event.data, data.field.split('.'), removed) } as Event;
}

function without(value: unknown, path: readonly string[], removed: FreeText['removed']): unknown {
  const [key, ...rest] = path;
  if (key === undefined)
    return isFreeText(value) ? { digest: value.digest, salt: value.salt, removed } : value;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === key ? without(each, rest, removed) : each));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: without((value as Record<string, unknown>)[key], rest, removed) };
}

/** Whether a free text in it has lost its words. */
export function lacksWords(value: unknown): boolean {
  if (isFreeText(value)) return value.text === undefined;
  return typeof value === 'object' && value !== null && Object.values(value).some(lacksWords);
}
