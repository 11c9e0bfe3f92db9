// What is due, in Danish: as a kind colleague says it in the morning.
import { dateInWords, dayInWords, shortDate } from '../calendar/dates.ts';
import type { ObligationFacts } from '../obligations/obligation.ts';
import { bodies } from '../register/terms.ts';
import type { DutyWords, Yours } from './duty-words.ts';

const numbers = [
  'ingen',
  'én',
  'to',
  'tre',
  'fire',
  'fem',
  'seks',
  'syv',
  'otte',
  'ni',
  'ti',
  'elleve',
  'tolv',
];
const count = (value: number): string => numbers[value] ?? String(value);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} og ${items.at(-1)}`;
const workingDays = (days: number): string => (days === 1 ? 'én arbejdsdag' : `${count(days)} arbejdsdage`);

const stages: Readonly<
  Record<ObligationFacts['orientering']['stage'], (letter: string, at: readonly string[]) => string>
> = {
  'no-draft': () => '',
  draft: (letter) => `; ${letter} er skrevet og skal i godkendelse`,
  'in-approval': (letter, at) => `; ${letter} er til godkendelse hos ${list(at)}`,
  returned: (letter) => `; ${letter} er returneret og skal rettes`,
  approved: (letter) => `; ${letter} er godkendt og skal sendes`,
};

const kinds = {
  orientering: 'orienteringen',
  supplerende: 'den supplerende orientering',
  berigtigelse: 'berigtigelsen',
} as const;

const yours = (why: Yours): string =>
  ({
    recorded: () => 'Den er din, fordi du har registreret sagen.',
    'handed-over': (each: Yours) => `Den er din, fordi ${'by' in each ? each.by : ''} har givet dig den.`,
    step: () => 'Den er din, fordi trinnet er dit.',
    role: () => 'Den er din, fordi ingen anden har den.',
    substitute: (each: Yours) =>
      `Du får den, fordi du er stedfortræder for ${'person' in each ? each.person : ''}.`,
  })[why.why](why);

export const duties: DutyWords = {
  what: {
    answer: ({ municipality }) => `Svar fra ${municipality}`,
    treatment: ({ municipality, body }) =>
      `Udfaldet af ${bodies[body as keyof typeof bodies]}ets behandling i ${municipality}`,
    orientering: ({ municipality, letter, stage, hasAnnex, at }) =>
      `Orientering om ${municipality}${hasAnnex ? '' : '; kommunens brev mangler endnu'}${stages[stage](letter ?? '', at)}`,
    supplement: ({ letter }) => `Supplerende orientering til ${letter}`,
    approval: ({ letter, version, step, steps, municipalities }) =>
      `Godkendelse af ${letter} om ${list(municipalities)} (version ${version}, trin ${step} af ${steps})`,
    journalising: ({ municipality }) => `Journalisér brevet fra ${municipality}`,
    applications: ({ year, time }) => `Ansøgningsrunden for ${year} lukker kl. ${time.replace(':', '.')}`,
  },
  because: {
    answer: ({ municipality, offered }) =>
      `${municipality} har fået et tilbud${offered === 'ukendt' ? '' : ` (${dateInWords(offered)})`} og har ikke svaret.`,
    treatment: ({ body, planned, subject }) =>
      `${capital(bodies[body as keyof typeof bodies])}et behandler ${subject === 'tilbud' ? 'tilbuddet' : `Danmarkskortet for ${subject.slice(-4)}`}${planned === 'ukendt' ? '' : ` ${dateInWords(planned)}`}, og udfaldet skal registreres.`,
    orientering: ({ municipality, received }) =>
      `${municipality} har sagt nej til et reserveret forløb (modtaget ${dateInWords(received)}), og Socialudvalget skal have det at vide.`,
    supplement: ({ letter, settled }) =>
      `${letter} lovede udvalget nyt om pladserne, og det har været klart siden ${dateInWords(settled)}.`,
    approval: ({ letter, step, steps }) =>
      `${letter} kan ikke gå videre, før trin ${step} af ${steps} er afgjort.`,
    journalising: ({ municipality, received }) =>
      `Brevet fra ${municipality} kom ${dateInWords(received)} og er ikke journaliseret.`,
    applications: ({ year }) => `Runden for ${year} har en ansøgningsfrist.`,
  },
  yours,
  theirs: (name, why) =>
    ({
      recorded: () => `${name}, som har registreret sagen`,
      'handed-over': (each: Yours) => `${name}, som har fået den af ${'by' in each ? each.by : ''}`,
      step: () => `${name}, som ejer trinnet`,
      role: () => name,
      substitute: (each: Yours) => `${name} for ${'person' in each ? each.person : ''}`,
    })[why.why](why),
  by: (due, today) => {
    if (due === today) return 'I dag';
    return due < today ? `Over fristen fra ${dayInWords(due, today)}` : `Senest ${dayInWords(due, today)}`;
  },
  greeting: (firstName, time) => (time < '11:00' ? `God morgen, ${firstName}.` : `Hej ${firstName}.`),
  waiting: (n, allYours) =>
    allYours
      ? n === 1
        ? 'Én ting venter på dig.'
        : `${capital(count(n))} ting venter på dig.`
      : n === 1
        ? 'Der er én ting, du bør vide.'
        : `Der er ${count(n)} ting, du bør vide.`,
  more: (n) => `Der er ${n} til. Skriv frister for at se dem.`,
  rest: 'Resten kan vente.',
  discharge: (line) => `Skriv ${line}, når det er på plads.`,
  toLeader: (what, owner, late, given) =>
    `${what}: har ligget hos ${owner} ${workingDays(late)} over fristen. ${owner} har fået ${given === 0 ? 'ingen påmindelser' : given === 1 ? 'én påmindelse' : `${count(given)} påmindelser`}. Vil du tale med ${owner} eller vælge en anden?`,
  readyToSend: (letter, version, what, due, today) =>
    `${what.replace(/;.*$/, '')} (${letter}) ${due < today ? `skulle have været sendt ${dayInWords(due, today)}` : 'skal sendes i dag'}, og du står som afsender. Version ${version} er godkendt. Skriv sendt ${letter}, når det er gjort. Kan du ikke nå det, så giv den videre nu.`,
  approvalAsked: ({ letter, kind, version, step, steps, municipalities }, due, today, person) =>
    `Vil du se på ${kinds[kind]} om ${list(municipalities)} (${letter}, version ${version})${due ? ` senest ${dayInWords(due, today)}` : ''}? ${person ? `Du er stedfortræder for ${person} på trin ${step} af ${steps}.` : `Du er trin ${step} af ${steps}.`}`,
  newSince: (version, parts) => `Nyt siden version ${version}: ${list(parts)}.`,
  notice: (facts, nameOf) => {
    switch (facts.news) {
      case 'returned':
        return `${nameOf(facts.by)} har returneret ${facts.letter}: »${facts.reason}« Når du har rettet det, ${facts.mode === 'to-me' ? `går det direkte tilbage til ${nameOf(facts.by)}` : 'begynder godkendelsen forfra'}.`;
      case 'approved':
        return `${facts.letter} er endeligt godkendt (version ${facts.version}). Send brevet, og skriv derefter sendt ${facts.letter} med dato og doknr.`;
      case 'outdated':
        return `Registeret er ændret, siden ${facts.letter} version ${facts.version} blev skrevet (${list(facts.parts)}). Brevet kan ikke godkendes eller sendes, som det er. Lav en ny version.`;
      case 'stopped':
        return facts.why === 'fact-corrected'
          ? `Godkendelsen af ${facts.letter} er standset, fordi ${nameOf(facts.by)} har rettet en oplysning, som brevet bygger på. Tidligere godkendelser gælder ikke længere.`
          : `${nameOf(facts.by)} har standset godkendelsen af ${facts.letter}. Du skal ikke gøre mere.`;
      case 'unreached':
        return `Mine beskeder når ikke frem til ${nameOf(facts.person)} (${facts.reason}). Jeg har prøvet ${facts.times} gange.`;
      case 'doubtful':
        return `Jeg ved ikke, om beskeden ${facts.message} nåede frem til ${nameOf(facts.person)}. Spørg for en sikkerheds skyld.`;
      case 'no-digest':
        return 'Ingen daglig oversigt er nået frem til nogen i dag, selv om der er noget at sige. Se frister alle, og få set på forbindelsen.';
    }
  },
  buttons: {
    done: 'Klaret',
    next: 'Næste skridt',
    chase: 'Har rykket',
    snooze: 'Mind mig',
    handOver: 'Giv videre',
    why: 'Hvorfor?',
    read: 'Læs med bilag',
    approve: (version) => `Godkend version ${version}`,
    giveBack: 'Returnér med grund',
    chooseOther: 'Vælg en anden',
    newDeadline: 'Ny frist',
    standIn: 'Vælg stedfortræder',
    show: 'Se godkendelsen',
  },
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
    nothing: (days, person) =>
      person === null
        ? `Der er ingen opgaver de næste ${days} dage.`
        : `${person} har ingen opgaver de næste ${days} dage.`,
    next: (what, due, today) => `Det næste er: ${what}, ${dayInWords(due, today)}.`,
    more: (n) => `Der er ${n} flere. Se færre dage ad gangen med dage=.`,
  },
  explained: {
    due: (date) => `Fristen er ${dateInWords(date)}.`,
    noDate: (line) => `Der er ingen dato endnu. Sæt en med: ${line}`,
    rule: (n, unit, rule, start) => `${n} ${unit} fra ${dateInWords(start)}, talt efter reglen ${rule}.`,
    given: (date) => `Datoen er oplyst: ${dateInWords(date)}.`,
    noLaterThan: (date) => `Hele godkendelsen skal være færdig ${dateInWords(date)}.`,
    ruleSource: (event) =>
      event === null ? 'Reglen er den, botten er født med.' : `Reglen er sat i E-${event}.`,
    skipped: (days) => `Sprunget over: ${days}.`,
    noneSkipped: 'Ingen dage er sprunget over.',
    calendar: (version) => `Kalender: ${version}.`,
    unknownYear: (year) => `Kalenderen kender ikke helligdagene i ${year}; kun weekender er talt fra.`,
    setByHand: (who, when, date, reason, event) =>
      `${who} satte fristen til ${dateInWords(date)} (E-${event}, ${shortDate(when)}): ${reason}.`.replace(
        /\.\.$/,
        '.',
      ),
    computed: (date) =>
      date ? `Efter reglen er fristen ${dateInWords(date)}.` : 'Efter reglen er der ingen dato.',
    rests: (events) => `Bygger på ${events}.`,
    reminders: (before, every, leader) =>
      `Jeg minder om den ${before === '' ? '' : `${before} arbejdsdage før, `}på dagen og derefter hver ${every}. arbejdsdag; fra ${leader}. arbejdsdag over fristen også lederen.`,
    snoozed: (until) => `Påmindelsen er udsat til ${dateInWords(until)}.`,
  },
  counting: {
    end: (date, today) => `Fristen er ${dayInWords(date, today)}.`,
    skipped: (n) => (n === 1 ? 'Sprunget over: én dag.' : `Sprunget over: ${count(n)} dage.`),
    noneSkipped: 'Ingen dage er sprunget over.',
    counted: (days, from, to) =>
      `Der er ${days === 1 ? '1 arbejdsdag' : `${days} arbejdsdage`} fra ${shortDate(from)} til ${shortDate(to)}.`,
    how: (rule, version) => `Regel: ${rule}. Kalender: ${version}.`,
  },
  moved: (n) => (n === 1 ? 'Én åben frist flytter sig:' : `${capital(count(n))} åbne frister flytter sig:`),
  move: (name, from, to) =>
    `${name}: fra ${from ? shortDate(from) : 'ingen dato'} til ${to ? shortDate(to) : 'ingen dato'}`,
  nothingMoves: 'Ingen åben frist flytter sig.',
  calendar: {
    title: (version) => `Kalender: ${version}`,
    years: (first, last) => `Den kender helligdagene fra ${first} til ${last}.`,
    unbounded: (n) => `Den har ${n} fridage foruden weekender og ingen grænse for årene.`,
    closing: (deadlines, messages) =>
      `Lukkedage for frister: ${deadlines}. Lukkedage for beskeder: ${messages}.`,
    missing: (year) => `Helligdagene for ${year} mangler. Opdatér programmet, inden frister når dertil.`,
    other: (given) =>
      `Programmet er startet med kalenderen ${given}; fristerne følger den først, når nogen bekræfter det.`,
    adopt: 'Lad fristerne følge den',
  },
  forecast: {
    title: (days) => `Det sender jeg de næste ${days} dage`,
    whatIf: (line) => `Hvis: ${line}. Intet er registreret.`,
    nothing: (days) => `Jeg sender ingen beskeder de næste ${days} dage.`,
    when: 'Hvornår',
    to: 'Til',
    what: 'Hvad',
    why: 'Hvorfor',
    step: (step, as) => {
      if (as === 'leader') return `leder, ${workingDays(step)} over fristen`;
      if (step < -100) return 'nyt';
      if (step === 0) return 'på dagen';
      return step < 0 ? `op til ${workingDays(-step)} før` : `${workingDays(step)} over fristen`;
    },
    urgent: 'straks',
  },
  approval: {
    title: (letter, version, state) => `${letter} version ${version}: ${state}`,
    step: 'Trin',
    who: 'Hvem',
    state: 'Stand',
    approved: (by, owner, when) => `godkendt ${when} af ${by === owner ? by : `${by} for ${owner}`}`,
    outside: (proof) => ` (uden for botten: ${proof})`,
    open: (due, today) =>
      `venter${due ? `, ${due < today ? 'over fristen fra' : 'senest'} ${shortDate(due)}` : ''}`,
    waits: 'ikke nået',
    returned: (by, reason, mode) =>
      `Returneret af ${by}: »${reason}« ${mode === 'to-me' ? `Efter rettelsen går det direkte tilbage til ${by}.` : 'Efter rettelsen begynder godkendelsen forfra.'}`,
    stopped: (by) => `Standset af ${by}.`,
    none: (letter) => `${letter} er ikke i godkendelse.`,
    next: (name) => `Nu venter brevet på ${name}.`,
    final: (letter) =>
      `${letter} er endeligt godkendt og låst. Et menneske sender det; skriv derefter sendt ${letter}.`,
    differs: (from, to) => `Forskellen fra version ${from} til version ${to}:`,
  },
  absenceActing: (name) => `Lige nu er det ${name}, der får beskederne og kan beslutte.`,
  clockBehind: (last) => `Uret er gået tilbage til før ${last}. Jeg sender intet, før det går rigtigt igen.`,
};
