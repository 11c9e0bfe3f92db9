// Cards, front page and menu, in Danish.
import { dateInWords } from '../calendar/dates.ts';
import { clockTime } from '../calendar/time.ts';
import type { CardWords } from './card-words.ts';

export const cards: CardWords = {
  channelShows:
    'Nye svar og breve bliver vist her, med filerne i tråden. Det, der allerede er registreret, bliver ikke vist igen.',
  channelIsSet: 'Svar og breve bliver allerede vist i denne kanal.',
  inviteMe: 'Jeg er ikke med i kanalen endnu. Invitér mig, så jeg kan skrive her: /invite @forloebsvagten',
  recorded: (name, at) => `Registreret af ${name} den ${clockTime(at)}.`,
  undone: (name, at) => `Fortrudt af ${name} den ${clockTime(at)}.`,
  corrected: (events) => `Rettet siden: ${events}.`,
  undo: 'Fortryd',
  letterOf: (municipalities) => `Brevet fra ${municipalities}.`,
  reported: (letter) => `Udvalget får besked i ${letter}.`,
  letter: (id, version) => `${id}, version ${version}`,
  drafted: (name, municipalities, at) =>
    `Brev til Socialudvalget${municipalities === '' ? '' : ` om ${municipalities}`}. Skrevet af ${name} den ${clockTime(at)}.`,
  state: (state) => `Brevet er nu: ${state}.`,
  waits: (names) => `Det venter på ${names}.`,
  approvedBy: (step, name, standsInFor, at) =>
    `Trin ${step}: godkendt af ${name}${standsInFor === null ? '' : ` for ${standsInFor}`} den ${clockTime(at)}.`,
  newer: (version) => `Version ${version} gælder nu. Denne version kan ikke længere godkendes.`,
  sent: (date) => `Sendt ${date}.`,
  check: 'Kør kontrollen',
  start: 'Send i godkendelse',
  markSent: 'Brevet er sendt',
  guarded: (id) => `Udkastet til ${id} bliver ikke vist her, fordi gæster kan læse med i kanalen.`,
  filesOf: (what) => `${what}: filerne til læsning.`,
  settled: (sentence, name, at) => `${sentence} (${name}, ${clockTime(at)})`,
  share: 'Del i kanalen',
  shared: (name) => `${name} deler:`,
  notShared: 'Det bliver ikke delt her, fordi gæster kan læse med i kanalen. Del det i en kanal uden gæster.',
  edited: 'Jeg kører ikke en besked igen, når den bliver rettet. Send linjen som en ny besked.',
  working: 'Et øjeblik, jeg arbejder på det …',
  welcome: (name) => `Velkommen, ${name}.`,
  welcomeHow: (menu) =>
    `Jeg holder styr på tilbud, svar, breve og frister. Tryk på en knap, eller skriv ${menu}. Mine svar kan kun du se; skriver du en halv linje, får du en formular.`,
  stranger: (lead) =>
    `Jeg kender dig ikke, så jeg må ikke vise dig noget. Bed ${lead} om at få dig skrevet op.`,
  outsider: 'Jeg svarer kun ministeriets egne medarbejdere.',
  unreachable:
    'Jeg kan ikke få fat i Slack lige nu og ved derfor ikke, hvem du er. Intet er registreret. Prøv igen om lidt.',
  stale: 'Knappen er fra en anden version af mig. Skriv linjen i stedet, eller åbn menuen.',
  restInFile: 'Resten står i filen, som du har fået i en besked.',
  filesHere: 'Her er filerne.',
  filesInThread: 'Filerne ligger i tråden under opslaget i kanalen.',
  filesInMessage: 'Filerne får du i en besked fra mig.',
  fillIn: 'Udfyld resten',
  unfinished:
    'Der mangler noget. Tryk på knappen, så får du en formular, hvor det, du har skrevet, er udfyldt.',
  noFile: 'Der er ingen fil i den besked. Vælg »Gem som kommunens svar« på den besked, som filen er i.',
  wordsApproveNothing: 'Vil du godkende? Tryk på knappen. Ordene alene godkender ikke noget.',
  restOnList: 'Der er mere, end der er plads til her. Skriv frister for at se det hele.',
  form: {
    submit: 'Fortsæt',
    cancel: 'Annullér',
    search: 'Skriv de første bogstaver',
    choose: 'Vælg',
    wordsOf: (category) => `Kommunens ord om ${category}, som kan stå efter »at«`,
    letterAttached: (name) => `Kommunens brev er vedlagt: ${name}`,
    pickFile: 'Hvilken fil er kommunens brev?',
    answered: 'Svar',
    close: 'Luk',
  },
  home: {
    approvals: 'Venter på din godkendelse',
    noApprovals: 'Ingen breve venter på dig.',
    deadlines: 'Dine frister',
    noDeadlines: 'Du har ingen frister lige nu.',
    absence: 'Dit fravær',
    here: 'Du står som til stede.',
    away: (until, substitute) =>
      `Du står som fraværende til og med ${dateInWords(until)}. ${substitute} får dine beskeder.`,
    comeBack: 'Jeg er tilbage',
    goAway: 'Jeg er væk',
    changeAbsence: 'Ret fraværet',
  },
  menu: {
    title: 'Hvad vil du?',
    record: 'Registrér:',
    answer: 'Registrér svar',
    letter: 'Gem kommunens brev',
    draft: 'Skriv orientering',
    see: 'Se:',
    home: 'Min forside',
    deadlines: 'Mine frister',
    overview: 'Årets overblik',
    absence: 'Registrér fravær',
    help: 'Hjælp',
    all: 'Alle kommandoer',
  },
};
