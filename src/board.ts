// The register's channel on each platform: a card for each answer and letter, with its files below it. Looked over after each
// commit, whoever made it, and each minute: nothing here is scheduled, and what could not be posted is tried again.
import { localDate } from './calendar/time.ts';
import {
  cardKey,
  channelIn,
  conversationOf,
  drawCard,
  filesKey,
  recordingsAfter,
} from './cards/due-cards.ts';
import type { CardWorld, DrawnCard } from './cards/world.ts';
import type { ClaimPorts, Claims } from './claims.ts';
import { createDailyHead } from './daily-head.ts';
import { createFollowed, type Followed } from './followed.ts';
import { type Known, steadyNow } from './known.ts';
import { languages } from './language/index.ts';
import { namesOf } from './obligations/people.ts';
import { isBlocked } from './obligations/plan.ts';
import { adoptedTable, calendarsOf } from './obligations/settings.ts';
import type { Board, Directory, Files, NamedFile } from './ports.ts';
import { effective } from './register/register.ts';
import type { Channel, Position } from './register/state.ts';

interface BoardPorts extends ClaimPorts {
  readonly directory: Directory;
  readonly files: Files;
}

export interface Noticeboard extends Pick<Followed, 'shownAt'> {
  /** Posts what is to be shown and brings every open post up to date. Throws the first fault once all the rest is done. */
  settle(): Promise<void>;
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** All platforms' boards as one. Each goes at its own pace: one that is down holds no other. */
export function createBoard(ports: BoardPorts, known: Known, claims: Claims, inTurn: InTurn): Noticeboard {
  const boards = ports.messenger.boards.map((board) => boardOn(board, ports, known, claims, inTurn));
  return {
    async shownAt(reference) {
      const shown = await Promise.all(boards.map((board) => board.shownAt(reference)));
      return shown.find((view) => view !== undefined);
    },
    async settle() {
      const settled = await Promise.allSettled(boards.map((board) => board.settle()));
      for (const each of settled) if (each.status === 'rejected') throw each.reason;
    },
  };
}

function boardOn(board: Board, ports: BoardPorts, known: Known, claims: Claims, inTurn: InTurn): Noticeboard {
  const { platform } = board;
  let running: Promise<void> | undefined;
  let again = false;
  /** Recordings up to here have been looked at; of those, some could not be posted yet. */
  let lookedAt = 0;
  let channelSince: Position | undefined;
  const unfinished = new Set<Position>();
  const head = createDailyHead(board, ports, known, claims, inTurn);
  const followed = createFollowed(board, ports, known, claims, world);

  async function settle(): Promise<void> {
    const faults: unknown[] = [];
    do {
      again = false;
      if (ports.ledger.head().version > known.history.length) await inTurn(() => known.catchUp(ports.ledger));
      const here = await world();
      await postCards(here, faults);
      await head.settle().catch((fault) => faults.push(fault));
      await followed.refresh(here).catch((fault) => faults.push(fault));
    } while (again && faults.length === 0);
    if (faults.length > 0) throw faults[0];
  }

  /** As things stand now, in Danish: what a channel is told. */
  async function world(): Promise<CardWorld> {
    const people = await ports.directory.people();
    const { register, history } = known;
    const calendar = calendarsOf(adoptedTable(register), register).deadlines;
    // A corrected answer is told as it was corrected.
    const told = register.corrections.size > 0 ? effective(history) : history;
    const today = localDate(ports.clock.now());
    const t = languages.da;
    const nameOf = namesOf(people, t.says.names);
    return { register, history, told, people, calendar, today, t, nameOf };
  }

  async function postCards(here: CardWorld, faults: unknown[]): Promise<void> {
    const channel = here.register.channels.get(platform);
    if (!channel) return;
    // Another channel shows what is recorded from then on.
    if (channelSince !== channel.recorded) unfinished.clear();
    channelSince = channel.recorded;
    for (const position of recordingsAfter(here.history, channel, lookedAt)) unfinished.add(position);
    lookedAt = here.history.length;
    for (const position of [...unfinished]) {
      const card = drawCard(position, here);
      try {
        if (card) await postCard(channel, position, card);
        if (card) await layFiles(position, card);
      } catch (fault) {
        faults.push(fault);
      }
      if (!card || isComplete(position, card)) unfinished.delete(position);
    }
  }

  /** Whether the card, and its files if it has any, have arrived, or nobody can say whether they have. */
  function isComplete(position: Position, { files }: DrawnCard): boolean {
    const { deliveries } = known;
    const card = cardKey(platform, position);
    const hasFiles = files.refs.length > 0 && deliveries.cardOf(card) !== undefined;
    return deliveries.isSettled(card) && (!hasFiles || deliveries.isSettled(filesKey(platform, position)));
  }

  async function postCard(to: Channel, position: Position, card: DrawnCard): Promise<void> {
    const key = cardKey(platform, position);
    if (known.deliveries.isGiven(key)) return;
    const guests = await board.guests(to.channel);
    if (guests === 'unknown') return;
    const view = guests === 'some' ? card.guarded : card.view;
    const claim = await take('card', conversationOf(to), key, ports.digest(JSON.stringify(view)));
    if (!claim) return;
    await claims.follow(claim, board.post({ id: claim.message, channel: to.channel, view }));
  }

  async function layFiles(position: Position, card: DrawnCard): Promise<void> {
    const post = known.deliveries.cardOf(cardKey(platform, position));
    const key = filesKey(platform, position);
    if (!post || card.files.refs.length === 0 || known.deliveries.isGiven(key)) return;
    if (isBlocked(known.deliveries, post.to, ports.clock.now())) return;
    // Nobody from outside gets a draft, or a municipality's letter.
    if ((await board.guests(channelIn(post.to))) !== 'none') return;
    const files = await contents(card);
    const claim = await take('files', post.to, key, undefined);
    if (!claim) return;
    const { words } = card.files;
    await claims.follow(claim, board.attach({ under: post.reference, words, files }));
  }

  async function contents({ files }: DrawnCard): Promise<NamedFile[]> {
    const found = files.refs.map(async ({ name, mediaType, sha256 }) => {
      const bytes = await ports.files.get(sha256);
      return bytes ? [{ name, mediaType, bytes }] : [];
    });
    return (await Promise.all(found)).flat();
  }

  /** The claim of a card or its files; undefined where somebody has it, or the channel could not be reached a moment ago. */
  function take(kind: 'card' | 'files', to: string, key: string, view: string | undefined) {
    return inTurn(async () => {
      const at = steadyNow(ports.clock, known);
      if (at === undefined || known.deliveries.isGiven(key) || isBlocked(known.deliveries, to, at))
        return undefined;
      return claims.claim({ kind, to, via: platform, keys: [key], view }, at);
    });
  }

  return {
    shownAt: followed.shownAt,
    settle() {
      again = true;
      running ??= settle().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
