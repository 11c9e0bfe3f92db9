// Cards, front page and menu, in Danish.
import { dateInWords } from '../calendar/dates.ts';
import { clockTime } from '../calendar/time.ts';
import type { CardWords } from './card-words.ts';
import { capital } from './da-words.ts';

export const cards: CardWords = {
  channelShows:
    'Nye svar og breve bliver vist her med filerne i tråden. Det, der allerede er registreret, bliver ikke vist.',
  channelIsSet: 'Svar og breve bliver allerede vist i denne kanal.',
  inviteMe: 'Jeg er ikke med i kanalen endnu. Invitér mig, så jeg kan skrive her: /invite @forloebsvagten',
  recorded: (name, at) => `Registreret af ${name} den ${clockTime(at)}.`,
  undone: (name, at) => `Fortrudt af ${name} den ${clockTime(at)}.`,
  corrected: (events) => `Oplysningerne er rettet siden (${events}).`,
  undo: 'Fortryd',
  letterOf: (municipalities) => `Brevet fra ${municipalities}.`,
  reported: (letter) => `Svaret indgår i ${letter} til Socialudvalget.`,
  letter: (id, version) => `${id}, version ${version}`,
  drafted: (name, municipalities, at) =>
    `Brev til Socialudvalget${municipalities === '' ? '' : ` om ${municipalities}`}. Skrevet af ${name} den ${clockTime(at)}.`,
  state: (state) => `Stand: ${state}.`,
  waits: (names) => `Brevet venter på ${names}.`,
  newer: (version) => `Version ${version} gælder nu. Denne version kan ikke længere godkendes.`,
  sent: (date) => `Sendt den ${date}.`,
  check: 'Kør kontrollen',
  start: 'Send brevet i godkendelse',
  markSent: 'Registrér, at brevet er sendt',
  guardedAnswer: (municipalities) =>
    `Der er registreret noget om ${municipalities}. Det bliver ikke vist her, fordi gæster kan læse med i kanalen.`,
  guarded: (id) => `Udkastet til ${id} bliver ikke vist her, fordi gæster kan læse med i kanalen.`,
  filesOf: (what) => `${what}, til gennemlæsning.`,
  settled: (sentence, name, at) => `${sentence} Registreret af ${name} den ${clockTime(at)}.`,
  share: 'Del i kanalen',
  shared: (name) => `${name} deler:`,
  notShared: 'Jeg deler det ikke her, fordi gæster kan læse med i kanalen. Del det i en kanal uden gæster.',
  head: (date, version, hash) =>
    `Historikkens hoved ${dateInWords(date)}: registrering nr. ${version}, kontrolkode ${hash}`,
  headHow: 'Med koden kan driften se, om noget siden er skåret af historikken.',
  edited: 'Jeg læser ikke en besked igen, når den er rettet. Skriv en ny besked i stedet.',
  working: 'Et øjeblik, jeg arbejder på det …',
  welcome: (name) => `Velkommen, ${name}.`,
  welcomeHow: (menu) =>
    `Jeg holder styr på tilbud, svar, breve og frister. Tryk på en knap, eller skriv ${menu} til mig. Kun du kan se mine svar. Mangler der noget i det, du skriver, får du en formular til resten.`,
  stranger: (lead) =>
    `Jeg kender dig ikke, så jeg må ikke vise dig noget. Bed ${lead} om at sætte dig på personlisten.`,
  outsider: 'Jeg svarer kun ministeriets egne medarbejdere.',
  unreachable: (platform) =>
    `Jeg kan ikke få fat i ${platform} lige nu og ved derfor ikke, hvem du er. Intet er registreret. Prøv igen om lidt.`,
  stale: 'Knappen virker ikke længere. Skriv linjen i stedet, eller åbn menuen.',
  restInFile: 'Resten står i filen, som du har fået i en besked.',
  filesHere: 'Her er filerne.',
  linkUnknown: 'Linket virker ikke. Kopiér hele linket, eller bed om filen igen.',
  linkExpired: 'Linket er udløbet. Det virker i ti minutter. Bed om filen igen, så får du et nyt.',
  filesInMessage: 'Filerne får du i en besked fra mig.',
  fillIn: 'Udfyld resten',
  unfinished: 'Der mangler noget. Tryk på knappen, og udfyld resten i en formular.',
  noFile: 'Der er ingen fil i den besked. Vælg »Gem som kommunens svar« på den besked, der har filen.',
  wordsApproveNothing: 'Vil du godkende brevet? Tryk på knappen. Ordene alene er ikke en godkendelse.',
  restOnList: 'Der er ikke plads til det hele her. Skriv frister til mig for at se alle dine frister.',
  form: {
    missing: (label) => `Udfyld feltet »${label}«.`,
    submit: 'Fortsæt',
    cancel: 'Annullér',
    search: 'Skriv de første bogstaver',
    choose: 'Vælg',
    wordsOf: (category) => `Kommunens ord om ${category}: det, der skal stå efter »at«`,
    attached: {
      letter: (name) => `Kommunens brev er vedlagt: ${name}`,
      table: (name) => `Tabellen er vedlagt: ${name}`,
    },
    pickFile: { letter: 'Hvilken fil er kommunens brev?', table: 'Hvilken fil er tabellen?' },
    answered: 'Resultat',
    close: 'Luk',
  },
  teams: {
    answeredInChat: 'Jeg har svaret dig i vores private chat.',
    installMe:
      'Jeg kan ikke skrive direkte til dig endnu. Find Forløbsvagten under Apps i Teams, vælg Tilføj, og skriv så til mig igen.',
    notArrived:
      'Jeg kunne ikke sende dig svaret i vores private chat. Prøv igen om lidt, eller se efter, om du har blokeret mig.',
    formInChat: 'Udfyld formularen i vores private chat.',
    welcomeChannel: (line) =>
      `Hej. Skriv @Forløbsvagten og dit spørgsmål, så svarer jeg dig i vores private chat. Skal nye svar og breve vises her, så skriv @Forløbsvagten ${line}.`,
    getFile: (name) => `Hent ${name}`,
    linkLasts: 'Et link virker i 10 minutter. Er tiden gået, så tryk på knappen igen.',
    savedFile: (name) => `${name} ligger nu i dit OneDrive.`,
    fileFor: 'Fra Forløbsvagten.',
    fileNotSaved: 'Filen er ikke gemt. Bed om den igen, når du vil have den.',
    fileDoubtful:
      'Jeg ved ikke, om filen nåede frem. Se efter i dit OneDrive, og bed om den igen, hvis den mangler.',
    fileGone: 'Jeg har ikke filen længere. Bed om den igen.',
    letterNotFetched: (name) =>
      `Jeg kan ikke hente ${name} herfra. Send filen til mig i vores private chat, så kan jeg lægge den ved svaret.`,
    letterGone: (name) => `Jeg har ikke filen ${name} længere. Send den til mig igen, hvis den skal med.`,
    restInChat: 'Der er ikke plads til det hele her. Du får hele svaret i vores private chat.',
    cancelled: 'Jeg har lukket formularen. Intet er registreret.',
    isShared: 'Delt i kanalen.',
    notInChannel: 'Jeg kan ikke skrive i kanalen. Få Forløbsvagten føjet til teamet igen, og prøv så igen.',
    chooseFirst: 'Vælg først noget på listen.',
    form: {
      ownWords: 'Skriv kommunens egne ord',
      handIn: {
        letter: (line) =>
          `Har du brevet som fil, så send det til mig i vores private chat, og skriv ${line} i samme besked. Så får du formularen med brevet vedlagt.`,
        table: (line) =>
          `Send tabellen til mig i vores private chat, og skriv ${line} i samme besked. Så får du formularen med tabellen vedlagt.`,
      },
      tooLong: 'Teksten er for lang til formularen. Skriv den igen, og gør den kortere.',
    },
  },
  home: {
    approvals: 'Venter på din godkendelse',
    noApprovals: 'Ingen breve venter på dig.',
    deadlines: 'Dine frister',
    noDeadlines: 'Du har ingen frister lige nu.',
    absence: 'Dit fravær',
    here: 'Du er ikke registreret som fraværende.',
    away: (until, substitute) =>
      `Du er registreret som fraværende til og med ${dateInWords(until)}. ${capital(substitute)} får dine beskeder.`,
    comeBack: 'Jeg er tilbage',
    goAway: 'Registrér fravær',
    changeAbsence: 'Ret fraværet',
  },
  menu: {
    title: 'Hvad vil du?',
    record: 'Registrér:',
    answer: 'Registrér svar',
    letter: 'Registrér kommunens brev',
    draft: 'Lav en orientering',
    see: 'Se:',
    home: 'Min forside',
    deadlines: 'Mine frister',
    overview: 'Årets overblik',
    absence: 'Mit fravær',
    help: 'Hjælp',
    all: 'Alle kommandoer',
  },
};
