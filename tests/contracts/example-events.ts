// Events for the stores' tests: the smallest shape that has an envelope, plain data and a free text.
import { hash } from 'node:crypto';
import { z } from 'zod';
import { type Envelope, type FreeText, sealedContent } from '../../src/index.ts';

const freeText = z.strictObject({ digest: z.string(), salt: z.string(), text: z.string().optional() });

const noted = z.strictObject({
  id: z.string(),
  type: z.literal('noted'),
  at: z.string(),
  by: z.string(),
  via: z.string(),
  cause: z.string(),
  data: z.strictObject({ number: z.number(), words: freeText.optional() }),
});

export type Noted = Envelope & z.infer<typeof noted>;

/** Throws a `ZodError` on any other shape. */
export function parseNoted(raw: unknown): Noted {
  return noted.parse(raw);
}

/** `count` events of one cause, recognisable by `cause/1`, `cause/2`, … */
export function notes(cause: string, count = 1): readonly Noted[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${cause}/${index + 1}`,
    type: 'noted',
    at: '2025-01-31T08:00:00.000Z',
    by: 'person-1',
    via: 'console',
    cause,
    data: { number: index + 1, words: sealed(`Ærø, ${cause}`) },
  }));
}

export function sealed(text: string): FreeText {
  const salt = `salt-${text.length}`;
  return { digest: hash('sha256', sealedContent(salt, text), 'base64url'), salt, text };
}

export function idsOf(events: readonly Envelope[]): readonly string[] {
  return events.map(({ id }) => id);
}
