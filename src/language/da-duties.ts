// What is due, in Danish: as a kind colleague says it in the morning.
import { dateInWords, dayInWords } from '../calendar/dates.ts';
import type { ObligationFacts } from '../obligations/obligation.ts';
import { isChannel } from '../obligations/people.ts';
import { findMunicipality } from '../register/municipality.ts';
import { areas, type Body, bodies, type ObligationKind } from '../register/terms.ts';
import { capital, counted, list, quoted, workingDays } from './da-words.ts';
import type { DutyWords, Overdue } from './duty-words.ts';
import { shownText } from './removed.ts';

const recorded: Readonly<Record<ObligationKind, string>> = {
  answer: 'registreret tilbuddet',
  treatment: 'registreret mødet',
  orientering: 'registreret svaret',
  supplement: 'registreret, at brevet er sendt',
  approval: 'sendt brevet i godkendelse',
  journalising: 'registreret brevet',
  applications: 'åbnet runden',
};

const letters = {
  orientering: 'orienteringen',
  supplerende: 'den supplerende orientering',
  berigtigelse: 'berigtigelsen',
} as const;

const treated = (subject: string): string =>
  subject === 'tilbud' ? 'tilbuddet' : `Danmarkskortet for ${subject.slice(-4)}`;

/** Why, and what to do about it; a reason without words of its own stands as the platform gave it. */
const unreached = (name: string, reason: string, times: number): string => {
  const said = (why: string, remedy: string): string =>
    `Mine beskeder når ikke frem til ${name}${why}. Jeg har prøvet ${counted(times)} gange. Giv selv ${name} besked${remedy}.`;
  switch (reason) {
    case 'no-user':
      return said(
        ', fordi ingen bruger har den e-mailadresse eller det id, der står i personlisten',
        ', og få personlisten rettet',
      );
    case 'not-installed':
      return said(
        ', fordi Forløbsvagten ikke er tilføjet i Teams',
        `, og bed ${name} om at tilføje den: vælg Apps i Teams, søg efter Forløbsvagten, og vælg Tilføj. Teams-administratoren kan også installere den for alle`,
      );
    case 'blocked':
      return said(
        ', fordi Forløbsvagten er blokeret i Teams',
        `, og bed ${name} om at ophæve blokeringen eller Teams-administratoren om at tillade appen`,
      );
    case 'no-conversation':
      return said(', fordi jeg ikke kan åbne en samtale', ', og bed den, der driver botten, om at se på det');
    case 'no-answer':
      return said(', fordi platformen ikke svarer', '. Jeg prøver selv igen senere');
    case 'ratelimited':
      return said(', fordi jeg har sendt for mange beskeder på kort tid', '. Jeg prøver selv igen senere');
    default:
      return said(` (${reason})`, ', og få forbindelsen rettet');
  }
};

/** `Brev-1 er til godkendelse hos Kontorchef.` */
const progress = (
  { letter, stage, at }: Pick<ObligationFacts['orientering'], 'letter' | 'stage' | 'at'>,
  nameOf: (person: string) => string,
): string =>
  ({
    'no-draft': '',
    draft: `${letter} er skrevet og skal i godkendelse.`,
    'in-approval': `${letter} er til godkendelse hos ${list(at.map(nameOf))}.`,
    returned: `${letter} er returneret og skal rettes.`,
    approved: `${letter} er godkendt og skal sendes.`,
  })[stage];

const nextStep = ({ stage }: Pick<ObligationFacts['orientering'], 'stage'>, line: string): string =>
  ({
    'no-draft': '',
    draft: `Skriv, når begrundelserne er holdt op mod kommunens brev: ${line}`,
    'in-approval': '',
    returned: `Ret brevet: ${line}`,
    approved: `Skriv, når brevet er sendt: ${line}`,
  })[stage];

const reminded = (n: number): string => {
  if (n === 0) return 'har ikke fået påmindelser';
  return n === 1 ? 'har fået én påmindelse' : `har fået ${counted(n)} påmindelser`;
};

