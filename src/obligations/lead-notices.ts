// What the lead is told of the sending itself: who cannot be reached, and what may not have arrived.
import { localDate } from '../calendar/time.ts';
import type { Person } from '../ports.ts';
import type { Deliveries } from './deliveries.ts';
import type { Notice } from './notices.ts';
import { leadersOf, leadOf } from './people.ts';

/** A post that certainly failed is tried no more often than this on one day; then the leader hears of it. */
export const attemptsADay = 2;

export function systemNotices(people: readonly Person[], deliveries: Deliveries): Notice[] {
  const lead = leadOf(people);
  if (!lead) return [];
  const unreached = deliveries.unreached().flatMap(({ person, failures }): Notice[] => {
    const second = failures[attemptsADay - 1];
    const to = leadersOf(people, person)[0]?.id ?? lead.id;
    if (!second || to === person) return [];
    const facts = {
      news: 'unreached' as const,
      person,
      reason: failures.at(-1)?.reason ?? '',
      times: failures.length,
    };
    return [{ key: `ikke-nået:${person}@${second.position}:${to}`, to, since: second.position, facts }];
  });
  const doubtful = deliveries.doubtful().map(
    ({ message, to: person, at }): Notice => ({
      key: `tvivl:${message}:${lead.id}`,
      to: lead.id,
      since: 1,
      facts: { news: 'doubtful', person, message, date: localDate(at) },
    }),
  );
  return [...unreached, ...doubtful];
}
