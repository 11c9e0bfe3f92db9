// The chain by itself. The first test pins the format: a hash once published must be found again years later.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chained, encodeLine, genesis, verifyLine } from '../../store/chain.ts';
import { sealed } from '../contracts/example-events.ts';

describe('the hash chain', () => {
  it('is SHA-256 over the previous hash and the events, words left out', () => {
    const words = sealed('Kære kommune');
    const events = [{ id: 'e1', data: { words } }];
    const covered = `[{"id":"e1","data":{"words":{"digest":"${words.digest}","salt":"${words.salt}"}}}]`;
    const expected = createHash('sha256')
      .update(`${'A'.repeat(43)}${covered}`)
      .digest('base64url');
    expect(chained(genesis, events).hash).toBe(expected);
  });

  it('verifies whatever JSON it wrote, in whatever order the keys stand', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.base64String(), (events, previous) => {
        const commit = chained(previous, events);
        const link = verifyLine(previous, encodeLine(commit));
        expect(link).toEqual({ ok: true, commit: JSON.parse(encodeLine(commit)) });
      }),
      { numRuns: 1000 },
    );
  });

  it('holds each commit to the one before', () => {
    const first = chained(genesis, [{ id: 'e1' }]);
    const second = chained(first.hash, [{ id: 'e2' }]);
    expect(verifyLine(first.hash, encodeLine(second)).ok).toBe(true);
    expect(verifyLine(genesis, encodeLine(second))).toEqual({ ok: false, reason: 'the hash does not match' });
  });

  it('takes nothing for a commit that is none', () => {
    for (const line of [
      '',
      'null',
      '7',
      '[]',
      '{}',
      '{"hash":"x"}',
      '{"hash":"x","events":[]}',
      '{"hash":1,"events":[1]}',
    ]) {
      expect(verifyLine(genesis, line).ok).toBe(false);
    }
  });

  it('finds a misspelt key in a free text, which would otherwise read as a redaction', () => {
    const line = encodeLine(chained(genesis, [{ words: sealed('Kære kommune') }]));
    expect(verifyLine(genesis, line.replace('"text"', '"tekt"'))).toMatchObject({ ok: false });
  });
});
