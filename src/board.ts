// The register's channel: a card for each answer and letter, its files below it, and every open post kept true to what has
// happened since. Looked over after each commit, whoever made it: nothing here is scheduled, so nothing is lost in a restart.
import { plusMilliseconds } from './calendar/time.ts';
import { cardKey, drawCard, filesKey, positionOfKey, recordingsAfter } from './cards/due-cards.ts';
import { Endings, settledView, tasksIn } from './cards/endings.ts';
import type { CardWorld, DrawnCard } from './cards/world.ts';
import type { ClaimPorts, Claims } from './claims.ts';
import { type Known, steadyNow } from './known.ts';
import { languages } from './language/index.ts';
import type { Claim, Shown } from './obligations/deliveries.ts';
import { namesOf } from './obligations/people.ts';
import { isBlocked } from './obligations/plan.ts';
import { adoptedTable, calendarsOf } from './obligations/settings.ts';
import type { Board, Directory, Files, Locale, NamedFile, Person, Posting } from './ports.ts';
import type { Event } from './register/events.ts';
import type { Channel, Position } from './register/state.ts';
import { localeOf } from './register/users.ts';
import type { View } from './view/nodes.ts';

interface BoardPorts extends ClaimPorts {
  readonly directory: Directory;
  readonly files: Files;
}

/** A message that is older says what was true when it came. */
const followedFor = 30 * 24 * 60 * 60_000;

export interface Noticeboard {
  /** What stands at that post, by its reference, where it still follows the register. */
  shownAt(reference: string): Promise<View | undefined>;
  /** Posts what is to be shown and brings every open post up to date; resolves when nothing is left to do. */
  settle(): Promise<void>;
}

