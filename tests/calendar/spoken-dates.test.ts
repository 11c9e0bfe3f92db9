// Days as people say them, on Wednesday 5 February 2025 unless told.
import { describe, expect, it } from 'vitest';
import { type Lean, spokenDate, spokenWeek } from '../../src/calendar/spoken-dates.ts';

const today = '2025-02-05';

describe('a spoken day', () => {
  const days: readonly (readonly [string, Lean, string | undefined])[] = [
    ['i dag', 'past', '2025-02-05'],
    ['i går', 'past', '2025-02-04'],
    ['i morges', 'past', '2025-02-05'],
    ['i aftes', 'past', '2025-02-04'],
    ['i mandags', 'future', '2025-02-03'],
    ['i onsdags', 'past', '2025-01-29'],
    ['på fredag', 'past', '2025-02-07'],
    ['på onsdag', 'future', '2025-02-12'],
    ['mandag', 'past', '2025-02-03'],
    ['mandag', 'future', '2025-02-10'],
    ['onsdag', 'past', '2025-01-29'],
    ['next Monday', 'past', '2025-02-10'],
    ['den 3. marts', 'future', '2025-03-03'],
    ['den 3. marts', 'past', '2024-03-03'],
    ['3 februar', 'past', '2025-02-03'],
    ['3 februar', 'future', '2026-02-03'],
    ['5. februar', 'past', '2025-02-05'],
    ['5. februar', 'future', '2025-02-05'],
    ['d. 3/2', 'past', '2025-02-03'],
    ['31/12', 'past', '2024-12-31'],
    ['fredag den 7. februar', 'future', '2025-02-07'],
    ['fredag den 7. februar 2025', 'past', '2025-02-07'],
    ['31-01-2025', 'future', '2025-01-31'],
    ['30. februar', 'past', undefined],
    ['3 dage', 'past', undefined],
    ['i dagens', 'past', undefined],
    ['constructor', 'past', undefined],
    ['12.00', 'past', undefined],
    ['mandag den 4. februar', 'past', undefined],
    ['tirsdag den 4. februar', 'past', '2025-02-04'],
    ['mandag den 3. februar 2025', 'future', '2025-02-03'],
  ];
  it.each(days)('%s, in the %s, is %s', (typed, lean, date) => {
    expect(spokenDate(typed, today, lean)).toBe(date);
  });
});

describe('a spoken week', () => {
  it.each([
    ['uge 7', today, '2025-02-10', '2025-02-14'],
    ['uge 6', today, '2025-02-03', '2025-02-07'],
    ['uge 5', today, '2026-01-26', '2026-01-30'],
    ['næste uge', today, '2025-02-10', '2025-02-14'],
    ['denne uge', '2025-02-09', '2025-02-03', '2025-02-07'],
    ['uge 53', '2026-11-01', '2026-12-28', '2027-01-01'],
  ])('%s, said on %s, is from %s to %s', (typed, day, from, to) => {
    expect(spokenWeek(typed, day)).toEqual({ from, to });
  });

  it('of what is past is the last that has begun', () => {
    expect(spokenWeek('uge 5', today, 'past')).toEqual({ from: '2025-01-27', to: '2025-01-31' });
    expect(spokenWeek('uge 52', today, 'past')).toEqual({ from: '2024-12-23', to: '2024-12-27' });
  });

  it('53 is none in a year that has 52', () => {
    expect(spokenWeek('uge 53', today)).toBeUndefined();
    expect(spokenWeek('uge 53', '2027-01-02')).toEqual({ from: '2026-12-28', to: '2027-01-01' });
  });

  it.each(['uge 54', 'uge 0', 'uge', 'ugen'])('%s is none', (typed) => {
    expect(spokenWeek(typed, today)).toBeUndefined();
  });
});
