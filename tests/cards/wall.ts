// A wall that remembers: what stands in the channel and in people's messages, and what was laid below.
import type { Attachment, Board, Messenger, Posting, Tracing } from '../../src/ports.ts';
import type { View } from '../../src/view/nodes.ts';
import { plain } from '../../src/view/plain.ts';

export interface Wall {
  readonly messenger: Messenger;
  /** By reference: what stands there now, as text. */
  readonly posts: ReadonlyMap<string, string>;
  /** What was posted where, in order: `kanal K`, `sagsbehandler`. */
  readonly posted: readonly string[];
  readonly laid: readonly Attachment[];
  readonly updates: readonly string[];
  /** What the next posts come to, before the wall arrives again. */
  readonly fates: Posting['outcome'][];
  guests: 'some' | 'none' | 'unknown';
  refusesUpdates: boolean;
  /** Posts go under way and never arrive, and nobody is told. */
  loses: boolean;
  /** Whom it does not know, and what it says then. */
  readonly strangers: Map<string, string>;
  /** What it says of any message of which nothing is known; undefined: what is true. */
  tracing: Tracing | undefined;
  /** The channels that it was asked about. */
  readonly asked: Set<string>;
  /** References that were to be changed here and stand elsewhere. */
  readonly misdirected: string[];
  /** While it is set everything that is asked of the wall waits for it. */
  holds: Promise<void> | undefined;
}

export function wall(platform: Board['platform'] = 'slack'): Wall {
  const posts = new Map<string, string>();
  const byName = new Map<string, string>();
  const posted: string[] = [];
  const laid: Attachment[] = [];
  const updates: string[] = [];
  const fates: Posting['outcome'][] = [];
  const strangers = new Map<string, string>();

  async function put(id: string, where: string, view: View): Promise<Posting> {
    await self.holds;
    const fate = fates.shift() ?? 'delivered';
    if (fate === 'failed') return { outcome: 'failed', reason: 'not_in_channel' };
    if (self.loses) return { outcome: 'unknown' };
    const reference = `${platform}:K:${posts.size + 1}`;
    posts.set(reference, plain(view));
    byName.set(id, reference);
    posted.push(where);
    return fate === 'unknown' ? { outcome: 'unknown' } : { outcome: 'delivered', reference };
  }

  const self: Wall = {
    posts,
    posted,
    laid,
    updates,
    fates,
    guests: 'none',
    refusesUpdates: false,
    loses: false,
    strangers,
    tracing: undefined,
    asked: new Set(),
    misdirected: [],
    holds: undefined,
    messenger: {
      viaOf: () => platform,
      async post({ id, to, view }) {
        const reason = strangers.get(to.id);
        return reason === undefined ? put(id, to.id, view) : { outcome: 'failed', reason };
      },
      async find({ message, to }) {
        await self.holds;
        if (self.tracing) return self.tracing;
        const reference = byName.get(message);
        if (reference) return { outcome: 'delivered', reference };
        return { outcome: 'failed', reason: strangers.get(to) ?? 'absent' };
      },
      boards: [
        {
          platform,
          async guests(channel) {
            self.asked.add(channel);
            return self.guests;
          },
          post: ({ id, channel, view }) => put(id, `kanal ${channel}`, view),
          async attach(attachment) {
            laid.push(attachment);
            return { outcome: 'delivered', reference: null };
          },
          async update(reference, view) {
            await self.holds;
            if (self.refusesUpdates) return 'failed';
            if (!posts.has(reference)) {
              self.misdirected.push(reference);
              return 'gone';
            }
            posts.set(reference, plain(view));
            updates.push(reference);
            return 'done';
          },
        },
      ],
    },
  };
  return self;
}
