// Deadlines as they are counted at the console, in processes of their own: with the table, and with a calendar file.
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import cases from '../fixtures/deadline-cases.json' with { type: 'json' };
import { type JsonLine, runConsole, runStory, withFolder } from '../support/run-console.ts';

const today = '@2025-01-31 09:00\n';

/** Plays the lines on that day, with that calendar file if there is one; the clock's own line is left out. */
async function answers(
  folder: string,
  lines: readonly string[],
  calendar?: string,
): Promise<{ exit: number | null; lines: JsonLine[]; stderr: string }> {
  const path = join(folder, 'egne dage.csv');
  if (calendar !== undefined) await writeFile(path, calendar);
  const args = calendar === undefined ? [] : ['--calendar', path];
  const played = await runStory(join(folder, 'data'), `${today}${lines.join('\n')}\n`, ...args);
  return { ...played, lines: played.lines.slice(1) };
}

function skippedDays(line: JsonLine | undefined): string[] {
  const days = (line?.data.skipped ?? []) as { date: string; name: string }[];
  return days.map(({ date, name }) => `${date} ${name}`);
}

/** Why it is refused, what was typed, the refusal, and what its sentence says. */
const refusals = [
  [
    'a unit is misspelt',
    'frist beregn 14-04-2025 10 arbejdsdge',
    'unknown-choice',
    'arbejdsdage, kalenderdage eller måneder',
  ],
  ['the unit is missing', 'frist beregn 14-04-2025 10', 'missing-argument', 'enhed'],
  ['the number is missing', 'frist beregn 14-04-2025', 'missing-argument', 'antal'],
  ['all is missing', 'frist beregn', 'missing-argument', 'dato'],
  ['the number is none', 'frist beregn 14-04-2025 ti arbejdsdage', 'invalid-value', 'et helt tal'],
  ['the date is none', 'frist beregn 31-02-2025 10 arbejdsdage', 'invalid-value', 'en dato'],
  [
    'a rule is misspelt',
    'frist beregn 14-04-2025 10 arbejdsdage regel=dagenefter',
    'unknown-choice',
    'dagen-efter, samme-dag',
  ],
  [
    'the end is misspelt',
    'frist beregn 14-04-2025 10 arbejdsdage slut=mandag',
    'unknown-choice',
    'næste-arbejdsdag',
  ],
  ['the second date is missing', 'frist tæl 14-04-2025', 'missing-argument', 'til'],
  ['the ends are misspelt', 'frist tæl 14-04-2025 25-04-2025 medtag=alle', 'unknown-choice', 'begge, første'],
  [
    'the start is before the table',
    'frist beregn 30-12-2013 5 arbejdsdage',
    'calendar-ends',
    'fra 2014 til 2035',
  ],
  ['the end is after the table', 'frist beregn 20-12-2035 20 arbejdsdage', 'calendar-ends', '--calendar'],
  ['it goes back to before the table', 'frist beregn 02-01-2014 -1 arbejdsdage', 'calendar-ends', '2013'],
  ['it counts into 2036', 'frist tæl 01-12-2035 01-01-2036', 'calendar-ends', '2036'],
  ['it counts from 1999', 'frist tæl 31-12-1999 01-01-2015', 'calendar-ends', '1999'],
] as const;

describe.each(cases.calendars)('with the days off of $name', ({ holidays, periods, counts }) => {
  it(`${periods.length} periods end and ${counts.length} stretches count as their case workers say`, () =>
    withFolder(async (folder) => {
      const types = ['helligdag', 'lukkedag (ikke helligdag)', ''];
      const rows = holidays.map((day, index) => `${day};bank holiday;${types[index % 3]}`);
      const { exit, lines } = await answers(
        folder,
        [
          ...periods.map(
            ({ from, count, unit, rule, rolls }) =>
              `frist beregn ${from} ${count} ${unit} regel=${rule}${rolls ? ' slut=næste-arbejdsdag' : ''}`,
          ),
          ...counts.map(({ from, to, ends }) => `frist tæl ${from} ${to} medtag=${ends}`),
        ],
        ['dato;navn;type', ...rows].join('\n'),
      );
      const got = lines.map(({ input, data }) => [input, data.date ?? data.days]);
      const expected = [...periods.map(({ end }) => end), ...counts.map(({ days }) => days)];
      expect(got).toEqual(expected.map((result, index) => [lines[index]?.input, result]));
      expect(exit).toBe(0);
      for (const [index, { from, end, unit }] of periods.entries()) {
        const named = skippedDays(lines[index]).filter((day) => day.endsWith(' bank holiday'));
        const [first = '', last = ''] = [from, end].sort();
        const passed = holidays
          .filter((day) => day > first && day < last)
          .map((day) => `${day} bank holiday`);
        if (unit === 'arbejdsdage') expect(named).toEqual(passed);
      }
    }));
});

