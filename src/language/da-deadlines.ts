// Deadlines, calendars, forecasts and approvals as they are asked about, in Danish.
import { dateInWords, dayInWords, shortDate } from '../calendar/dates.ts';
import { capital, counted, everyWorkingDay, list, quoted, workingDays } from './da-words.ts';
import type { DeadlineWords } from './deadline-words.ts';

export const deadlines: DeadlineWords = {
  list: {
    title: (person) => (person === null ? 'Alle frister' : `Frister: ${person}`),
    due: 'Senest',
    what: 'Hvad',
    owner: 'Ansvarlig',
    why: 'Hvorfor',
    write: 'Skriv',
    name: 'Navn',
    late: 'over fristen',
    undated: 'uden dato',
    you: 'Du',
    nothing(days, person) {
      const when = days === 0 ? 'i dag' : days === 1 ? 'i dag og i morgen' : `de næste ${days} dage`;
      return person === null ? `Der er ingen opgaver ${when}.` : `${person} har ingen opgaver ${when}.`;
    },
    next: (what, due, today) => `Det næste er: ${what}, ${dayInWords(due, today)}.`,
    more: (n) => `Der er ${n} flere. Se færre dage ad gangen med dage=.`,
  },
  explained: {
    due: (date) => `Fristen er ${dateInWords(date)}.`,
    noDate: (line) => `Der er ingen dato, så jeg minder ikke om den. Sæt en med: ${line}`,
    rule: (n, unit, rule, start, event) =>
      `${n} ${unit} fra ${dateInWords(start)} (regel: ${rule}, ${event === null ? 'bottens standard' : `sat i E-${event}`}).`,
    given: (date) => `Datoen er oplyst: ${dateInWords(date)}.`,
    noLaterThan: (date) => `Hele godkendelsen skal være færdig senest ${dateInWords(date)}.`,
    skipped: (days) => `Sprunget over: ${days}.`,
    noneSkipped: 'Ingen dage er sprunget over.',
    calendar: (version) => `Kalender: ${version}.`,
    unknownYear: (year) => `Kalenderen kender ikke helligdagene i ${year}; kun weekender er trukket fra.`,
    owner: (name) => `Ansvarlig: ${name}.`,
    acting: (name) => `Lige nu er det ${name}, der får beskederne og kan beslutte.`,
    setByHand: (who, when, date, reason, event) =>
      `${capital(who)} satte fristen til ${dateInWords(date)} (E-${event}, ${shortDate(when)}) med grunden ${quoted(reason)}.`,
    computed: (date) =>
      date
        ? `Efter reglen ville fristen være ${dateInWords(date)}.`
        : 'Efter reglen ville der ingen dato være.',
    rests: (events) => `Bygger på ${events}.`,
    reminders: (before, every, leader) =>
      `Jeg minder om den ${before.length > 0 ? `${list(before.map(counted))} ${before.at(-1) === 1 ? 'arbejdsdag' : 'arbejdsdage'} før, ` : ''}på dagen og derefter ${everyWorkingDay(every)}. Er fristen overskredet med ${workingDays(leader)}, får lederen også besked.`,
    closed: (by, date, reason, event) =>
      `${capital(by)} lukkede den ${dateInWords(date)} (E-${event}) med grunden ${quoted(reason)}. Jeg holder ikke øje med den mere.`,
    snoozed: (until) => `Påmindelsen er udsat til ${dateInWords(until)}.`,
  },
  counting: {
    end: (date, today) => `Fristen er ${dayInWords(date, today)}.`,
    skipped: (n) => (n === 1 ? 'Sprunget over: én dag.' : `Sprunget over: ${counted(n)} dage.`),
    counted(days, from, to, ends) {
      const number = days === 1 ? '1 arbejdsdag' : `${days} arbejdsdage`;
      const but = {
        both: '',
        first: ', når den sidste dag ikke tælles med',
        last: ', når den første dag ikke tælles med',
      };
      return `Der er ${number} fra og med ${shortDate(from)} til og med ${shortDate(to)}${but[ends]}.`;
    },
    how: (rule, version) => `Regel: ${rule}. Kalender: ${version}.`,
  },
  moved: (n) => (n === 1 ? 'Én åben frist flytter sig:' : `${capital(counted(n))} åbne frister flytter sig:`),
  move: (name, from, to) =>
    `${name}: fra ${from ? shortDate(from) : 'ingen dato'} til ${to ? shortDate(to) : 'ingen dato'}`,
  nothingMoves: 'Ingen åben frist flytter sig.',
  calendar: {
    title: (version) => `Kalender: ${version}`,
    years: (first, last) => `Den kender helligdagene fra ${first} til ${last}.`,
    unbounded: (n) =>
      `Den har ${n === 1 ? 'én fridag' : `${n} fridage`} ud over weekender og gælder for alle år.`,
    closing: (forDeadlines, forMessages) =>
      `Lukkedage for frister: ${forDeadlines}. Lukkedage for beskeder: ${forMessages}.`,
    missing: (year) =>
      `Helligdagene for ${year} mangler. Opdatér programmet, inden der kommer frister i det år.`,
    other: (given) =>
      `Programmet er startet med kalenderen ${given}; fristerne følger den først, når nogen bekræfter det.`,
    adopt: 'Lad fristerne følge den',
  },
  forecast: {
    title: (days) => `Det sender jeg de næste ${days} dage, hvis ingen gør noget`,
    whatIf: (line) => `Hvis: ${line}. Intet er registreret.`,
    nothing: (days) => `Jeg sender ingen beskeder de næste ${days} dage.`,
    when: 'Hvornår',
    to: 'Til',
    what: 'Hvad',
    why: 'Hvorfor',
    step(step, as, person) {
      const when =
        step < -100
          ? 'nyt'
          : step === 0
            ? 'på dagen'
            : step < 0
              ? `${workingDays(-step)} før`
              : `${workingDays(step)} over fristen`;
      return `${when}${as === 'leader' ? ', til lederen' : ''}${person ? ` (for ${person})` : ''}`;
    },
    urgent: 'straks',
  },
  approval: {
    title: (letter, version, state) => `${letter} version ${version}: ${state}`,
    step: 'Trin',
    who: 'Hvem',
    state: 'Stand',
    actsFor: (acting, owner) => `${acting} for ${owner}`,
    approved: (by, owner, when) => `godkendt ${when} af ${by === owner ? by : `${by} for ${owner}`}`,
    outside: (proof) => ` (uden for botten: ${proof})`,
    open: (due, today) =>
      `venter${due ? `, ${due < today ? 'over fristen fra' : 'senest'} ${shortDate(due)}` : ''}`,
    waits: 'ikke nået',
    returned: (by, owner, reason, mode) =>
      `Returneret af ${by === owner ? by : `${by} for ${owner}`} med grunden ${quoted(reason)}. Når brevet er rettet, ${mode === 'to-me' ? `går det direkte tilbage til ${owner}` : 'begynder godkendelsen forfra'}.`,
    void: 'gælder ikke længere',
    stopped: (by) => `Standset af ${by}.`,
    none: (letter) => `${letter} er ikke i godkendelse.`,
    next: (name) => `Nu venter brevet på ${name}.`,
    final: (letter, line) =>
      `${letter} er endeligt godkendt og låst. Nu skal sekretariatet sende brevet og derefter skrive: ${line}`,
    reopened: (version, name, straightBack) =>
      straightBack
        ? `Version ${version} er gået direkte til ${name}, som returnerede brevet.`
        : `Godkendelsen er begyndt forfra med version ${version}; brevet venter på ${name}.`,
    stamped: (sent, approved) => `Version ${sent} er den godkendte version ${approved} med dato og doknr.`,
  },
  chainChanges: (from, to) =>
    `Kæden er i dag: ${from}. Den bliver: ${to}. Breve, der allerede er i godkendelse, følger den gamle.`,
  officeHours: 'et klokkeslæt fra 08.00 til før 16.00, for eksempel 08.30',
  standInAway: (from, acting) =>
    `Stedfortræderen er selv væk; fra ${dateInWords(from)} er det ${acting}, der får beskederne og kan beslutte.`,
};
