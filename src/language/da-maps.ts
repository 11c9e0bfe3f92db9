// What is said of a Danmarkskort, in Danish.
import { list } from './da-words.ts';
import type { MapWords } from './map-words.ts';

const rows = (count: number) => (count === 1 ? '1 række' : `${count} rækker`);
const municipalities = (count: number) => (count === 1 ? '1 kommune' : `${count} kommuner`);

export const maps: MapWords = {
  problems: {
    'unknown-municipality': (found) => `»${found}« er ingen kommune`,
    'name-and-code': (found) => `koden og navnet er to forskellige kommuner: ${found}`,
    'no-municipality': () => 'kommunen mangler',
    'no-year': (found) => (found === '' ? 'året mangler' : `»${found}« er intet årstal`),
    'no-area': (found) =>
      found === ''
        ? 'området mangler'
        : `»${found}« er intet område: børnehandicap, voksenhandicap eller socialområdet`,
    'no-source': () => 'kilden mangler',
    'no-extraction-date': (found) =>
      found === '' ? 'dagen, tallene er hentet, mangler' : `»${found}« er ingen dato`,
    'extracted-before': (found) => `tallene er hentet ${found}, før året begyndte`,
    'not-a-number': (found) => `»${found}« er ikke et helt tal, som det skrives på dansk`,
    'not-a-percentage': (found) => `»${found}« er ikke en procent: 0 eller fra 1 til 100, med komma`,
    'not-exact': (found) => `»${found}« er ikke et præcist tal`,
    'no-figures': () => 'der er hverken antal eller procent',
    'figures-missing': (found) =>
      `kun ${found} er kendt; skriv både hjemvist, ændret og stadfæstet, eller antal afgørelser`,
    'does-not-add-up': (found) => `tallene stemmer ikke: ${found}`,
    'percent-differs': (found) => `procenten passer ikke med tallene: ${found}`,
    'more-than-all': (found) => `flere er omgjort, end der er afgjort: ${found}`,
    twice: (found) => `kommunen står også i linje ${found}`,
    'cells-missing': (found) => `linjen har for få felter (${found})`,
    'cells-surplus': (found) => `linjen har for mange felter (${found})`,
  },
  line: (line, problem) => `Linje ${line}: ${problem}.`,
  preview: (name, count) => `${rows(count)} fra ${name}`,
  ofYear: (area, year, count) => `${area} ${year}: ${municipalities(count)}.`,
  missing: (count) => `${municipalities(count)} står ikke i tabellen.`,
  replaces: (count) => `${rows(count)} afløser tal, der var registreret i forvejen.`,
  leftOut: (lines) => `Udeladt: linje ${list(lines.map(String))}.`,
  unused: (columns) => `Disse kolonner bruger jeg ikke: ${list([...columns])}.`,
  show: 'Se kortet',
  title: (area, year) => `Danmarkskort: ${area} ${year}`,
  columns: {
    municipality: 'Kommune',
    percent: 'Omgjort',
    decisions: 'Afgørelser',
    interval: '95 %-interval',
  },
  percent: (whole) => `${whole} pct.`,
  interval: (lower, upper) => `${lower}–${upper} pct.`,
  published: (percent) => `${percent} pct. (offentliggjort)`,
  none: '—',
  unknown: 'ukendt',
  sortedBy: {
    percent: 'Den højeste omgørelsesprocent står øverst.',
    'lower-bound':
      'Øverst står den kommune, hvor den nedre ende af intervallet er højest: dér er procenten høj, også når tilfældigheder er taget i betragtning.',
  },
  sortOther: { percent: 'Sortér efter procent', 'lower-bound': 'Sortér efter nedre grænse' },
  small: (least) =>
    `Bygger procenten på færre end ${least} afgørelser, kan en enkelt sag flytte den flere point. Intervallet viser, hvor den sandsynligvis ligger, hvis kommunen havde haft flere sager af samme slags. »—« betyder, at ingen sager er afgjort; det er ikke 0 pct.`,
  source: (source, extracted) => `Kilde: ${source}, hentet ${extracted}.`,
  proposal: {
    title: (area, round, count) =>
      `${count === 1 ? '1 kommune' : `${count} kommuner`} indstillet til et reserveret forløb på ${area}området i ${round}`,
    basis: (year, sorted) => `Efter Danmarkskortet for ${year}. ${sorted}`,
    passedOver: 'Sprunget over:',
    why: {
      'no-decisions': () => 'ingen afgørelser',
      unknown: () => 'antallet bag procenten er ukendt',
      'too-few': ({ decisions, least }) =>
        `kun ${decisions === 1 ? '1 afgørelse' : `${decisions} afgørelser`}; der skal være mindst ${least}`,
      offered: ({ year }) => `har allerede fået et tilbud i ${year}`,
      refused: ({ year }) => `takkede nej i ${year}`,
      course: ({ year }) => `fik et forløb i ${year}`,
    },
    notEnough: (found, wanted) => `Kun ${found} af ${wanted} kan indstilles.`,
    offer: (name) => `Registrér tilbud til ${name}`,
  },
  one: ({ name, area, year, decisions, reversed, remitted, percent, interval }) => {
    const what = `${name}, ${area} ${year}:`;
    if (decisions === 0) return `${what} ingen afgørelser, og derfor ingen procent.`;
    const counted =
      decisions !== null && reversed !== null
        ? `${reversed} af ${decisions} afgørelser er omgjort${remitted === null ? '' : `, heraf ${remitted} hjemvist`}`
        : decisions === null
          ? 'antallet af afgørelser er ukendt'
          : `${decisions} afgørelser; hvor mange der er omgjort, er ukendt`;
    return `${what} ${percent === null ? '' : `${percent} pct.; `}${counted}.${interval === null ? '' : ` Intervallet er ${interval}`}`;
  },
  few: (name, decisions, change) =>
    `${name} har kun ${decisions === 1 ? '1 afgørelse' : `${decisions} afgørelser`}: en enkelt mere eller mindre flytter procenten med omkring ${change} point.`,
};