describe('by the Danish table', () => {
  it('a deadline is answered with its date and every day that was skipped, by name', () =>
    withFolder(async (folder) => {
      const { exit, lines } = await answers(folder, [
        'frist beregn 16-04-2025 3 arbejdsdage',
        'frist beregn 16-04-2025 3 arbejdsdage regel=samme-dag',
        'frist beregn 17-04-2025 3 arbejdsdage regel=næste-arbejdsdag',
        'frist beregn 24-12-2024 12 måneder slut=næste-arbejdsdag',
        'frist beregn 24-12-2024 12 måneder slut=uændret',
        'frist beregn 28-04-2025 -3 arbejdsdage',
        'deadline compute 16-04-2025 3 arbejdsdage rule=same-day',
        'frist beregn 07-04-2025 2 arbejdsdage',
        'frist beregn 24-12-2024 12 måneder',
      ]);
      expect(lines.map(({ data }) => data.date)).toEqual([
        '2025-04-24',
        '2025-04-23',
        '2025-04-25',
        '2025-12-29',
        '2025-12-24',
        '2025-04-23',
        '2025-04-23',
        '2025-04-09',
        '2025-12-24',
      ]);
      const easter = [
        '2025-04-17 skærtorsdag',
        '2025-04-18 langfredag',
        '2025-04-19 lørdag',
        '2025-04-20 1. påskedag',
        '2025-04-21 2. påskedag',
      ];
      expect(lines.slice(0, 6).map(skippedDays)).toEqual([
        easter,
        easter,
        easter,
        [
          '2025-12-24 juleaftensdag',
          '2025-12-25 1. juledag',
          '2025-12-26 2. juledag',
          '2025-12-27 lørdag',
          '2025-12-28 søndag',
        ],
        [],
        ['2025-04-26 lørdag', '2025-04-27 søndag'],
      ]);
      expect(lines[0]?.text).toContain('Fristen er torsdag den 24. april.');
      for (const day of ['17-04-2025 skærtorsdag', '20-04-2025 1. påskedag', 'Regel: dagen-efter'])
        expect(lines[0]?.text).toContain(day);
      expect(lines[7]?.text).toContain('Ingen dage er sprunget over.');
      expect([exit, ...lines.map(({ events }) => events.length)]).toEqual(Array(10).fill(0));
    }));

  it('working days are counted with both ends, the first or the last; backwards there are none', () =>
    withFolder(async (folder) => {
      const { lines } = await answers(folder, [
        'frist tæl 14-04-2025 25-04-2025',
        'frist tæl 14-04-2025 25-04-2025 medtag=begge',
        'frist tæl 14-04-2025 25-04-2025 medtag=første',
        'frist tæl 19-04-2025 25-04-2025 medtag=sidste',
        'frist tæl 25-04-2025 14-04-2025',
        'frist tæl 26-04-2024 26-04-2024',
        'frist tæl 05-05-2023 05-05-2023',
        'deadline count 14-04-2025 25-04-2025 include=last',
      ]);
      expect(lines.map(({ data }) => data)).toEqual([7, 7, 6, 4, 0, 1, 0, 6].map((days) => ({ days })));
      for (const words of ['7 arbejdsdage', '14-04-2025', '25-04-2025'])
        expect(lines[0]?.text).toContain(words);
    }));

  it('5 June, 24 and 31 December are closed until a setting says otherwise, from its day on', () =>
    withFolder(async (folder) => {
      const days = ['05-06-2025', '31-12-2025', '05-06-2026', '31-12-2026'];
      const count = days.map((day) => `frist tæl ${day} ${day}`);
      const set = 'indstilling lukkedage frister="24/12, 31/12" fra=01-01-2026';
      const { lines } = await answers(folder, [...count, set, ...count]);
      const counted = lines.filter(({ command }) => command === 'frist tæl').map(({ data }) => data.days);
      expect(counted).toEqual([0, 0, 0, 0, 0, 0, 1, 0]);
    }));

  it('what cannot be counted is refused with what is missing, and the story ends with 2', () =>
    withFolder(async (folder) => {
      const { exit, lines } = await answers(
        folder,
        refusals.map(([, line]) => line),
      );
      const got = lines.map(({ code, text }, index) => {
        const [why, , , says = ''] = refusals[index] ?? [];
        return [why, code, text.includes(says) ? says : text];
      });
      expect(got).toEqual(refusals.map(([why, , code, says]) => [why, code, says]));
      expect(lines.map(({ events, data }) => [events, data])).toEqual(refusals.map(() => [[], {}]));
      expect(exit).toBe(2);
    }));
});

