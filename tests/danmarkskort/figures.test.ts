// A percentage as Denmark shows it, and how little a few decisions say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalOf, shareOf, wholePercent, wilson } from '../../src/danmarkskort/figures.ts';

const nothing = { decisions: null, reversed: null, remitted: null, percent: null };

describe('the percentage', () => {
  it('is shown to the whole, half upwards', () => {
    expect([wholePercent(24, 129), wholePercent(28, 52), wholePercent(1, 8), wholePercent(1, 200)]).toEqual([
      19, 54, 13, 1,
    ]);
    expect([wholePercent(0, 11), wholePercent(11, 11), wholePercent(1, 201)]).toEqual([0, 100, 0]);
  });

  it('is the nearest whole one, and of two equally near the higher', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(3000), (whole, drawn) => {
        const part = Math.min(drawn, whole);
        const off = 100 * part - wholePercent(part, whole) * whole;
        expect(2 * off >= -whole && 2 * off < whole).toBe(true);
      }),
      { seed: 20261124 },
    );
  });

  it('does not exist where nothing was decided, nor where nothing is known', () => {
    expect(shareOf({ ...nothing, decisions: 0, reversed: 0 })).toBeUndefined();
    expect(shareOf({ ...nothing, decisions: 11 })).toBeUndefined();
    expect(shareOf({ ...nothing, percent: 62.5 })).toBe(0.625);
    expect(shareOf({ ...nothing, decisions: 129, reversed: 24, percent: 19 })).toBe(24 / 129);
  });
});

/** By its definition alone: the shares that 1.96 standard errors of their own would not tell from what was seen; found by halving. */
function byDefinition(part: number, whole: number): readonly [number, number] {
  const seen = part / whole;
  const fits = (share: number) =>
    Math.abs(seen - share) <= 1.959963984540054 * Math.sqrt((share * (1 - share)) / whole);
  const edge = (inside: number, outside: number): number => {
    let [within, beyond] = [inside, outside];
    for (let step = 0; step < 60; step++) {
      const middle = (within + beyond) / 2;
      if (fits(middle)) within = middle;
      else beyond = middle;
    }
    return within;
  };
  return [fits(0) ? 0 : edge(seen, 0), fits(1) ? 1 : edge(seen, 1)];
}

describe('the interval', () => {
  it('is Wilson’s, on every share of up to 200 decisions', () => {
    const off: string[] = [];
    for (let whole = 1; whole <= 200; whole++)
      for (let part = 0; part <= whole; part++) {
        const { lower, upper } = wilson(part, whole);
        const [least, most] = byDefinition(part, whole);
        if (Math.abs(lower - least) > 1e-9 || Math.abs(upper - most) > 1e-9) off.push(`${part} of ${whole}`);
      }
    expect(off).toEqual([]);
  });

  it('agrees with published figures', () => {
    // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    const published: readonly (readonly [number, number, number, number])[] = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ];
    for (const [part, whole, lower, upper] of published) {
      const interval = wilson(part, whole);
      expect([interval.lower.toFixed(4), interval.upper.toFixed(4)]).toEqual([
        lower.toFixed(4),
        upper.toFixed(4),
      ]);
    }
  });

  it('is wide for few decisions, and there is none where the figures are not known', () => {
    expect(intervalOf({ ...nothing, decisions: 11, reversed: 6 })).toEqual({
      lower: expect.closeTo(0.28, 2),
      upper: expect.closeTo(0.787, 2),
    });
    expect(intervalOf({ ...nothing, percent: 55 })).toBeUndefined();
    expect(intervalOf({ ...nothing, decisions: 0, reversed: 0 })).toBeUndefined();
  });
});
