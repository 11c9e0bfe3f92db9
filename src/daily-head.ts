// The history's head, posted once each working day in a platform's channel: held where nobody who can cut the history off
// can reach it, it shows later whether anything is gone. Nothing is scheduled: an outage is made up for by one post.
import { localDate, timeOfDay } from './calendar/time.ts';
import { conversationOf } from './cards/due-cards.ts';
import type { ClaimPorts, Claims } from './claims.ts';
import { type Known, steadyNow } from './known.ts';
import type { CardWords } from './language/card-words.ts';
import { languages } from './language/index.ts';
import { botItself } from './obligations/people.ts';
import { isBlocked, isOfficeTime } from './obligations/plan.ts';
import { adoptedTable, calendarsOf, headTime } from './obligations/settings.ts';
import type { Board, Instant, LocalDate } from './ports.ts';
import { text, type View } from './view/nodes.ts';

export interface DailyHead {
  /** Posts the day's head where it is due and nobody has. */
  settle(): Promise<void>;
}

export function createDailyHead(
  board: Board,
  ports: ClaimPorts,
  known: Known,
  claims: Claims,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
): DailyHead {
  const { cards } = languages.da;

  /** Where it is due at that instant, and by which key; undefined where it is not. */
  function dueAt(at: Instant) {
    const { register, deliveries } = known;
    const channel = register.channels.get(board.platform);
    if (!channel || timeOfDay(at) < headTime) return undefined;
    const to = conversationOf(channel);
    const key = headKey(localDate(at), to);
    if (deliveries.isGiven(key) || isBlocked(deliveries, to, at)) return undefined;
    const isOpen = isOfficeTime({ calendars: calendarsOf(adoptedTable(register), register) }, at);
    return isOpen && isNews(to) ? { channel, to, key } : undefined;
  }

  /** Whether anybody has recorded anything since the last head that was posted there. */
  function isNews(to: string): boolean {
    const { history, deliveries } = known;
    const last = history.findLast(
      (event) =>
        event.by !== botItself ||
        (event.type === 'message-claimed' &&
          event.data.to === to &&
          event.data.keys.some((key) => isHeadKey(key) && deliveries.isGiven(key))),
    );
    return last !== undefined && last.by !== botItself;
  }

  return {
    async settle() {
      const due = dueAt(ports.clock.now());
      // A guest has no use for it, and what a guest can read is no longer the office's own.
      if (!due || (await board.guests(due.channel.channel)) !== 'none') return;
      const claimed = await inTurn(async () => {
        const at = steadyNow(ports.clock, known);
        // The claim is taken only where nobody has recorded anything after this head.
        const head = ports.ledger.head();
        if (at === undefined || dueAt(at)?.key !== due.key) return undefined;
        const claim = await claims.claim(
          { kind: 'card', to: due.to, via: board.platform, keys: [due.key] },
          at,
        );
        return claim && { claim, view: headView(localDate(at), head, cards) };
      });
      if (!claimed) return;
      const { claim, view } = claimed;
      await claims.follow(claim, board.post({ id: claim.message, channel: due.channel.channel, view }));
    },
  };
}

function headKey(date: LocalDate, conversation: string): string {
  return `hoved:${date}:${conversation}`;
}

function isHeadKey(key: string): boolean {
  return key.startsWith('hoved:');
}

/** The head as it is told: the number of the newest recording, and the hash that covers all up to it. */
export function headView(
  date: LocalDate,
  { version, hash }: { readonly version: number; readonly hash: string },
  { head, headHow }: CardWords,
): View {
  return [text(head(date, version, hash)), text(headHow)];
}