export function createBoard(
  ports: BoardPorts,
  known: Known,
  claims: Claims,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
): Noticeboard {
  const { board } = ports.messenger;
  let running: Promise<void> | undefined;
  let again = false;
  /** Recordings up to here have been looked at; of those, some could not be posted yet. */
  let lookedAt = 0;
  const unfinished = new Set<Position>();
  const endings = new Endings();
  const views = new Map<string, View>();

  async function settle(): Promise<void> {
    if (!board) return;
    do {
      again = false;
      if (ports.ledger.head().version > known.history.length) await inTurn(() => known.catchUp(ports.ledger));
      const people = await ports.directory.people();
      await postCards(board, people);
      await refresh(board, people);
    } while (again);
  }

  function world(people: readonly Person[], locale: Locale): CardWorld {
    const { register, history } = known;
    const calendar = calendarsOf(adoptedTable(register), register).deadlines;
    return { register, history, people, calendar, t: languages[locale], nameOf: namesOf(people) };
  }

  async function postCards(board: Board, people: readonly Person[]): Promise<void> {
    const { via } = ports.messenger;
    const channel = via === 'console' ? undefined : known.register.channels.get(via);
    if (!channel) return;
    const waiting = recordingsAfter(known.history, channel, lookedAt);
    lookedAt = known.history.length;
    for (const position of [...unfinished, ...waiting]) {
      const card = drawCard(position, world(people, 'da'));
      unfinished.delete(position);
      if (!card) continue;
      await postCard(board, channel, position, card);
      await layFiles(board, channel, position, card);
      if (!isComplete(position, card)) unfinished.add(position);
    }
  }

  /** Whether the card, and its files if it has any, are claimed: nothing more is to be posted. */
  function isComplete(position: Position, { files }: DrawnCard): boolean {
    const { deliveries } = known;
    const hasFiles = files.refs.length > 0;
    return deliveries.isGiven(cardKey(position)) && (!hasFiles || deliveries.isGiven(filesKey(position)));
  }

  async function postCard(
    board: Board,
    channel: Channel,
    position: Position,
    card: DrawnCard,
  ): Promise<void> {
    const view = (await board.hasGuests(channel.channel)) ? card.guarded : card.view;
    const claim = await take(channel, cardKey(position), ports.digest(JSON.stringify(view)));
    if (!claim) return;
    const { message: id, at } = claim;
    const posting = await outcome(board.post({ id, channel: channel.channel, at, view }));
    await claims.record(id, posting);
  }

  async function layFiles(
    board: Board,
    channel: Channel,
    position: Position,
    card: DrawnCard,
  ): Promise<void> {
    const under = known.deliveries.cardOf(cardKey(position));
    if (under === undefined || card.files.refs.length === 0) return;
    // Nobody from outside gets a draft, or a municipality's letter.
    if (await board.hasGuests(channel.channel)) return;
    const files = await contents(card);
    const claim = await take(channel, filesKey(position), undefined);
    if (!claim) return;
    const { message: id, at } = claim;
    const { words } = card.files;
    const posting = await outcome(board.attach({ id, channel: channel.channel, under, at, words, files }));
    await claims.record(id, posting);
  }

  async function contents({ files }: DrawnCard): Promise<NamedFile[]> {
    const found = files.refs.map(async ({ name, mediaType, sha256 }) => {
      const bytes = await ports.files.get(sha256);
      return bytes ? [{ name, mediaType, bytes }] : [];
    });
    return (await Promise.all(found)).flat();
  }

  /** The claim of a card or its files; undefined where somebody has it, or the channel could not be reached a moment ago. */
  function take({ platform, channel }: Channel, key: string, view: string | undefined) {
    return inTurn(async () => {
      const at = steadyNow(ports.clock, known);
      const to = `${platform}:${channel}`;
      if (at === undefined || known.deliveries.isGiven(key) || isBlocked(known.deliveries, to, at))
        return undefined;
      return claims.claim({ kind: 'card', to, keys: [key], view }, at);
    });
  }

  async function refresh(board: Board, people: readonly Person[]): Promise<void> {
    const now = ports.clock.now();
    const posts = known.deliveries
      .shown()
      .filter(({ claim }) => claim.kind === 'card' || now < plusMilliseconds(claim.at, followedFor));
    const ended = await endedTasks(posts, people);
    for (const post of posts) {
      const current =
        post.claim.kind === 'card'
          ? await cardNow(board, post, people)
          : await messageNow(post, ended, people);
      if (!current) continue;
      const shown = ports.digest(JSON.stringify(current.view));
      if (shown === (post.shown ?? (post.claim.kind === 'card' ? post.claim.view : undefined))) continue;
      const updated = await board
        .update(post.reference, current.view, current.locale)
        .catch(() => 'failed' as const);
      if (updated === 'failed') continue;
      const { message } = post.claim;
      const data = { message, shown, open: updated === 'done' && current.open };
      await claims.note(
        { type: 'message-updated', data },
        `${message}:shows:${known.history.length}:${shown}`,
      );
    }
  }

  interface Current {
    readonly view: View;
    readonly locale: Locale;
    readonly open: boolean;
  }

  async function cardNow(
    board: Board,
    { claim }: Shown,
    people: readonly Person[],
  ): Promise<Current | undefined> {
    const position = positionOfKey(claim.keys[0] ?? '');
    const card = position === undefined ? undefined : drawCard(position, world(people, 'da'));
    if (!card) return undefined;
    const channel = claim.to.slice(claim.to.indexOf(':') + 1);
    const view = (await board.hasGuests(channel)) ? card.guarded : card.view;
    return { view, locale: 'da', open: !card.final };
  }

  async function messageNow(
    { claim }: Shown,
    ended: ReadonlyMap<string, Event | null>,
    people: readonly Person[],
  ): Promise<Current | undefined> {
    const view = await keptView(claim);
    const to = people.find((each) => each.id === claim.to);
    const tasks = view ? tasksIn(view) : [];
    if (!view || !to || !tasks.some((each) => ended.has(each))) return undefined;
    const locale = localeOf(known.register, to);
    const here = world(people, locale);
    return { view: settledView(view, ended, here), locale, open: tasks.some((each) => !ended.has(each)) };
  }

  /** What became of everything that open messages speak of. */
  async function endedTasks(
    posts: readonly Shown[],
    people: readonly Person[],
  ): Promise<ReadonlyMap<string, Event | null>> {
    const messages = posts.filter(({ claim }) => claim.kind !== 'card');
    if (messages.length === 0) return new Map();
    const since = new Map<string, Position>();
    for (const { claim, position } of messages)
      for (const task of tasksIn((await keptView(claim)) ?? []))
        if (!since.has(task)) since.set(task, position);
    return endings.of(since, world(people, 'da'));
  }

  async function keptView({ view }: Claim): Promise<View | undefined> {
    if (view === undefined) return undefined;
    const before = views.get(view);
    if (before) return before;
    const bytes = await ports.files.get(view);
    if (!bytes) return undefined;
    const read = JSON.parse(new TextDecoder().decode(bytes)) as View;
    views.set(view, read);
    return read;
  }

  return {
    async shownAt(reference) {
      const post = known.deliveries.shown().find((each) => each.reference === reference);
      if (!post) return undefined;
      const position = positionOfKey(post.claim.keys[0] ?? '');
      if (position === undefined) return keptView(post.claim);
      return drawCard(position, world(await ports.directory.people(), 'da'))?.view;
    },
    settle() {
      again = true;
      running ??= settle().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

async function outcome(posting: Promise<Posting>): Promise<Posting> {
  return posting.catch(() => ({ outcome: 'unknown' as const }));
}
