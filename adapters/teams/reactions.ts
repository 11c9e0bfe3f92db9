// What came of something that somebody waits for. Once nobody waits any more it is given in the asker's own chat.
import type { Shown } from '../shared/desk.ts';
import type { TeamsAsking } from './asking.ts';
import type { Asked } from './forms.ts';
import type { Outbound, Outgoing } from './outbound.ts';
import type { Replies } from './replies.ts';

export interface Reaction {
  /** Of the answer to the invoke. */
  readonly body: unknown;
  /** What nobody has seen without the body; nothing where a chat shows it already. */
  readonly unseen?: Unseen | undefined;
}

export interface Unseen {
  readonly given: Shown | Asked;
  /** The message in whose place it belongs, and what is to stand there. */
  readonly instead?: { readonly of: string; readonly message: Outgoing } | undefined;
}

export interface ReactionParts {
  readonly replies: Replies;
  readonly outbound: Outbound;
}

/** The body, where somebody still waits for it. */
export async function settled(
  { body, unseen }: Reaction,
  asking: TeamsAsking,
  { replies, outbound }: ReactionParts,
): Promise<unknown> {
  if (!unseen || !asking.isLate()) return body;
  const { given, instead } = unseen;
  const isShown =
    instead !== undefined &&
    (await outbound.update(asking.reference, instead.of, instead.message)) === 'done';
  if (!isShown) await replies.give(given, asking);
  return body;
}
