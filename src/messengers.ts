// Several platforms as one: a person is written to where that person is, and in one place only.
import { plusMilliseconds } from './calendar/time.ts';
import { platformOf } from './obligations/deliveries.ts';
import { settleAfter } from './obligations/plan.ts';
import type { Clock, Lost, Message, Messenger, Person, Posting, Tracing } from './ports.ts';

/** What a platform says of somebody who is not there; the most useful to know comes first. */
const notThere: readonly string[] = ['not-installed', 'no-conversation', 'no-user'];

/** Begun any later, the next post might still be on its way when its claim is asked about. */
const passedOnWithin = settleAfter / 2;

/**
 * The platforms are tried in this order, those first for which the directory names the person's id. A message goes on to the
 * next one only where the person is certainly not there (`no-user`, `no-conversation`, `not-installed`). The budget: the next
 * one is begun within the minute of the claim and has a minute of its own, so that all is settled before the claim is asked
 * about, two minutes after it was made; where the first has used up its minute the message has failed, to be tried again.
 */
export function joinMessengers(messengers: readonly [Messenger, ...Messenger[]], clock: Clock): Messenger {
  const [first] = messengers;

  function orderFor(person: Person): readonly Messenger[] {
    return preferring(({ boards }) => boards.some(({ platform }) => person[platform] !== undefined));
  }

  function preferring(isPreferred: (messenger: Messenger) => boolean): readonly Messenger[] {
    return [...messengers.filter(isPreferred), ...messengers.filter((each) => !isPreferred(each))];
  }

  async function post(message: Message): Promise<Posting> {
    const latest = plusMilliseconds(message.at, passedOnWithin);
    const reasons: string[] = [];
    for (const messenger of orderFor(message.to)) {
      if (reasons.length > 0 && clock.now() > latest) break;
      const posting = await messenger.post(message);
      if (posting.outcome !== 'failed') return posting;
      reasons.push(posting.reason);
      if (!notThere.includes(posting.reason)) break;
    }
    return { outcome: 'failed', reason: mostUseful(reasons) };
  }

  /** Where it was to go is asked first: what cannot be told there decides, unless it is found elsewhere. */
  async function find(lost: Lost): Promise<Tracing> {
    const isToChannel = lost.kind === 'card' || lost.kind === 'files';
    const platform = isToChannel ? platformOf(lost.to) : lost.via;
    const isThere = ({ boards }: Messenger) => boards.some((board) => board.platform === platform);
    const asked = isToChannel ? messengers.filter(isThere) : preferring(isThere);
    const found = await Promise.all(asked.map((each) => each.find(lost).catch(() => silence)));
    const told =
      found.find(({ outcome }) => outcome === 'delivered') ??
      found.find(({ outcome }) => outcome !== 'failed');
    if (told) return told;
    const reasons = found.flatMap((each) => (each.outcome === 'failed' ? [each.reason] : []));
    // Nobody is left who could tell of a channel whose platform is no longer here.
    return reasons.length === 0
      ? { outcome: 'untraceable' }
      : { outcome: 'failed', reason: mostUseful(reasons) };
  }

  return {
    viaOf: (person) => (orderFor(person)[0] ?? first).viaOf(person),
    boards: messengers.flatMap(({ boards }) => boards),
    post,
    find,
  };
}

const silence: Tracing = { outcome: 'unknown' };

/** What went wrong where the person is, else the best of the reasons why the person is nowhere. */
function mostUseful(reasons: readonly string[]): string {
  const other = reasons.find((reason) => !notThere.includes(reason));
  return other ?? notThere.find((reason) => reasons.includes(reason)) ?? 'no-user';
}
