// What a berigtigelse must correct: each wrong part once, and none in another's name.
import { expect, it } from 'vitest';
import type { Composed, ComposedPart } from '../../src/letters/compose.ts';
import { wrongParts } from '../../src/letters/follow-up.ts';
import type { Draft } from '../../src/register/state.ts';

type Parts = Readonly<Record<string, string>>;

function composed(parts: Parts): Composed {
  const all = Object.entries(parts).map(
    ([id, text]): ComposedPart => ({ id, role: 'paragraph', text, events: [] }),
  );
  return { kind: 'orientering', year: 2025, promisesNews: false, annexes: [], parts: all };
}

/** A sent draft; a part whose id stands in `byHand` was written by a person. */
function sent(parts: Parts, byHand: readonly string[] = []): Draft {
  const all = Object.entries(parts).map(([id, text]) => ({
    id,
    role: 'paragraph' as const,
    text: { digest: '', salt: '', text },
    events: [],
    insteadOf: byHand.includes(id) ? 'digest' : null,
  }));
  return {
    letter: 'Brev-1',
    version: 1,
    kind: 'orientering',
    year: 2025,
    refusals: [],
    about: null,
    drafted: '2025-01-31',
    caseNumber: null,
    docNumber: null,
    date: null,
    promisesNews: false,
    parts: all,
    annexes: [],
    hash: '',
    recorded: 1,
    by: 'sagsbehandler',
    files: [],
  };
}

function pairs(draft: Draft, right: Composed): [string, string | undefined, string | undefined][] {
  return wrongParts(draft, right).map(({ id, was, is }) => [id, was, is?.text]);
}

it('a part renamed after another municipality is corrected by its namesake', () => {
  expect(
    pairs(
      sent({ 'begrundelse-vejen': 'Vejen siger', tal: 'to' }),
      composed({ 'begrundelse-greve': 'Greve siger', tal: 'to' }),
    ),
  ).toEqual([['begrundelse-greve', 'Vejen siger', 'Greve siger']]);
});

it('a part that is gone and a part that is new have nothing to do with each other', () => {
  expect(
    pairs(sent({ 'begrundelse-vejen': 'Vejen siger' }), composed({ 'nyt-senere': 'Mere følger' })),
  ).toEqual([
    ['nyt-senere', undefined, 'Mere følger'],
    ['begrundelse-vejen', 'Vejen siger', undefined],
  ]);
});

it('what a person wrote is left to a person', () => {
  expect(
    pairs(sent({ afslutning: 'Tak' }, ['afslutning']), composed({ afslutning: 'Jeg ærgrer mig' })),
  ).toEqual([]);
});
