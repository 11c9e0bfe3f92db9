// What will be sent to whom: the same plan that the tick makes, played ahead on a copy of what was given.
import { localDate, plusDays } from '../calendar/time.ts';
import type { Instant } from '../ports.ts';
import type { Event } from '../register/events.ts';
import { dueSends, nextWake } from './plan.ts';
import type { Send, Watch } from './watch.ts';

export interface Foreseen extends Send {
  readonly at: Instant;
}

/** The messages of the days from now on, if nobody does anything and every one of them arrives. */
export function forecast(watch: Watch, now: Instant, days: number): Foreseen[] {
  const deliveries = watch.deliveries.fork();
  const ahead: Watch = { ...watch, deliveries };
  const until = plusDays(localDate(now), days);
  const foreseen: Foreseen[] = [];
  for (let at = now; localDate(at) <= until; at = nextWake(ahead, at)) {
    for (const send of dueSends(ahead, at)) {
      foreseen.push({ ...send, at });
      const message = `prognose-${foreseen.length}`;
      const keys = send.items.flatMap((item) => item.keys);
      const base = { id: message, at, by: '', via: 'console' as const, cause: message };
      const claim: Event = {
        ...base,
        type: 'message-claimed',
        data: { message, kind: send.kind, to: send.to, keys },
      };
      deliveries.apply(claim, 0);
      deliveries.apply({ ...base, type: 'message-delivered', data: { message, reference: null } }, 0);
    }
  }
  return foreseen;
}
