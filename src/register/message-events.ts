// What is sent to people and channels, and who uses the bot where, in the past tense.
import { z } from 'zod';
import { id } from './schemas.ts';

export const messageEventData = {
  'message-claimed': z.object({
    message: id,
    kind: z.enum(['digest', 'urgent', 'card', 'files']),
    /** A person's id; for a card the conversation, `slack:C0123`. */
    to: id,
    /** What it says, by key: thing, deadline, step and person. */
    keys: z.array(z.string()).min(1),
    /** The stored view, where the platform lets it be changed later. */
    view: z.string().optional(),
  }),
  'message-delivered': z.object({ message: id, reference: z.string().nullable() }),
  'message-failed': z.object({ message: id, reason: z.string() }),
  /** Whether it arrived cannot be known: it counts as given, and a person is told. */
  'message-doubtful': z.object({ message: id }),
  /** A post shows something else now; `open` while it may change again. */
  'message-updated': z.object({ message: id, shown: z.string(), open: z.boolean() }),
  /** Where the register's recordings are posted on a platform from now on. */
  'channel-chosen': z.object({ platform: z.enum(['slack', 'teams']), channel: id }),
  /** Somebody used the bot on a platform for the first time, with the language of the profile there. */
  'person-met': z.object({ person: id, locale: z.enum(['da', 'en']).nullable() }),
  'language-chosen': z.object({ person: id, locale: z.enum(['da', 'en']) }),
} as const;