/** Whose it is, what that person was told, and why the reader hears of it. */
const lies = ({ owner, acting, given }: Overdue): string =>
  `Opgaven ligger hos ${owner}${acting ? `, som er væk; ${acting} er stedfortræder` : ''}. ${acting ? '' : `${capital(owner)} ${reminded(given)}. `}Du får besked, fordi du er nærmeste leder. Vil du tale med ${acting ?? owner} eller vælge en anden?`;

const overdue = ({ due, today, late }: Overdue): string =>
  `${dayInWords(due, today)} (${workingDays(late)} over fristen)`;

/** A part of a letter as a reader knows it; `begrundelse-vejen-børn` is told with its area. */
const partName = (id: string): string => {
  const [, kind = '', place = '', which] = /^([^-]*)-?(.*?)(?:-(børn|voksen|\d+))?$/.exec(id) ?? [];
  const name = findMunicipality(place)?.name ?? capital(place.replaceAll('-', ' '));
  const area = { børn: areas.children, voksen: areas.adults }[which ?? ''];
  const more = which ? ` (${area ?? which})` : '';
  const known: Readonly<Record<string, string>> = {
    titel: 'titlen',
    tal: 'tallene',
    model: 'afsnittet om ordningen',
    taskforcen: 'afsnittet om taskforcen',
    begrundelse: `begrundelsen fra ${name}${more}`,
    'begrundelse-senere': 'afsnittet om de begrundelser, der kommer senere',
    plads: `afsnittet om pladsen efter ${name}${more}`,
    pladser: 'afsnittet om pladserne',
    nyt: 'afsnittet om, hvad udvalget hører senere',
    afslutning: 'afslutningen',
    underskrift: 'underskriften',
    bilag: 'bilagene',
    sagsnr: 'sagsnummeret',
  };
  return known[id] ?? known[kind] ?? `delen ${id}`;
};

