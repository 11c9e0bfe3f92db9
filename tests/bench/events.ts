// Events of the size the domain writes: about 470 bytes of JSON, one free text in four.
import { hash } from 'node:crypto';
import { z } from 'zod';
import { type Envelope, sealedContent } from '../../src/index.ts';

const answered = z.strictObject({
  id: z.string(),
  type: z.literal('answered'),
  at: z.iso.datetime(),
  by: z.string(),
  via: z.enum(['console', 'slack', 'teams']),
  cause: z.string(),
  data: z.strictObject({
    round: z.string(),
    municipality: z.string().length(3),
    answer: z.enum(['yes', 'no']),
    places: z.array(z.string()),
    receivedOn: z.iso.date(),
    remark: z.strictObject({ digest: z.string(), salt: z.string(), text: z.string().optional() }).optional(),
  }),
});

export type Answered = Envelope & z.infer<typeof answered>;

export function parseAnswered(raw: unknown): Answered {
  return answered.parse(raw);
}

export function answer(number: number): Answered {
  const id = number.toString().padStart(8, '0');
  const hasRemark = number % 4 === 0;
  return {
    id: `event-5f3c1d9e-7a42-4b6f-9c1e-${id}`,
    type: 'answered',
    at: '2025-01-31T08:00:00.000Z',
    by: 'person-0b8e4f6a-31d5-47c2-8f90-5a7de1c4b203',
    via: 'slack',
    cause: `slack/C0123456789/1738310400.${id}`,
    data: {
      round: 'round-2025-spring-3b1f',
      municipality: '751',
      answer: 'yes',
      places: Array.from({ length: hasRemark ? 2 : 6 }, (_, at) => `place-${id}-${at}-9d2c4e`),
      receivedOn: '2025-01-31',
      ...(hasRemark ? { remark: sealed(`Vi vender tilbage om sag ${id}.`) } : {}),
    },
  };
}

function sealed(text: string) {
  const salt = 'b7Qm2xT9';
  return { digest: hash('sha256', sealedContent(salt, text), 'base64url'), salt, text };
}
