// What is said of a Danmarkskort, in English.
import { list } from './en-terms.ts';
import type { MapWords } from './map-words.ts';

const rows = (count: number) => (count === 1 ? '1 row' : `${count} rows`);
const municipalities = (count: number) => (count === 1 ? '1 municipality' : `${count} municipalities`);

export const maps: MapWords = {
  problems: {
    'unknown-municipality': (found) => `“${found}” is no municipality`,
    'name-and-code': (found) => `code and name are two different municipalities: ${found}`,
    'no-municipality': () => 'the municipality is missing',
    'no-year': (found) => (found === '' ? 'the year is missing' : `“${found}” is no year`),
    'no-area': (found) =>
      found === ''
        ? 'the area is missing'
        : `“${found}” is no area: børnehandicap, voksenhandicap or socialområdet`,
    'no-source': () => 'the source is missing',
    'no-extraction-date': (found) =>
      found === '' ? 'the day on which the figures were extracted is missing' : `“${found}” is no date`,
    'extracted-before': (found) => `the figures were extracted on ${found}, before the year began`,
    'not-a-number': (found) => `“${found}” is no whole number as it is written in Danish`,
    'not-a-percentage': (found) => `“${found}” is no percentage: 0, or from 1 to 100, with a comma`,
    'not-exact': (found) => `“${found}” is not exact`,
    'no-figures': () => 'there are neither counts nor a percentage',
    'figures-missing': (found) =>
      `only ${found} is known; give hjemvist, ændret and stadfæstet, or the number of decisions`,
    'does-not-add-up': (found) => `the figures do not add up: ${found}`,
    'percent-differs': (found) => `the percentage does not agree with the figures: ${found}`,
    'more-than-all': (found) => `more were reversed than decided: ${found}`,
    twice: (found) => `the municipality is also in line ${found}`,
    'cells-missing': (found) => `the line has too few cells (${found})`,
    'cells-surplus': (found) => `the line has too many cells (${found})`,
  },
  line: (line, problem) => `Line ${line}: ${problem}.`,
  preview: (name, count) => `${rows(count)} of ${name}`,
  ofYear: (area, year, count) => `${area} ${year}: ${municipalities(count)}.`,
  missing: (count) => `${municipalities(count)} not in the table.`,
  replaces: (count) => `${rows(count)} replace figures recorded earlier.`,
  leftOut: (lines) => `Left out: line ${list(lines.map(String))}.`,
  unused: (columns) => `I do not use these columns: ${list([...columns])}.`,
  show: 'See the map',
  title: (area, year) => `Danmarkskort: ${area} ${year}`,
  columns: {
    municipality: 'Municipality',
    percent: 'Reversed',
    decisions: 'Decisions',
    interval: '95 % interval',
  },
  percent: (whole) => `${whole} %`,
  interval: (lower, upper) => `${lower}–${upper} %`,
  published: (percent) => `${percent} % (as published)`,
  none: '—',
  unknown: 'unknown',
  sortedBy: {
    percent: 'The highest percentage of reversals comes first.',
    'lower-bound':
      'First comes the municipality whose percentage is high even when chance is allowed for: by the lower end of the interval.',
  },
  sortOther: { percent: 'Sort by percentage', 'lower-bound': 'Sort by lower bound' },
  small: (least) =>
    `Where a percentage rests on fewer than ${least} decisions, a single case can move it by several points. The interval shows where it probably lies, had the municipality had more cases of the same kind. “—” means that no case was decided; it is not 0 %.`,
  source: (source, extracted) => `Source: ${source}, extracted ${extracted}.`,
  proposal: {
    title: (area, round, count) =>
      `${municipalities(count)} proposed for a reserved course on ${area} in ${round}`,
    basis: (year, sorted) => `By the Danmarkskort of ${year}. ${sorted}`,
    passedOver: 'Passed over:',
    why: {
      'no-decisions': () => 'no decisions',
      unknown: () => 'the figures behind the percentage are unknown',
      'too-few': ({ decisions, least }) =>
        `only ${decisions === 1 ? '1 decision' : `${decisions} decisions`}; at least ${least} are needed`,
      offered: ({ year }) => `has had an offer in ${year} already`,
      refused: ({ year }) => `declined in ${year}`,
      course: ({ year }) => `got a course in ${year}`,
    },
    notEnough: (found, wanted) => `Only ${found} of ${wanted} can be proposed.`,
    offer: (name) => `Record an offer to ${name}`,
  },
  one: ({ name, area, year, decisions, reversed, remitted, percent, interval }) => {
    const what = `${name}, ${area} ${year}:`;
    if (decisions === 0) return `${what} no decisions, and so no percentage.`;
    const counted =
      decisions !== null && reversed !== null
        ? `${reversed} of ${decisions} decisions were reversed${remitted === null ? '' : `, ${remitted} of them remitted`}`
        : decisions === null
          ? 'the number of decisions is unknown'
          : `${decisions} decisions; how many of them were reversed is unknown`;
    return `${what} ${percent === null ? '' : `${percent} %; `}${counted}.${interval === null ? '' : ` The interval is ${interval}.`}`;
  },
  few: (name, decisions, change) =>
    `${name} has only ${decisions === 1 ? '1 decision' : `${decisions} decisions`}: one more or less moves the percentage by about ${change} points.`,
};
