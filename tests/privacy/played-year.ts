// A year of tests/stories as lines and times, and what an operator does to its history.
import { readFileSync } from 'node:fs';
import { freeTextsIn, withoutText } from '../../src/admin/history/free-texts.ts';
import { operations } from '../../src/obligations/people.ts';
import type { Event } from '../../src/register/events.ts';
import { type BotParts, sha256 } from '../support/played-bot.ts';

/** `2025-01-06 09:00`, or a line, and whose. */
export type Step = { readonly at: string } | { readonly as: string; readonly line: string };

export function stepsOf(story: string): Step[] {
  const lines = readFileSync(story, 'utf8').split('\n');
  return lines.flatMap((each): Step[] => {
    if (each.trim() === '' || each.startsWith('#')) return [];
    if (each.startsWith('@')) return [{ at: each.slice(1) }];
    const [, as = 'sagsbehandler', line = each] = /^([a-zæøå]+): (.*)$/.exec(each) ?? [];
    return [{ as, line }];
  });
}

export interface Place {
  readonly event: Event;
  /** Within the event's data. */
  readonly field: string;
  readonly text: string;
}

/** Every free text of the history that has words. */
export function freeTexts(history: readonly Event[]): Place[] {
  return history.flatMap((event) =>
    freeTextsIn(event.data).flatMap(({ path, freeText: { text } }) =>
      text === undefined ? [] : [{ event, field: path, text }],
    ),
  );
}

/** What `npm run -s admin -- redact` records, as the bots that run then learn of it. */
export async function remove(
  { ledger, clock }: BotParts,
  { event, field }: Pick<Place, 'event' | 'field'>,
  reason: string,
): Promise<void> {
  const { version } = ledger.head();
  const salt = `salt-${version}`;
  const cause = `redact/${event.id}/${field}`;
  const removal: Event<'text-redacted'> = {
    id: `removal-${version}`,
    type: 'text-redacted',
    at: clock.now(),
    by: operations,
    via: 'console',
    cause,
    data: { event: event.id, field, reason: { digest: sha256(`${salt}\n${reason}`), salt, text: reason } },
  };
  const appended = await ledger.append(version, [removal], cause);
  if (appended.outcome !== 'appended') throw new Error(appended.outcome);
}

/** The history as the store holds it by then: a process that starts never has the words. */
export async function withoutRemoved({ ledger }: BotParts): Promise<readonly unknown[]> {
  const history = await ledger.read(0);
  return history.reduce<readonly unknown[]>((events, { type, data }) => {
    if (type !== 'text-redacted') return events;
    const index = history.findIndex(({ id }) => id === data.event);
    return withoutText({ hash: '', events }, index, data.field).events;
  }, history);
}

/** The event of that type, newest unless told. */
export function eventOf<T extends Event['type']>(
  history: readonly Event[],
  type: T,
  is: (event: Event<T>) => boolean = () => true,
): Event<T> {
  const all = history.filter((event) => event.type === type) as Event<T>[];
  const found = all.findLast(is);
  if (!found) throw new Error(`no ${type}`);
  return found;
}
