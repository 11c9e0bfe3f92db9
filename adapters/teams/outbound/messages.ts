// What is said in Teams: a text or attachments, never both.
import type { Card } from '../card.ts';
import type { Reference } from '../reference.ts';
import type { Activity, Attachment } from './connector.ts';

export interface Outgoing {
  /** Plain: no markdown, whoever's words are in it. */
  readonly text?: string;
  /** Instead of a text: Teams makes two messages of both, and tells the id of neither. */
  readonly attachments?: readonly Attachment[];
  /** Shown in the list of chats and in a toast. */
  readonly summary?: string;
  /** Rings in the activity feed. */
  readonly alert?: boolean;
}

export const cardAttachment = (card: Card): Attachment => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: card,
});

/** A message with a text and attachments is a fault of the caller's. */
export function activityOf(
  { bot }: Reference,
  { text, attachments = [], summary, alert }: Outgoing,
): Activity {
  if ((text === undefined) === (attachments.length === 0))
    throw new RangeError('a message is a text or attachments');
  return {
    type: 'message',
    from: { id: bot },
    ...(text !== undefined && { text, textFormat: 'plain' }),
    ...(attachments.length > 0 && { attachments }),
    ...(summary !== undefined && { summary }),
    ...(alert && { channelData: { notification: { alert: true } } }),
  };
}
