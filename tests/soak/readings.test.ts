// What a soak calls flat, on readings that are made up.
import { describe, expect, it } from 'vitest';
import { growth, isFlat, percentiles, type Reading } from './readings.ts';

const megabyte = 1 << 20;

/** Twenty minutes at twenty requests a second; in megabytes an hour, and handles a minute. */
function soaked(grows: { heap?: number; journal?: number; handles?: number; before?: number }): Reading[] {
  const { heap = 0, journal = 0, handles = 0, before = 0 } = grows;
  return Array.from({ length: 20 }, (_, minute) => {
    const at = minute / 60;
    // What fills up at the beginning and then stands is no growth.
    const warm = Math.min(minute, 9) * before;
    return {
      at,
      asked: minute * 1_200,
      resident: 200 * megabyte,
      heap: (50 + warm + heap * at) * megabyte,
      journal: journal * at * megabyte,
      handles: 5 + handles * minute,
      files: 25,
    };
  });
}

describe('a soak', () => {
  it('tells the growth of the second half by the hour', () => {
    expect(growth(soaked({ heap: 12, journal: 3, handles: 2 }))).toMatchObject({
      heap: expect.closeTo(12, 5),
      // 4 × 3 for the history, and 72,000 × 500 bytes for an hour's requests.
      expected: expect.closeTo(12 + 36e6 / megabyte, 5),
      handles: 18,
      files: 0,
    });
  });

  it('is flat where only the beginning grew, or the history itself', () => {
    expect(isFlat(growth(soaked({ before: 5 })))).toBe(true);
    expect(isFlat(growth(soaked({ heap: 50, journal: 5 })))).toBe(true);
  });

  it('is not flat where memory grows without a history that does, or handles stay open', () => {
    expect(isFlat(growth(soaked({ heap: 60 })))).toBe(false);
    expect(isFlat(growth(soaked({ handles: 3 })))).toBe(false);
  });

  it('tells the middle and the slow end of the answers', () => {
    expect(percentiles(Array.from({ length: 200 }, (_, index) => 200 - index))).toEqual({
      p50: 101,
      p99: 199,
    });
  });
});
