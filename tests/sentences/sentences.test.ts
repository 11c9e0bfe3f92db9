// Plain sentences: each is read as its line or not understood, and none of them records anything.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/bot.ts';
import { halfTyped } from '../../src/half-line.ts';
import type { Case } from './first-batch.ts';
import * as first from './first-batch.ts';
import * as questions from './first-questions.ts';
import { careful, refused } from './fourth-batch.ts';
import { learnt } from './second-batch.ts';
import { type Office, secretariatOfFebruary } from './secretariat.ts';
import { fresh } from './third-batch.ts';

let office: Office;

beforeAll(async () => {
  office = await secretariatOfFebruary();
});

/** The line that the answer says it was read as; null when it says none. */
function lineOf({ view }: Answer): string | null {
  const [first] = view;
  const said = first?.kind === 'text' ? first.text : '';
  return (
    /^Jeg (?:læste det som|forstod det sådan): (.+?)(?:\. Intet er registreret endnu\.)?$/.exec(said)?.[1] ??
    null
  );
}

function buttons({ view }: Answer): string[] {
  return view.flatMap((node) => (node.kind === 'actions' ? node.actions.map(({ line }) => line) : []));
}

const batches: readonly (readonly [name: string, cases: readonly Case[]])[] = [
  ...Object.entries(first),
  ...Object.entries(questions),
  ['learnt', learnt],
  ['fresh', fresh],
  ['a reviewer’s, not to be taken', refused],
  ['a reviewer’s, to be taken with care', careful],
];

describe.each(batches)('%s', (_name, cases) => {
  it.each(cases.map(([sentence, line]) => ({ sentence, line })))(
    '»$sentence« → $line',
    async ({ sentence, line }) => {
      const before = office.bot.history().length;
      const answer = await office.type(sentence);
      expect(lineOf(answer)).toBe(line);
      expect(answer.events).toEqual([]);
      expect(office.bot.history()).toHaveLength(before);
      expect(answer.ok).toBe(line !== null);
    },
  );
});

describe('all sentences', () => {
  const all = batches.flatMap(([, cases]) => cases);
  const recording = (): [sentence: string, line: string][] =>
    all.flatMap(([sentence, line]) =>
      line !== null && halfTyped(line, 'da')?.command.reads === false ? [[sentence, line]] : [],
    );

  it('are read right 95 times in 100, and no less is said of how many', () => {
    const rate = (cases: readonly Case[]) => {
      const right = cases.filter(([, , wanted]) => wanted === undefined).length;
      return { right, of: cases.length, rate: right / cases.length };
    };
    for (const [name, cases] of batches) console.info(`read right, ${name}:`, rate(cases));
    console.info('read right:', rate(all), 'of a batch that nobody tuned for:', rate(fresh));
    expect(rate(all).of).toBeGreaterThanOrEqual(300);
    expect(rate(all).rate).toBeGreaterThanOrEqual(0.95);
    expect(all.filter(([, line]) => line === null).length).toBeGreaterThanOrEqual(60);
    expect(new Set(all.map(([sentence]) => sentence)).size).toBe(all.length);
  });

  it('that would record show their line on a button, which the parser or a form understands', async () => {
    expect(recording().length).toBeGreaterThan(100);
    for (const [sentence, line] of recording()) {
      expect(buttons(await office.type(sentence)), sentence).toContain(line);
      expect(halfTyped(line, 'da'), sentence).toBeDefined();
    }
  });

  it('with nothing left to fill in have a line that parses when it is pressed', async () => {
    const lines = new Set(recording().map(([, line]) => line));
    for (const line of lines) {
      if (halfTyped(line, 'da')?.unfinished) continue;
      const pressed = await (await secretariatOfFebruary()).type(line);
      const unparsed = [
        'unknown-command',
        'surplus-words',
        'unknown-option',
        'missing-argument',
        'invalid-value',
      ];
      expect(unparsed, line).not.toContain(pressed.code);
    }
  });
});
