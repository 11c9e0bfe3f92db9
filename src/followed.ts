// A platform's posts that stay true: cards and reminders show what has happened since, and who did it. A change is harmless to repeat.
import { plusMilliseconds } from './calendar/time.ts';
import { channelIn, drawCard, positionOfKey } from './cards/due-cards.ts';
import { Endings, settledView, tasksIn } from './cards/endings.ts';
import type { CardWorld } from './cards/world.ts';
import type { ClaimPorts, Claims } from './claims.ts';
import { type KeptMessage, named } from './kept-messages.ts';
import type { Known } from './known.ts';
import { languages } from './language/index.ts';
import { type Claim, platformOf, type Shown } from './obligations/deliveries.ts';
import { namesOf } from './obligations/people.ts';
import type { Board, Files, Locale } from './ports.ts';
import type { Event } from './register/events.ts';
import type { Position } from './register/state.ts';
import type { View } from './view/nodes.ts';

export interface Followed {
  /** What stands at that post, by its reference, where it is still followed. */
  shownAt(reference: string): Promise<View | undefined>;
  /** Changes every post that shows something else than it would now. */
  refresh(here: CardWorld): Promise<void>;
}

const aDay = 24 * 60 * 60_000;

/** A post that is older says what was true when it came. A letter's way through its approval is longer than a reminder's use. */
const followedFor: Readonly<Record<Claim['kind'], number>> = {
  card: 90 * aDay,
  digest: 30 * aDay,
  urgent: 30 * aDay,
  files: 0,
};

interface Current {
  readonly view: View;
  readonly locale: Locale;
  /** What it showed when it was posted. */
  readonly posted: string;
}

export function createFollowed(
  board: Board,
  ports: ClaimPorts & { readonly files: Files },
  known: Known,
  claims: Claims,
  world: () => Promise<CardWorld>,
): Followed {
  const endings = new Endings();
  const views = new Map<string, KeptMessage>();
  const digestOf = (view: View) => ports.digest(JSON.stringify(view));

  function followedNow(): readonly Shown[] {
    const now = ports.clock.now();
    const { lastRemoval } = known;
    const removed = lastRemoval === undefined ? 0 : lastRemovalIn(known.history);
    return known.deliveries.shown().filter(({ claim: { at, kind }, reference, position }) => {
      // A card is drawn anew. What is kept of a message may quote the removed words, and would post them again.
      if (kind !== 'card' && position < removed) return false;
      // Removed words are to go from old cards, too.
      const since = kind === 'card' && lastRemoval !== undefined && lastRemoval > at ? lastRemoval : at;
      return platformOf(reference) === board.platform && now < plusMilliseconds(since, followedFor[kind]);
    });
  }

  async function refresh(here: CardWorld): Promise<void> {
    const posts = followedNow();
    const ended = await endedTasks(posts, here);
    for (const post of posts) {
      const { claim, reference } = post;
      const current =
        claim.kind === 'card' ? await cardNow(claim, here) : await messageNow(claim, ended, here);
      if (!current) continue;
      const shown = digestOf(current.view);
      if (shown === (post.shown ?? current.posted)) continue;
      const updated = await board
        .update(reference, current.view, current.locale)
        .catch(() => 'failed' as const);
      if (updated === 'failed') continue;
      const { message } = claim;
      const data = { message, shown, open: updated === 'done' };
      await claims.note(
        { type: 'message-updated', data },
        `${message}:shows:${known.history.length}:${shown}`,
        board.platform,
      );
    }
  }

  async function cardNow(claim: Claim, here: CardWorld): Promise<Current | undefined> {
    const position = positionOfKey(claim.keys[0] ?? '');
    const card = position === undefined ? undefined : drawCard(position, here);
    const guests = await board.guests(channelIn(claim.to));
    if (!card || guests === 'unknown') return undefined;
    const view = guests === 'some' ? card.guarded : card.view;
    return { view, locale: 'da', posted: claim.view ?? '' };
  }

  async function messageNow(
    claim: Claim,
    ended: ReadonlyMap<string, Event | null>,
    here: CardWorld,
  ): Promise<Current | undefined> {
    const kept = await keptMessage(claim);
    if (!kept) return undefined;
    // A message keeps the language that it came in.
    const t = languages[kept.locale];
    const { locale, view } = named(kept, here.people, t.says.names);
    const told = settledView(view, ended, { ...here, t, nameOf: namesOf(here.people, t.says.names) });
    return { view: told, locale, posted: digestOf(view) };
  }

  /** What became of everything that followed messages speak of. */
  async function endedTasks(
    posts: readonly Shown[],
    here: CardWorld,
  ): Promise<ReadonlyMap<string, Event | null>> {
    const messages = posts.filter(({ claim }) => claim.kind !== 'card');
    if (messages.length === 0) return new Map();
    const since = new Map<string, Position>();
    for (const { claim, position } of messages)
      for (const task of tasksIn((await keptMessage(claim))?.view ?? []))
        if (!since.has(task)) since.set(task, position);
    const kept = new Set(messages.map(({ claim }) => claim.view));
    for (const view of views.keys()) if (!kept.has(view)) views.delete(view);
    // The history has grown while the views were read: what was known of it before is not of the same moment.
    const { register, history } = known;
    return endings.of(since, { ...here, register, history });
  }

  async function keptMessage({ view }: Claim): Promise<KeptMessage | undefined> {
    if (view === undefined) return undefined;
    const before = views.get(view);
    if (before) return before;
    const bytes = await ports.files.get(view);
    if (!bytes) return undefined;
    const read = JSON.parse(new TextDecoder().decode(bytes)) as KeptMessage;
    views.set(view, read);
    return read;
  }

  return {
    refresh,
    async shownAt(reference) {
      const post = followedNow().find((each) => each.reference === reference);
      if (!post) return undefined;
      const position = positionOfKey(post.claim.keys[0] ?? '');
      const here = await world();
      if (position !== undefined) return drawCard(position, here)?.view;
      const kept = await keptMessage(post.claim);
      return kept && named(kept, here.people, languages[kept.locale].says.names).view;
    },
  };
}

function lastRemovalIn(history: readonly Event[]): Position {
  return history.findLastIndex(({ type }) => type === 'text-redacted') + 1;
}
