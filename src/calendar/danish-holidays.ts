// Danish holidays, year by year. A dated table, since the law changes: store bededag ended with 2023 (lov nr. 214 af 6. marts 2023).
// A change makes a new version; an old one stays, because the ledgers that adopted it count by it.
import type { LocalDate } from '../ports.ts';

/** Days on which no work is done, beside the week-ends. */
export interface HolidayTable {
  /** What the ledger and `forklar` call it. */
  readonly version: string;
  /** The years it knows; null when it has no bound. */
  readonly years: { readonly first: number; readonly last: number } | null;
  readonly days: ReadonlyMap<LocalDate, string>;
  /** Whether the office's own closing days are free as well. */
  readonly closingDays: boolean;
}

type Row = readonly [
  year: number,
  maundyThursday: string,
  goodFriday: string,
  easterSunday: string,
  easterMonday: string,
  prayerDay: string | null,
  ascension: string,
  whitSunday: string,
  whitMonday: string,
];

const moveable = [
  'skærtorsdag',
  'langfredag',
  '1. påskedag',
  '2. påskedag',
  'store bededag',
  'Kristi himmelfartsdag',
  '1. pinsedag',
  '2. pinsedag',
] as const;
const fixed = { '01-01': 'nytårsdag', '12-25': '1. juledag', '12-26': '2. juledag' } as const;

// biome-ignore format: one year, one row
const rows: readonly Row[] = [
  [2014, '04-17', '04-18', '04-20', '04-21', '05-16', '05-29', '06-08', '06-09'],
  [2015, '04-02', '04-03', '04-05', '04-06', '05-01', '05-14', '05-24', '05-25'],
  [2016, '03-24', '03-25', '03-27', '03-28', '04-22', '05-05', '05-15', '05-16'],
  [2017, '04-13', '04-14', '04-16', '04-17', '05-12', '05-25', '06-04', '06-05'],
  [2018, '03-29', '03-30', '04-01', '04-02', '04-27', '05-10', '05-20', '05-21'],
  [2019, '04-18', '04-19', '04-21', '04-22', '05-17', '05-30', '06-09', '06-10'],
  [2020, '04-09', '04-10', '04-12', '04-13', '05-08', '05-21', '05-31', '06-01'],
  [2021, '04-01', '04-02', '04-04', '04-05', '04-30', '05-13', '05-23', '05-24'],
  [2022, '04-14', '04-15', '04-17', '04-18', '05-13', '05-26', '06-05', '06-06'],
  [2023, '04-06', '04-07', '04-09', '04-10', '05-05', '05-18', '05-28', '05-29'],
  [2024, '03-28', '03-29', '03-31', '04-01', null, '05-09', '05-19', '05-20'],
  [2025, '04-17', '04-18', '04-20', '04-21', null, '05-29', '06-08', '06-09'],
  [2026, '04-02', '04-03', '04-05', '04-06', null, '05-14', '05-24', '05-25'],
  [2027, '03-25', '03-26', '03-28', '03-29', null, '05-06', '05-16', '05-17'],
  [2028, '04-13', '04-14', '04-16', '04-17', null, '05-25', '06-04', '06-05'],
  [2029, '03-29', '03-30', '04-01', '04-02', null, '05-10', '05-20', '05-21'],
  [2030, '04-18', '04-19', '04-21', '04-22', null, '05-30', '06-09', '06-10'],
  [2031, '04-10', '04-11', '04-13', '04-14', null, '05-22', '06-01', '06-02'],
  [2032, '03-25', '03-26', '03-28', '03-29', null, '05-06', '05-16', '05-17'],
  [2033, '04-14', '04-15', '04-17', '04-18', null, '05-26', '06-05', '06-06'],
  [2034, '04-06', '04-07', '04-09', '04-10', null, '05-18', '05-28', '05-29'],
  [2035, '03-22', '03-23', '03-25', '03-26', null, '05-03', '05-13', '05-14'],
];

export const danishHolidays: HolidayTable = {
  version: 'dk-1',
  years: { first: 2014, last: 2035 },
  days: new Map(
    rows.flatMap(([year, ...dates]) => [
      ...Object.entries(fixed).map(([day, name]): [LocalDate, string] => [`${year}-${day}`, name]),
      ...dates.flatMap((day, index): [LocalDate, string][] =>
        day === null ? [] : [[`${year}-${day}`, moveable[index] ?? '']],
      ),
    ]),
  ),
  closingDays: true,
};

/** The last year but one that must be there so that next year's deadlines can be counted; undefined while it is. */
export function missingYear(table: HolidayTable, today: LocalDate): number | undefined {
  const wanted = Number(today.slice(0, 4)) + 2;
  return table.years === null || wanted <= table.years.last ? undefined : table.years.last + 1;
}
