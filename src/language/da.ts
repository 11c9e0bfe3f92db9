// Danish, the first language: every sentence the bot says but refusals and events, which have files of their own.
import { dateInWords, shortDate } from '../calendar/dates.ts';
import { cards } from './da-cards.ts';
import { deadlines } from './da-deadlines.ts';
import { duties } from './da-duties.ts';
import { events } from './da-events.ts';
import { maps } from './da-maps.ts';
import { refusals } from './da-refusals.ts';
import { sentences } from './da-sentences.ts';
import type { Language } from './language.ts';

const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} og ${items.at(-1)}`;

const screened = {
  cpr: 'noget, der ligner et CPR-nummer',
  telefon: 'et telefonnummer',
  mail: 'en mailadresse',
  småtal: 'et tal så lille, at nogen måske kan genkendes',
  link: 'et link, der fører et andet sted hen, end teksten viser',
} as const;

export const da: Language = {
  locale: 'da',
  refusals,
  events,
  duties,
  cards,
  deadlines,
  maps,
  sentences,
  findings: {
    missing: ({ what, part }) =>
      what.replaceAll('.', '') === part
        ? `Brevets ${what.replace(/\.$/, '')}${what.endsWith('.') ? '.' : ''} mangler.`
        : `Der mangler ${what} i ${part}.`,
    'removed-words': ({ words, part }) =>
      `I delen ${part} mangler ord, der er fjernet: ${words}. Skriv delen om, eller registrér andre ord, og lav en ny version.`,
    'missing-letter': ({ annex, title }) => `Bilag ${annex} mangler: ${title} er ikke registreret.`,
    'incomplete-round': ({ told, total, year }) =>
      `Brevet gør rede for ${told} af de ${total} forløb i ${year}. Mangler der ansøgninger eller tilbud i registeret?`,
    outdated: ({ parts, year }) =>
      `Registeret siger noget andet end kladden i ${list(parts)}. Lav en ny version med udkast (${year}).`,
    'edited-outdated': ({ part, now }) =>
      `Delen ${part} er skrevet i hånden, og det, den bygger på, er ændret. Registeret siger nu: »${now}«`,
    edited: ({ part, register }) =>
      `Delen ${part} er skrevet i hånden. Registeret ville have skrevet: »${register}«`,
    'edited-names': ({ part, added, gone }) =>
      `Delen ${part} nævner ikke de kommuner, som registeret nævner der.${added.length > 0 ? ` Kommet til: ${list(added)}.` : ''}${gone.length > 0 ? ` Udeladt: ${list(gone)}.` : ''}`,
    screening: ({ annex, kind, found }) =>
      `Bilag ${annex} bliver offentligt og indeholder ${screened[kind]}: ${list(found)}.`,
    unreadable: ({ annex }) =>
      `Bilag ${annex} kan ikke læses maskinelt. Det bliver offentligt: læs det igennem, og afklar det.`,
    'other-municipality': ({ annex, municipality }) =>
      `Bilag ${annex} nævner ikke ${municipality}. Er det den rigtige fil?`,
    'not-journalised': ({ annex, name }) => `Bilag ${annex} (${name}) er ikke journaliseret.`,
    'old-setting': ({ setting, confirmed }) =>
      `Indstillingen ${setting} er sidst bekræftet ${shortDate(confirmed)}. Passer den stadig?`,
  },
  says: {
    greeting: 'Skriv hjælp for at se, hvad jeg kan, Tab for at udfylde og slut for at slutte.',
    tryThis: 'Skriv for eksempel',
    alreadyDone: 'Det er allerede registreret. Jeg har ikke gjort det igen.',
    fault: (reference) =>
      `Der skete en fejl hos mig, og intet er registreret. Nævn ${reference}, når du beder om hjælp.`,
    looksLikeCpr: 'Det ligner et CPR-nummer. Skriv fortryd, hvis det ikke skal stå her.',
    times: (count) => `${count} i alt`,
    snoozeWhen: 'tidspunkt',
    snoozeExpected: 'et antal arbejdsdage eller en dato, for eksempel 3 eller 20-02-2025',
    confirmButton: 'Bekræft',
    unnamed: 'ukendt',
    term: (danish) => danish,
    placesAfter: (names) => `${names.length === 1 ? 'Pladsen' : 'Pladserne'} efter ${list(names)}`,
    list,
    date: (date) => shortDate(date),
    by: (name) => `af ${name}`,
    names: {
      former: 'en tidligere medarbejder',
      bot: 'Forløbsvagten',
      operations: 'driften',
      slack: 'Slack-kanalen',
      teams: 'Teams-kanalen',
    },
    help: {
      title: 'Det kan jeg',
      intro: 'Et navneord registrerer, hvad der er sket. En bydeform gør noget nu.',
      arguments: 'Oplysninger',
      optional: 'kan udelades',
      many: 'kan gentages',
      example: 'Eksempel',
      alias: 'På engelsk',
      command: 'Kommando',
      what: 'Hvad den gør',
      more: (line) => `Skriv ${line} for at se en kommandos oplysninger.`,
    },
    overview: {
      title: (year) => `Overblik ${year}`,
      none: 'Der er ikke åbnet nogen runde endnu.',
      arithmetic: (total, granted, pending, reserved, free) =>
        `${total} forløb − ${granted} tildelt efter ansøgning − ${pending} ansøgt = ${reserved} reserverede, heraf ${free} ${free === 1 ? 'ledig' : 'ledige'}.`,
      municipality: 'Kommune',
      area: 'Område',
      state: 'Stand',
      offered: 'Tilbudt',
      answered: 'Svar modtaget',
      reported: 'Orientering',
      places: 'Pladser efter et nej',
      place: (name, state, to) => `Pladsen efter ${name}: ${state}${to ? ` (${to})` : ''}.`,
      letters: 'Breve',
      notReported: (names) => `Udvalget er endnu ikke orienteret om ${names}.`,
      activities: 'Aktiviteter',
    },
    history: {
      title: (of) => `Historik: ${of}`,
      none: (of) => `Der er intet registreret om ${of}.`,
      undone: 'fortrudt',
    },
    letter: {
      drafted: (letter, version) => `${letter} version ${version} er klar til at blive læst.`,
      unchanged: (letter, version) =>
        `Intet er ændret siden ${letter} version ${version}. Den gælder stadig.`,
      state: (state) => `Stand: ${state}.`,
      files: 'Filer',
      check: (errors, warnings) =>
        `Kontrol: ${errors} fejl, ${warnings} ${warnings === 1 ? 'advarsel' : 'advarsler'}.`,
      clean: (letter) => `Kontrollen fandt intet i ${letter}.`,
      error: 'fejl',
      warning: 'advarsel',
      finding: 'Bemærkning',
      code: 'Navn',
      clearHint: (line) => `Har du set på det, så skriv for eksempel: ${line}`,
      waiting: (letter) =>
        `${letter} er en kladde. Kør kontrollen, og send den derefter i godkendelse; når den er godkendt, sender et menneske brevet.`,
      head: (hash) => `Registerets kæde ved kladden: ${hash}`,
      rests: (events) => `bygger på ${events}`,
      correctionNeeded: (letter, parts) =>
        parts === ''
          ? `${letter} er sendt og bygger på det, men ordlyden er den samme. Overvej, om udvalget alligevel skal have besked.`
          : `${letter} er sendt, og rettelsen ville have ændret ${parts}. Skal udvalget have en berigtigelse? Skriv i så fald: udkast berigtigelse ${letter}`,
      editedTouched: (letter, part) =>
        `Delen ${part} i ${letter} er skrevet i hånden og bygger på det. Læs den igen bagefter.`,
      newVersions: (names) => `Det giver en ny version: ${names}.`,
      approvalStops: (letter) =>
        `Godkendelsen af ${letter} bliver standset. Alle, der har godkendt brevet eller har det til godkendelse, får besked.`,
      supplementNeeded: (letter) =>
        `${letter} lovede nyt om pladserne. Skriv, når det er klart: udkast supplerende ${letter}`,
    },
    correction: {
      title: (event) => `Rettelse af ${event}`,
      change: (field, was, is) => `${field}: fra »${was}« til »${is}«`,
      undo: (count) =>
        count === 1 ? 'Dette bliver taget tilbage:' : 'Disse registreringer bliver taget tilbage:',
      reason: (reason) => `Begrundelse: ${reason}`,
      empty: 'ikke oplyst',
    },
    next: {
      letter: 'Registrér kommunens brev',
      reason: 'Tilføj kommunens ord',
      draft: 'Lav orienteringen',
      check: 'Kør kontrollen',
      approval: 'Send brevet i godkendelse',
      journalise: 'Registrér, at det er journaliseret',
      reOffer: 'Tilbyd pladsen videre',
      send: 'Registrér, at brevet er sendt',
      overview: 'Se overblikket',
      correction: 'Lav en berigtigelse',
    },
    asOf: (date) => `Som det var registreret ved udgangen af ${dateInWords(date).replace(/^den /, '')}.`,
    shown: {
      offers: 'Tilbud',
      letters: 'Breve',
      nothing: (name) => `Der er intet registreret om ${name}.`,
      reasons: 'Begrundelse',
    },
  },
};
