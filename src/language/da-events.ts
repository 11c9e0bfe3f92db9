// One sentence for each kind of event, in Danish: the answer when it is recorded, and its line in the history.
import {
  activityKinds,
  activityStatuses,
  applicationStatuses,
  areas,
  bodies,
  mapAreas,
  reasonCategories,
} from '../register/terms.ts';
import { capital } from './da-words.ts';
import type { About, Language } from './language.ts';

const on = (about: About): string => (about.area ? ` på ${about.area}området` : '');
const whose = (about: About): string => about.municipality || 'En kommune, vi ikke nævner,';
const because = (words: string): string =>
  words ? ` Begrundelse: ${words.replace(/^(fordi|at) /i, '').replace(/\s*\.$/, '')}.` : '';
const from = (date: string): string => (date ? `, ${date}` : '');

export const events: Language['events'] = {
  'ledger-opened': ({ clock }) =>
    clock === 'simulated' ? 'Registeret er åbnet med et øveur.' : 'Registeret er åbnet.',
  'setting-changed': ({ setting, from: day, value }, about) =>
    `Indstillingen ${setting} gælder fra ${about.date(day)}: ${Object.entries(value)
      .map(([field, held]) => `${field}=${held}`)
      .join(', ')}.`,
  'danmarkskort-imported': ({ year, area, file, rows }) =>
    `Danmarkskortet for ${mapAreas[area]} ${year} er indlæst fra ${file.name}: ${rows.length === 1 ? '1 kommune' : `${rows.length} kommuner`}.`,
  'offers-proposed': ({ year, area, mapYear, picked }, about) =>
    `${about.municipality} er indstillet til ${picked.length === 1 ? 'et reserveret forløb' : 'reserverede forløb'} på ${areas[area]}området i ${year} efter Danmarkskortet for ${mapYear}.`,
  'round-opened': ({ year, total, applied, reserved, closes }, about) =>
    `Runden for ${year} er åbnet: ${total} forløb, ${applied} efter ansøgning og ${reserved} reserverede.${closes ? ` Ansøgningsfristen er ${about.date(closes.date)} kl. ${closes.time.replace(':', '.')}.` : ''}`,
  'calendar-adopted': ({ version, days }) =>
    `Fristerne følger nu kalenderen ${version}${days ? ` med ${days.length} fridage` : ''}.`,
  'applications-closed': ({ year, date }, about) =>
    `Ansøgningsrunden for ${year} er lukket ${about.date(date)}.`,
  'application-recorded': ({ year, status, date }, about) =>
    `${whose(about)} har søgt om et forløb${on(about)} i ${year}: ${applicationStatuses[status]}${from(about.date(date))}.`,
  'application-decided': ({ year, status, date }, about) =>
    `${about.municipality || 'En unavngiven kommune'}: ansøgningen for ${year} er afgjort som ${applicationStatuses[status]}${from(about.date(date))}.`,
  'offer-made': ({ year, date, again, answerDue, caseNumber }, about) =>
    `${whose(about)} har fået tilbudt ${again ? `pladsen efter ${about.places}` : 'et reserveret forløb'}${on(about)} i ${year}${from(about.date(date))}${answerDue ? `, med svarfrist ${about.date(answerDue)}` : ''}${caseNumber ? ` (sag ${caseNumber})` : ''}.`,
  'offer-withdrawn': ({ year, reason }, about) =>
    `Tilbuddet til ${about.municipality}${on(about)} i ${year} er trukket tilbage.${because(about.text(reason))}`,
  'contact-noted': ({ kind, date, contact, misunderstoodAs, note }, about) => {
    if (kind === 'note')
      return `Notat om ${about.municipality}${from(about.date(date))}${note ? `: ${about.text(note)}` : '.'}`;
    const verb = kind === 'chaser' ? 'er rykket for svar' : 'har fået tilbuddet præciseret';
    const as = misunderstoodAs ? ` Det var forstået som ${areas[misunderstoodAs]}.` : '';
    const by = contact ? ` Af ${about.text(contact)}.` : '';
    const words = note ? ` ${about.text(note)}` : '';
    return `${about.municipality} ${verb}${from(about.date(date))}.${by}${as}${words}`;
  },
  'treatment-recorded': ({ subject, body, date, outcome }, about) => {
    const what = subject === 'tilbud' ? 'tilbuddet' : `Danmarkskortet for ${subject.slice(-4)}`;
    const when = date === 'ukendt' ? ' på en dato, vi ikke kender' : ` ${about.date(date)}`;
    if (!outcome)
      return `${about.municipality}: ${bodies[body]}et skal behandle ${what}${date === 'ukendt' ? '; datoen er ukendt' : ` ${about.date(date)}`}.`;
    return `${about.municipality}: ${bodies[body]}et har behandlet ${what}${when}. Udfald: ${about.text(outcome)}.`;
  },
  'answer-recorded': ({ year, says, received, reasons, letterDate, decided, positive, askAgain }, about) => {
    const words = reasons.map((reason) =>
      reason.words ? about.text(reason.words) : `${reasonCategories[reason.category]} uden kommunens ord`,
    );
    const because = words.length > 0 ? ` Begrundelse: ${words.join('; ')}.` : '';
    const more = [
      letterDate
        ? ` ${about.date(letterDate) ? `Brevet er dateret ${about.date(letterDate)}` : 'Brevet er udateret'}.`
        : '',
      decided
        ? ` ${about.date(decided) ? `Besluttet ${about.date(decided)}` : 'Hvornår det er besluttet, vides ikke'}.`
        : '',
      positive ? ` Positivt: ${about.text(positive)}.` : '',
      askAgain ? ` Vil gerne spørges igen${askAgain === 'any' ? '' : ` om ${areas[askAgain]}`}.` : '',
    ].join('');
    return `${about.municipality} har sagt ${says === 'yes' ? 'ja' : 'nej'} til et reserveret forløb${on(about)} i ${year}; modtaget ${about.date(received)}.${because}${more}`;
  },
  'letter-received': ({ file, received, annexTitle }, about) =>
    `Brevet fra ${about.municipality} er modtaget ${about.date(received)}: ${file.name}.${annexTitle ? ` Bilagets titel: ${about.text(annexTitle)}.` : ''}`,
  'letter-journalised': ({ letter, docNumber, date }, about) =>
    `${about.municipality ? `Brevet fra ${about.municipality}` : letter} er journaliseret ${about.date(date)}${docNumber ? ` med doknr. ${docNumber}` : ''}.`,
  'place-converted': ({ reason, equals, source }, about) =>
    `${about.places} er omlagt til andre aktiviteter.${because(about.text(reason))}${equals ? ` Det svarer til ${equals} længere forløb.` : ''}${source ? ` Kilde: ${about.text(source)}.` : ''}`,
  'place-lapsed': ({ reason }, about) => `${about.places} bortfalder.${because(about.text(reason))}`,
  'activity-recorded': (
    { kind, year, count, perMunicipality, status, theme, programme, elseOthers, date },
    about,
  ) => {
    const number = perMunicipality ? ` (${perMunicipality} til hver)` : count ? ` (${count})` : '';
    const instead = about.places
      ? ` I stedet for ${about.places.charAt(0).toLowerCase()}${about.places.slice(1)}.`
      : '';
    return `Aktivitet i ${year}: ${activityKinds[kind]}${number}${about.municipality ? ` for ${about.municipality}` : ''}, ${status === 'offered' ? 'tilbudt' : activityStatuses[status]}${from(about.date(date))}.${theme ? ` Tema: ${about.text(theme)}.` : ''}${programme === 'at-risk' ? ' Taskforcen for udsatte børn og unge.' : ''}${elseOthers ? ' Ellers til andre.' : ''}${instead}`;
  },
  'activity-answered': ({ status, date }, about) =>
    `Aktivitet${about.municipality ? ` for ${about.municipality}` : ''}: ${activityStatuses[status]}${from(about.date(date))}.`,
  'letter-drafted': ({ letter, version, kind, year }) =>
    `${letter} version ${version} er skrevet: ${{ orientering: 'orientering', supplerende: 'supplerende orientering', berigtigelse: 'berigtigelse' }[kind]} for ${year}.`,
  'letter-rendered': ({ letter, version, files }) =>
    `Filerne til ${letter} version ${version} er lavet: ${files.map((file) => file.name).join(', ')}.`,
  'finding-cleared': ({ letter, code, note }, about) => `${letter}: ${code} er afklaret: ${about.text(note)}`,
  'letter-sent': ({ letter, version, date }, about) =>
    `${letter} version ${version} er sendt ${about.date(date)}.`,
  'letter-distributed': ({ letter, annex, date }, about) =>
    `${letter} er omdelt som SOU alm. del, bilag ${annex}, ${about.date(date)}.`,
  'letter-cancelled': ({ letter, reason }, about) => `${letter} er annulleret.${because(about.text(reason))}`,
  'approval-started': ({ letter, version, chain, steps, due }, about) =>
    `${letter} version ${version} er sendt i godkendelse (kæden ${chain}: ${steps.map((step) => step.map(about.name).join(' og ')).join(', ')})${due ? `; den skal være færdig senest ${about.date(due)}` : ''}. Begrundelserne er holdt op mod kommunens brev.`,
  'step-approved': ({ letter, version, step, owner, decider, date, proof }, about) =>
    `${letter} version ${version}, trin ${step + 1}: godkendt af ${about.name(decider)}${decider === owner ? '' : ` for ${about.name(owner)}`} ${about.date(date)}${proof ? ` uden for botten. Bevis: ${about.text(proof)}` : ''}.`.replace(
      /\.\.$/,
      '.',
    ),
  'approval-returned': ({ letter, version, step, owner, decider, reason, mode }, about) =>
    `${letter} version ${version} er returneret på trin ${step + 1} af ${about.name(decider)}${decider === owner ? '' : ` for ${about.name(owner)}`} med grunden »${about.text(reason).replace(/\s*\.$/, '')}«. Når brevet er rettet, ${mode === 'to-me' ? `går det direkte tilbage til trin ${step + 1}` : 'begynder godkendelsen forfra'}.`,
  'approval-stopped': ({ letter, why, reason }, about) =>
    `Godkendelsen af ${letter} er standset${why === 'fact-corrected' ? ', fordi en oplysning er rettet' : ''}.${reason ? because(about.text(reason)) : ''}`,
  'absence-recorded': ({ person, from: first, to, substitute }, about) =>
    `${capital(about.name(person))} er fraværende fra ${about.date(first)} til og med ${about.date(to)}. Stedfortræder: ${about.name(substitute)}.`,
  'deadline-set': ({ obligation, date, reason }, about) =>
    `Fristen for ${obligation} er sat til ${about.date(date)}.${because(about.text(reason))}`,
  'obligation-handed-over': ({ obligation, to, reason }, about) =>
    `${obligation} er givet videre til ${about.name(to)}.${reason ? because(about.text(reason)) : ''}`,
  'obligation-closed': ({ obligation, reason }, about) =>
    `${obligation} er lukket: jeg holder ikke øje med den mere.${because(about.text(reason))}`,
  'reminder-snoozed': ({ obligation, person, until }, about) =>
    `${capital(about.name(person))} bliver mindet om ${obligation} igen ${about.date(until)}. Fristen er den samme.`,
  'message-claimed': ({ message, kind, to }, about) =>
    `${message}: ${{ digest: 'daglig oversigt', urgent: 'hastebesked', card: 'opslag', files: 'filer' }[kind]} til ${about.name(to)}.`,
  'message-delivered': ({ message }) => `${message} er leveret.`,
  'message-failed': ({ message, reason }) => `${message} kunne ikke leveres: ${reason}.`,
  'message-doubtful': ({ message }) => `Det er uvist, om ${message} kom frem.`,
  'message-updated': ({ message }) => `${message} viser nu, hvad der er sket siden.`,
  'channel-chosen': ({ platform }) =>
    `Svar og breve bliver fra nu af vist i den valgte ${platform === 'slack' ? 'Slack' : 'Teams'}-kanal.`,
  'person-met': ({ person }, about) => `${capital(about.name(person))} har taget Forløbsvagten i brug.`,
  'language-chosen': ({ person, locale }, about) =>
    `${capital(about.name(person))} får svar og beskeder på ${locale === 'da' ? 'dansk' : 'engelsk'}.`,
  'fact-corrected': ({ event, reason }, about) => `E-${event} er rettet.${because(about.text(reason))}`,
  'command-undone': ({ events: undone }) => `${undone.map((event) => `E-${event}`).join(', ')} er fortrudt.`,
  'text-redacted': ({ event, reason }, about) =>
    `Ord i ${about.recording(event)} er fjernet.${because(about.text(reason))}`,
  'confirmation-asked': ({ confirmation }) => `${confirmation} venter på bekræftelse.`,
  'confirmation-given': ({ confirmation }) => `${confirmation} er bekræftet.`,
};
