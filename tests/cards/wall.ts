// A wall that remembers: what stands in the channel and in people's messages, and what was laid below.
import type { Attachment, Messenger, Posting } from '../../src/ports.ts';
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
}

export function wall(): Wall {
  const posts = new Map<string, string>();
  const byName = new Map<string, string>();
  const posted: string[] = [];
  const laid: Attachment[] = [];
  const updates: string[] = [];
  const fates: Posting['outcome'][] = [];

  async function put(id: string, where: string, view: View): Promise<Posting> {
    const fate = fates.shift() ?? 'delivered';
    if (fate === 'failed') return { outcome: 'failed', reason: 'not_in_channel' };
    if (self.loses) return { outcome: 'unknown' };
    const reference = `K:${posts.size + 1}`;
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
    messenger: {
      via: 'slack',
      post: ({ id, to, view }) => put(id, to.id, view),
      async find({ message }) {
        const reference = byName.get(message);
        return reference ? { outcome: 'delivered', reference } : { outcome: 'failed', reason: 'absent' };
      },
      board: {
        guests: async () => self.guests,
        post: ({ id, channel, view }) => put(id, `kanal ${channel}`, view),
        async attach(attachment) {
          laid.push(attachment);
          return { outcome: 'delivered', reference: null };
        },
        async update(reference, view) {
          if (self.refusesUpdates) return 'failed';
          posts.set(reference, plain(view));
          updates.push(reference);
          return 'done';
        },
      },
    },
  };
  return self;
}
