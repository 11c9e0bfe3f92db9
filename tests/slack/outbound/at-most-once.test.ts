// Whatever Slack does to the requests: a message is made at most once, and what is said of it is true.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Posted } from '../../../adapters/slack/outbound.ts';
import type { Fault } from './faulty-slack.ts';
import { createSender, message } from './sender.ts';

const answers = fc.constantFrom<Fault['reply']>(
  'reset',
  'hang',
  { status: 503 },
  { status: 200, body: '{"ok":false,"error":"fatal_error"}' },
  { status: 200, body: '<html>' },
);

/** Up to ten seconds after the request was given up: a look at 15 s must still see it. */
const made = fc.oneof(fc.boolean(), fc.integer({ min: 1, max: 14_000 }));

const ambiguous = fc.record({ made, reply: answers });
const certain = fc.constantFrom<Fault>(
  { made: false, reply: { status: 429, retryAfter: '3' } },
  { made: false, reply: { status: 429 } },
  { made: false, reply: { status: 200, body: '{"ok":false,"error":"channel_not_found"}' } },
);
const fault = fc.option(fc.oneof(ambiguous, certain), { nil: undefined });

/** An upload's bytes may fail as well: what is not completed is not there. */
const scripts = fc.record({
  sends: fc.array(fault, { maxLength: 8 }),
  looks: fc.array(fault, { maxLength: 8 }),
  messages: fc.array(
    fc.record({
      channel: fc.constantFrom('C1', 'C2'),
      thread: fc.constantFrom(undefined, '1.000001'),
      files: fc.boolean(),
      after: fc.integer({ min: 0, max: 60_000 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  shareAfter: fc.constantFrom(0, 0, 3_000, 12_000, null),
});

const sends = ['chat.postMessage', 'files.completeUploadExternal'];

test('a message is made at most once, and delivered is said only of one that is there', async () => {
  const seed = Number(process.env.FC_SEED ?? 20261123);
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      const { time, slack, outbound } = await createSender();
      slack.shareAfter = script.shareAfter;
      const left = { sends: [...script.sends], looks: [...script.looks] };
      slack.fault = (method) => {
        if (sends.includes(method)) return left.sends.shift();
        return method.startsWith('conversations.') ? left.looks.shift() : undefined;
      };
      const taken: { posted: Posted; took: number }[] = [];
      const works = script.messages.map(async ({ channel, thread, files, after }, index) => {
        await time.wait(after);
        const began = time.now();
        const id = `M-${index}`;
        const place = { channel, ...(thread && { thread }) };
        const posted = await (files
          ? outbound.upload({ ...place, comment: id, files: [letter(id)] })
          : outbound.post(message(id, channel, thread)));
        taken[index] = { posted, took: time.now() - began };
      });
      await time.until(Promise.all(works));
      await time.pass(300_000);
      expect(taken).toHaveLength(script.messages.length);
      taken.forEach(({ posted, took }, index) => {
        const there = slack.made.filter(({ text }) => [`besked M-${index}`, `M-${index}`].includes(text));
        outcomes.set(posted.outcome, (outcomes.get(posted.outcome) ?? 0) + 1);
        expect(there.length).toBeLessThanOrEqual(1);
        expect(took).toBeLessThanOrEqual(50_000);
        if (posted.outcome === 'delivered') expect(there[0]?.ts).toBe(posted.ts);
        if (posted.outcome === 'failed') expect(there).toEqual([]);
      });
      await slack.close();
    }),
    { numRuns: 150, seed, verbose: 0 },
  );
  // The scripts reach all three fates, or the property would hold for want of trying.
  expect([...outcomes.keys()].toSorted(), `seed ${seed}`).toEqual(['delivered', 'failed', 'unknown']);
});

const letter = (name: string) => ({
  name: `${name}.pdf`,
  mediaType: 'application/pdf',
  bytes: new TextEncoder().encode(name),
});