export const duties: DutyWords = {
  what: {
    answer: ({ municipality }) => `Svar fra ${municipality}`,
    treatment: ({ municipality, body, subject }) =>
      `Udfaldet af ${bodies[body as Body]}ets behandling af ${treated(subject)} i ${municipality}`,
    orientering: ({ municipality }) => `Orientering om ${municipality}`,
    supplement: ({ letter }) => `Supplerende orientering til ${letter} om, hvad der blev af pladserne`,
    approval: ({ letter, version, step, steps, municipalities }) =>
      `Godkendelse af ${letter} om ${list(municipalities)} (version ${version}, trin ${step} af ${steps})`,
    journalising: ({ municipality }) => `Journalisering af brevet fra ${municipality}`,
    applications: ({ year, time }) =>
      `Luk ansøgningsrunden for ${year}, når fristen er udløbet kl. ${time.replace(':', '.')}`,
  },
  stands: {
    answer: ({ chased }) => (chased ? `Der er rykket ${dateInWords(chased)}.` : ''),
    treatment: () => '',
    orientering: (facts, nameOf) =>
      [facts.hasAnnex ? '' : 'Kommunens brev mangler endnu.', progress(facts, nameOf)].join(' ').trim(),
    supplement: ({ draft, stage, at }, nameOf) => progress({ letter: draft, stage, at }, nameOf),
    approval: () => '',
    journalising: () => '',
    applications: () => '',
  },
  how: {
    answer: (_facts, line) => `Skriv, når svaret er kommet: ${line}`,
    treatment: (_facts, line) => `Skriv, når udfaldet er kendt: ${line}`,
    orientering: nextStep,
    supplement: nextStep,
    approval: () => '',
    journalising: () => '',
    applications: (_facts, line) => `Skriv, når fristen er udløbet: ${line}`,
  },
  because: {
    answer: ({ municipality, offered }) =>
      offered === 'ukendt'
        ? `${municipality} har fået et tilbud og har ikke svaret.`
        : `Tilbuddet til ${municipality} er fra ${dateInWords(offered)}, og kommunen har ikke svaret.`,
    treatment: ({ body, planned, subject }) =>
      `${capital(bodies[body as Body])}et behandler ${treated(subject)}${planned === 'ukendt' ? '' : ` ${dateInWords(planned)}`}, og udfaldet skal registreres.`,
    orientering: ({ municipality, received }) =>
      `${municipality} har sagt nej til et reserveret forløb (modtaget ${dateInWords(received)}), og Socialudvalget skal have det at vide.`,
    supplement: ({ letter, settled }) =>
      `${letter} lovede udvalget nyt om pladserne. Det har siden ${dateInWords(settled)} været afgjort, hvad der blev af dem.`,
    approval: ({ letter, step, steps }) =>
      `${letter} kan ikke gå videre, før trin ${step} af ${steps} er afgjort.`,
    journalising: ({ municipality, received }) =>
      `Brevet fra ${municipality} kom ${dateInWords(received)} og er ikke journaliseret.`,
    applications: () => 'Runden skal lukkes, når ansøgningsfristen udløber.',
  },
  yours: (yours) => {
    switch (yours.why) {
      case 'recorded':
        return `Opgaven er din, fordi du har ${recorded[yours.kind]}.`;
      case 'handed-over':
        return `Opgaven er din, fordi ${yours.by} har givet dig den${yours.reason ? `: ${quoted(shownText(yours.reason, 'da'))}` : ''}.`;
      case 'step':
        return 'Opgaven er din, fordi du er ansvarlig for trinnet.';
      case 'role':
        return 'Opgaven er din, fordi ingen anden er sat på den.';
      case 'substitute':
        return `Du får den, fordi du er stedfortræder for ${yours.person}.`;
    }
  },
  by: (due, today) => {
    if (due === today) return 'I dag';
    return due < today ? `Over fristen fra ${dayInWords(due, today)}` : `Senest ${dayInWords(due, today)}`;
  },
  undated: 'Den har ingen frist.',
  greeting: (firstName, time) => (time < '11:00' ? `God morgen, ${firstName}.` : `Hej ${firstName}.`),
  waiting: (n, allYours) =>
    allYours ? `Jeg minder om ${counted(n)} ting i dag.` : `Der er ${counted(n)} ting, du bør vide.`,
  more: (n) => `Der er ${n} til. Skriv frister for at se dem.`,
  restCanWait: 'Resten kan vente.',
  seeRest: 'Se resten med frister.',
  toLeader: {
    answer: ({ municipality, chased }, late) =>
      `${municipality} har ikke svaret; fristen var ${overdue(late)}. Opgaven ligger hos ${late.owner}${chased ? `, som har rykket ${dateInWords(chased)}` : ''}. Du får besked, fordi du er nærmeste leder. Vil du tale med ${late.acting ?? late.owner} eller selv kontakte kommunen?`,
    treatment: (facts, late) =>
      `${duties.what.treatment(facts)} skulle være registreret ${overdue(late)}. ${lies(late)}`,
    orientering: (facts, late, nameOf) =>
      `Orienteringen om ${facts.municipality} skulle være sendt ${overdue(late)}. ${duties.stands.orientering(facts, nameOf)} ${lies(late)}`.replace(
        '  ',
        ' ',
      ),
    supplement: (facts, late, nameOf) =>
      `Den supplerende orientering til ${facts.letter} skulle være sendt ${overdue(late)}. ${duties.stands.supplement(facts, nameOf)} ${lies(late)}`.replace(
        '  ',
        ' ',
      ),
    approval: ({ letter, step, steps, municipalities }, late) =>
      `${letter} om ${list(municipalities)} skulle være godkendt på trin ${step} af ${steps} ${overdue(late)}. ${lies(late)}`.replace(
        'vælge en anden?',
        'vælge en stedfortræder?',
      ),
    journalising: ({ municipality }, late) =>
      `Brevet fra ${municipality} skulle være journaliseret ${overdue(late)}. ${lies(late)}`,
    applications: ({ year }, late) =>
      `Ansøgningsrunden for ${year} skulle være lukket ${overdue(late)}. ${lies(late)}`,
  },
  readyToSend: ({ municipality, letter, version }, due, today, standsInFor, line) =>
    `Orienteringen om ${municipality} (${letter}) ${due < today ? `skulle have været sendt ${dayInWords(due, today)}` : 'skal sendes i dag'}, og ${standsInFor ? `du er stedfortræder for ${standsInFor}` : 'du står som afsender'}. Version ${version} er godkendt. Skriv, når det er gjort: ${line} Kan du ikke nå det, så giv den videre nu.`,
  approvalAsked: ({ letter, kind, version, step, steps, municipalities }, due, today, standsInFor) => {
    const late = due !== null && due < today;
    const when = due === null || late ? '' : due === today ? ' i dag' : ` senest ${dayInWords(due, today)}`;
    const was = late ? ` Fristen var ${dayInWords(due, today)}.` : '';
    const you = standsInFor
      ? `Du er stedfortræder for ${standsInFor} på trin ${step} af ${steps}.`
      : `Du er trin ${step} af ${steps}.`;
    return `Vil du se på ${letters[kind]} om ${list(municipalities)} (${letter}, version ${version})${when}?${was} ${you}`;
  },
  newSince: (version, parts) => `Nyt siden version ${version}: ${list(parts.map(partName))}.`,
  notice: (facts, to, nameOf) => {
    switch (facts.news) {
      case 'returned':
        return `${capital(nameOf(facts.by))} har returneret ${facts.letter} med grunden ${quoted(shownText(facts.reason, 'da'))}. Ret brevet; så ${facts.mode === 'to-me' ? `går det direkte tilbage til ${nameOf(facts.owner)}` : 'begynder godkendelsen forfra'}.`;
      case 'approved':
        return `${facts.letter} er endeligt godkendt (version ${facts.version}). Send brevet, og skriv derefter: ${facts.line}`;
      case 'recorded-for':
        return `${capital(nameOf(facts.by))} har registreret, at du godkendte ${facts.letter} version ${facts.version} ${dateInWords(facts.date)}${facts.proof ? ` (${quoted(shownText(facts.proof, 'da'))})` : ''}. Passer det ikke, så sig det straks til sekretariatet.`;
      case 'outdated':
        return `Registeret er ændret, siden ${facts.letter} version ${facts.version} blev skrevet (${list(facts.parts.map(partName))}). Brevet kan ikke godkendes eller sendes, som det er. ${facts.isFinal ? 'Stands godkendelsen, lav en ny version, og få den godkendt.' : 'Lav en ny version.'}`;
      case 'stopped': {
        const why =
          facts.why === 'fact-corrected'
            ? `Godkendelsen af ${facts.letter} er standset, fordi ${nameOf(facts.by)} har rettet en oplysning, som brevet bygger på.`
            : `${capital(nameOf(facts.by))} har standset godkendelsen af ${facts.letter}${facts.reason ? `: ${quoted(shownText(facts.reason, 'da'))}` : ''}.`;
        const now =
          to === facts.startedBy
            ? 'Læs brevet igen, og send det i godkendelse, når det er klart.'
            : 'Du skal ikke gøre noget nu; du får besked, hvis brevet igen skal godkendes.';
        return `${why} Tidligere godkendelser gælder ikke længere. ${now}`;
      }
      case 'unreached':
        return isChannel(facts.person)
          ? `Jeg kan ikke skrive i ${nameOf(facts.person)}${facts.reason === 'not-installed' ? '' : ` (${facts.reason})`}, så nye svar og breve bliver ikke vist dér. Få Forløbsvagten føjet til kanalen igen, eller vælg en anden kanal: skriv opsæt kanal i den.`
          : unreached(nameOf(facts.person), facts.reason, facts.times);
      case 'doubtful':
        if (isChannel(facts.person))
          return `Jeg ved ikke, om mit opslag i ${nameOf(facts.person)} fra ${dateInWords(facts.date)} kom frem (${facts.message}). Kig efter i kanalen.`;
        return `Jeg ved ikke, om min besked til ${nameOf(facts.person)} fra ${dateInWords(facts.date)} nåede frem (${facts.message}). Spørg ${nameOf(facts.person)} for en sikkerheds skyld.`;
      case 'no-digest':
        return 'Ingen har fået den daglige oversigt i dag, selv om der er noget at minde om. Skriv frister alle, og få set på forbindelsen.';
    }
  },
  buttons: {
    done: 'Klaret',
    next: 'Lav udkastet',
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
    newVersion: 'Lav en ny version',
    edit: 'Redigér',
    stop: 'Stands godkendelsen',
  },
};