describe('with a calendar file', () => {
  it('its rows are free whatever their type, with the week-ends and nothing else, in any year', () =>
    withFolder(async (folder) => {
      const csv = '\uFEFFdato;navn;type\r\n05-06-2025;åben dag;ikke en fridag\r\n2099-06-05;"fri";\r\n';
      const { exit, lines } = await answers(
        folder,
        [
          'frist beregn 04-06-2025 2 arbejdsdage',
          'frist beregn 16-04-2025 1 arbejdsdage',
          'frist tæl 22-12-2025 02-01-2026',
          'frist beregn 04-06-2099 1 arbejdsdage',
          'frist tæl 01-01-1601 31-12-2000',
          'kalender',
        ],
        csv,
      );
      expect(exit).toBe(0);
      expect(lines.map(({ data }) => data.date ?? data.days)).toEqual([
        '2025-06-09',
        '2025-04-17',
        10,
        '2099-06-08',
        104_355,
        undefined,
      ]);
      expect(lines.slice(0, 1).flatMap(skippedDays)).toEqual([
        '2025-06-05 åben dag',
        '2025-06-07 lørdag',
        '2025-06-08 søndag',
      ]);
      expect(lines[5]?.text).toMatch(/^Kalender: egne dage\.csv-[0-9a-f]{8}\n/);
      expect(lines[5]?.text).toContain('2 fridage');
      expect(lines[5]?.data).toMatchObject({ years: null, missing: null });
    }));

  it('a changed file moves open deadlines only when somebody has seen which, and confirmed', () =>
    withFolder(async (folder) => {
      const no = ['runde åbn 2025', 'tilbud Vejen børn dato=19-11-2024', 'svar Vejen nej dato=30-01-2025'];
      const before = await answers(folder, [...no, 'kalender', 'kalender indfør']);
      expect(before.lines.slice(3).map(({ code }) => code)).toEqual([null, 'calendar-is-adopted']);
      expect(before.lines[3]?.data).toMatchObject({ version: 'dk-1', years: { first: 2014, last: 2035 } });

      const own = 'dato;navn;type\n2025-02-03;lukket;x\n2025-02-04;lukket;x\n';
      const { lines, stderr } = await answers(
        folder,
        ['kalender', 'kalender indfør', 'kalender', 'bekræft C-1', 'kalender', 'kalender indfør'],
        own,
      );
      expect(stderr).toMatch(/^Fristerne følger kalenderen dk-1, .*kalender indfør\n$/);
      expect(before.stderr).toBe('');
      const version = lines[0]?.data.given;
      expect(lines[0]?.data).toMatchObject({
        version: 'dk-1',
        given: expect.stringContaining('egne dage.csv-'),
      });
      expect(lines[0]?.text).toContain('kalender indfør');
      const moves = [{ name: 'Vejen-børn-2025/orientering', from: '2025-02-13', to: '2025-02-17' }];
      expect(lines[1]).toMatchObject({ events: ['confirmation-asked'], data: { moves } });
      expect(lines[1]?.text).toContain('fra 13-02-2025 til 17-02-2025');
      expect(lines[2]?.data).toMatchObject({ version: 'dk-1' });
      expect(lines[3]).toMatchObject({ events: ['calendar-adopted', 'confirmation-given'], data: { moves } });
      expect(lines[4]?.data).toMatchObject({ version, given: version });
      expect(lines[5]?.code).toBe('calendar-is-adopted');
    }));

  it.each([
    [
      'is wrong on a line',
      'dato;navn;type\n2025-06-05;fri;x\n31-02-2025;fri;x\n',
      'linje 3: skriv dato;navn;type',
    ],
    ['does not exist', undefined, 'filen findes ikke'],
  ])('that %s stops the start with 2 and a sentence, and nothing is made', (_what, csv, says) =>
    withFolder(async (folder) => {
      const [path, data] = [join(folder, 'dage.csv'), join(folder, 'data')];
      if (csv !== undefined) await writeFile(path, csv);
      const line = ['frist', 'tæl', '2025-01-01', '2025-01-31'];
      const { exit, stdout, stderr } = await runConsole(['--data', data, '--calendar', path, ...line]);
      expect([exit, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^--calendar [^\n]+\n$/);
      expect(stderr).toContain(path);
      expect(stderr).toContain(says);
      await expect(access(data)).rejects.toThrow();
    }),
  );
});
