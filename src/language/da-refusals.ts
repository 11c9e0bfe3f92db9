// Why the bot says no, in Danish. The line that works comes after it.
import { shortDate } from '../calendar/dates.ts';
import { clockTime } from '../calendar/time.ts';
import type { RefusalParams } from '../register/refusal.ts';
import { capital } from './da-words.ts';
import type { Language } from './language.ts';

const list = (items: readonly (string | number)[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} og ${items.at(-1)}`;
const or = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} eller ${items.at(-1)}`;
const meant = (items: readonly string[]): string => (items.length > 0 ? ` Mente du ${or(items)}?` : '');

const clause: Record<RefusalParams['not-a-clause']['why'], (found: string) => string> = {
  pronoun: (found) => `Skriv i tredje person: »${found}« kan ikke stå i ministerens brev.`,
  opening: (found) => `Begrundelsen skal kunne stå efter »at« og kan ikke begynde med »${found}«.`,
  sentence: () => 'Begrundelsen skal være én at-sætning. Giv hver begrundelse sit eget grund=.',
  'relative-time': (found) =>
    `Skriv årstallet eller datoen i stedet for »${found}«, så brevet også er rigtigt senere.`,
  'word-order': (found) => {
    const [verb, adverb] = found.split(' ');
    return `Begrundelsen skal kunne stå efter »at«: skriv »${adverb} ${verb}« i stedet for »${found}«.`;
  },
};

const fileFaults: Record<RefusalParams['file-refused']['reason'], (found: string) => string> = {
  ending: () => 'jeg læser kun pdf, docx, odt, eml og txt.',
  'no-table': () => 'her læser jeg kun tabeller: csv og xlsx.',
  content: () => 'indholdet er ikke det, som endelsen siger.',
  mismatch: (found) => `indholdet er ${found}, ikke det, som endelsen siger.`,
  empty: () => 'filen er tom.',
  'too-large': () => 'den er over 20 MB.',
  'not-fetched': () => 'jeg kunne ikke hente den lige nu. Prøv igen om lidt.',
  bomb: () => 'den pakker sig ud til mere, end et brev kan fylde.',
  macro: () =>
    'den indeholder makroer, scripts, indlejrede filer eller noget, der hentes udefra. Bed om brevet som almindelig pdf.',
  enclosed: () =>
    'der ligger en fil i mailen, som jeg ikke kan læse. Gem brevet for sig selv, og giv mig det i stedet for mailen.',
  encrypted: () => 'den er låst med adgangskode. Bed om en åben udgave.',
  unreadable: () => 'den er beskadiget. Bed om den igen.',
  name: () => 'filnavnet har tegn, som ikke hører til i et filnavn. Giv filen et andet navn.',
};

export const refusals: Language['refusals'] = {
  'line-too-long': ({ length, most }) => `Linjen er på ${length} tegn; der er plads til ${most}. Del den op.`,
  'hidden-character': ({ code, position }) =>
    `Der står et usynligt tegn (${code}) på plads ${position}. Jeg har ikke registreret noget. Slet tegnet, eller skriv linjen igen.`,
  'not-utf8': ({ line }) => `Linje ${line} er ikke UTF-8, så æ, ø og å kan ikke læses. Gem filen som UTF-8.`,
  'unclosed-quote': ({ from }) => `Anførselstegnet ved ${from} bliver aldrig lukket.`,
  'unknown-command': ({ typed, nearest }) => `Jeg kender ikke kommandoen »${typed}«.${meant(nearest)}`,
  'missing-argument': ({ label, expected }) => `Der mangler ${label}: ${expected}.`,
  'unknown-option': ({ typed, nearest }) => `Jeg kender ikke »${typed}=« her. Brug ${or(nearest)}.`,
  'repeated-option': ({ option }) => `${option} står flere gange. Jeg kan kun bruge én.`,
  'surplus-words': ({ words }) =>
    `Jeg ved ikke, hvad »${words}« skal bruges til. Skal det høre til en tekst, så sæt teksten i anførselstegn.`,
  'invalid-value': ({ label, typed, expected }) =>
    `Jeg kan ikke bruge »${typed}« som ${label}. Skriv ${expected}.`,
  'unknown-choice': ({ label, typed, choices }) =>
    `»${typed}« er ikke en mulighed for ${label}. Vælg ${or(choices)}.`,
  'unknown-municipality': ({ typed, nearest }) =>
    `Jeg kender ingen kommune, der hedder »${typed}«.${meant(nearest)}`,
  'not-allowed': ({ command, roles }) => `Kun ${list(roles)} må bruge ${command}.`,
  'unknown-person': ({ typed, known }) => `Jeg kender ikke personen »${typed}«. Jeg kender ${list(known)}.`,
  'reads-only': ({ command }) =>
    `${command} kan ikke bruges tilbage i tiden. Der kan du kun læse, hvad der var registreret.`,
  'too-many': ({ perMinute, seconds }) =>
    `Det går for stærkt: Jeg tager højst ${perMinute} kommandoer i minuttet fra hver, så alle kan komme til. Jeg har ikke registreret noget. Prøv igen om ${seconds} ${seconds === 1 ? 'sekund' : 'sekunder'}.`,
  'date-in-future': ({ date, today }) =>
    `${shortDate(date)} ligger efter i dag (${shortDate(today)}). Det, der er sket, kan ikke have en senere dato.`,
  'not-a-clause': ({ why, found }) => clause[why](found),
  'no-round': ({ year }) =>
    year ? `Runden for ${year} er ikke åbnet.` : 'Der er ikke åbnet nogen runde endnu.',
  'which-year': ({ years }) => `Hvilket år gælder det: ${or(years.map(String))}?`,
  'round-exists': ({ year }) => `Runden for ${year} er allerede åbnet.`,
  'quota-mismatch': ({ total, applied, reserved }) =>
    `Tallene går ikke op: ${applied} + ${reserved} er ${applied + reserved}, ikke ${total}.`,
  'applied-quota-full': ({ year, applied, granted }) =>
    `Alle ansøgningspladser i ${year} er givet: ${granted} af ${applied}.`,
  'no-place-free': ({ year, arithmetic: sum, vacantAfter }) => {
    const numbers = `${sum.total} forløb − ${sum.granted} tildelt − ${sum.pending} ansøgt = ${sum.reserved} reserverede i ${year}; ${sum.used} er i brug`;
    const vacant =
      vacantAfter.length > 0
        ? ` Pladsen efter ${list(vacantAfter)} er ledig og skal tilbydes videre med gentilbud.`
        : '';
    return `Der er ikke plads til flere: ${numbers}.${vacant}`;
  },
  'application-exists': ({ municipality, area, year, status }) =>
    `${municipality} har allerede en ansøgning om ${area || 'et forløb'} i ${year}. Den står som ${status}.`,
  'already-granted': ({ municipality, area, year }) =>
    `${municipality} har allerede fået et forløb på ${area} i ${year} efter ansøgning.`,
  'area-missing': ({ municipality }) =>
    `Hvilket område gælder det for ${municipality}: børnehandicap eller voksenhandicap?`,
  'offer-exists': ({ municipality, area, year, state }) =>
    `${municipality} har allerede et tilbud på ${area} i ${year}. Det står som ${state}.`,
  'no-offer': ({ municipality, year, area }) =>
    `${municipality} har ikke noget åbent tilbud${area ? ` på ${area}` : ''}${year ? ` i ${year}` : ''}.`,
  'which-offer': ({ municipality, offers }) =>
    `${municipality} har flere tilbud: ${list(offers.map((offer) => `${offer.area} ${offer.year}`))}. Hvilket gælder det?`,
  'offer-withdrawn': ({ municipality }) => `Tilbuddet til ${municipality} er trukket tilbage.`,
  'already-answered': ({ municipality, area, year, says, event }) =>
    `${municipality} har allerede sagt ${says === 'yes' ? 'ja' : 'nej'} på ${area} i ${year} (E-${event}). Er noget forkert, så ret det.`,
  'answer-before-offer': ({ municipality, received, offered }) =>
    `${municipality} kan ikke have svaret ${shortDate(received)}: tilbuddet er fra ${shortDate(offered)}.`,
  'reasons-with-yes': ({ municipality }) => `${municipality} har sagt ja. En begrundelse hører til et nej.`,
  'place-gone': ({ municipality, state }) => `Pladsen efter ${municipality} er ikke ledig: den er ${state}.`,
  'no-vacant-place': ({ municipality, year, vacantAfter }) => {
    const vacant =
      vacantAfter.length > 0
        ? ` Pladsen efter ${list(vacantAfter)} er ledig.`
        : ' Der er ingen ledige pladser.';
    return `${municipality ? `${municipality} har ikke efterladt en ledig plads` : 'Der er ikke en ledig plads'}${year ? ` i ${year}` : ''}.${vacant}`;
  },
  'which-place': ({ municipality, places }) =>
    `Der er flere ledige pladser efter ${municipality}: ${list(places.map((place) => `${place.area} ${place.year}`))}. Hvilken gælder det?`,
  'letter-exists': ({ municipality, event }) =>
    `Det brev fra ${municipality} er allerede registreret (E-${event}).`,
  'no-incoming-letter': ({ municipality }) => `Der er ikke registreret noget brev fra ${municipality}.`,
  'already-journalised': ({ what, date }) => `${what} er allerede journaliseret ${shortDate(date)}.`,
  'before-received': ({ what, date, received }) =>
    `${shortDate(date)} ligger før ${what} (${shortDate(received)}).`,
  'file-refused': ({ name, reason, found }) =>
    `Jeg kan ikke tage imod ${name}: ${fileFaults[reason](found ?? '')}`,
  'file-not-found': ({ name }) => `Jeg kan ikke finde filen ${name}.`,
  'nobody-to-propose': ({ area, year, passed }) =>
    [`Ingen kommune kan indstilles efter Danmarkskortet for ${area} ${year}.`, ...passed].join('\n'),
  'nothing-imported': ({ name }) => `Alt, der står i ${name}, er registreret i forvejen.`,
  'no-heading': ({ name, found }) =>
    `Jeg kan ikke finde kolonnerne i ${name}. Der skal være en linje med overskrifter: år, område, kommune og enten hjemvist, ændret og stadfæstet eller procent.${found.length > 0 ? ` Jeg fandt ${list(found)}.` : ''}`,
  'table-has-problems': ({ name, problems, rows }) =>
    [
      `Intet fra ${name} er registreret: ${problems.length === 1 ? 'én ting' : 'noget'} skal rettes først.${rows > 0 ? ` ${rows} andre rækker er i orden.` : ''} Ret tabellen, eller udelad linjerne.`,
      ...problems,
    ].join('\n'),
  'nothing-left': ({ name }) => `Der er ingen rækker tilbage i ${name}.`,
  'no-map': ({ area, year, known }) =>
    `Der er intet Danmarkskort for ${area} ${year}.${known.length > 0 ? ` Der er ${list(known)}.` : ' Der er ikke indlæst noget endnu.'}`,
  'not-on-map': ({ municipality, area, year }) =>
    `${municipality} står ikke i tallene for ${area} ${year}. Det betyder ikke 0 pct.; tallet er ikke indlæst.`,
  'nothing-to-report': ({ year }) =>
    `Der er intet at orientere om i ${year}: ingen kommune har et nej, som udvalget mangler at høre om.`,
  'not-refused': ({ municipality, year }) =>
    `${municipality} har ikke sagt nej til et reserveret forløb i ${year}.`,
  'already-reported': ({ municipality, letter }) =>
    `Udvalget er allerede orienteret om ${municipality} i ${letter}.`,
  'several-letters': ({ letters }) =>
    `Der er flere kladder: ${list(letters)}. Skriv, hvilke kommuner brevet skal handle om.`,
  'sent-before-answer': ({ letter, date, received }) =>
    `${letter} kan ikke være sendt ${shortDate(date)}: det fortæller om et svar, der kom ${shortDate(received)}.`,
  'letter-would-lose': ({ letter, municipalities }) =>
    `${letter} handler også om ${list(municipalities)} og ville miste det. Nævn alle kommunerne, eller annullér ${letter} først.`,
  'unknown-letter': ({ typed, known }) =>
    known.length > 0
      ? `Jeg kender ikke brevet »${typed}«. Der er ${list(known)}.`
      : `Jeg kender ikke brevet »${typed}«. Der er ingen breve endnu.`,
  'unknown-part': ({ typed, known }) => `Brevet har ingen del, der hedder »${typed}«. Der er ${list(known)}.`,
  'part-not-editable': ({ part }) =>
    `Delen ${part} kan ikke redigeres i hånden. Den følger af indstillingerne og af det, der er registreret.`,
  unprintable: ({ characters }) =>
    `Brevets skrift har ikke tegnet ${list(characters)}. Skriv det på en anden måde.`,
  'letter-is-sent': ({ letter, date }) => `${letter} er sendt ${shortDate(date)} og kan ikke ændres.`,
  'letter-not-sent': ({ letter }) => `${letter} er ikke registreret som sendt.`,
  'letter-is-cancelled': ({ letter }) => `${letter} er annulleret.`,
  'letter-has-errors': ({ letter, errors }) =>
    `${letter} kan ikke registreres som sendt. ${errors.join(' ')}`,
  'words-removed': ({ year, part, words }) =>
    `Jeg kan ikke skrive brevet for ${year}. Ord, som delen ${part} skal gengive, er fjernet: ${words}. Registrér andre ord i stedet, så kan jeg.`,
  'nothing-new': ({ letter }) => `Der er intet nyt i forhold til ${letter}.`,
  'already-distributed': ({ letter, annex }) => `${letter} er allerede omdelt som bilag ${annex}.`,
  'unknown-finding': ({ typed, known }) =>
    known.length > 0
      ? `Kontrollen har ikke fundet »${typed}«. Den har fundet ${list(known)}.`
      : `Kontrollen har ikke fundet »${typed}«. Den har ingen bemærkninger.`,
  'finding-not-clearable': ({ finding }) =>
    `${finding} kan ikke afklares med en bemærkning. Fejlen skal rettes.`,
  'unknown-event': ({ typed, most }) =>
    `Jeg kender ikke registreringen »${typed}«. De går fra E-1 til E-${most}.`,
  'not-correctable': ({ event, fields }) =>
    fields.length > 0
      ? `Skriv, hvad der skal rettes i E-${event}: ${or(fields)}.`
      : `E-${event} kan ikke rettes.`,
  'unknown-field': ({ typed, fields }) => `»${typed}« kan ikke rettes der. Her kan du rette ${list(fields)}.`,
  'correction-breaks': ({ event, why }) =>
    `Det kan ikke rettes, for så passer E-${event} ikke længere. ${sentence(why)}`,
  'already-so': ({ event }) => `Det står allerede sådan i E-${event}.`,
  'nothing-to-undo': () => 'Du har ikke registreret noget, der kan fortrydes.',
  'not-your-recording': ({ event, by }) =>
    `E-${event} er registreret af ${by}, og man kan kun fortryde det, man selv har registreret. Er den forkert, så skriv: ret E-${event}`,
  'already-undone': ({ event }) => `E-${event} er allerede fortrudt.`,
  'no-channel-here': () => 'Skriv opsæt kanal i den kanal, hvor svar og breve skal vises.',
  'not-undoable': ({ command }) => `${command} kan ikke fortrydes.`,
  'rests-on-it': ({ event }) => `Det kan ikke fortrydes, for E-${event} bygger på det.`,
  'unknown-confirmation': ({ typed }) => `Der er ikke noget at bekræfte med »${typed}«.`,
  'not-your-confirmation': ({ confirmation }) =>
    `En anden har bedt om ${confirmation}. Kun den person kan bekræfte.`,
  'facts-changed': ({ confirmation }) =>
    `Noget er ændret, siden ${confirmation} blev vist. Se det igen, og bekræft så.`,
  'unknown-activity': ({ kind }) => `Jeg kender ikke aktiviteten ${kind}.`,
  'setting-empty': ({ setting, fields }) =>
    `Skriv, hvad der skal gælde for ${setting}: ${list(fields.map((field) => `${field}=`))}.`,
  'unknown-setting': ({ typed, known }) => `»${typed}« er ikke en indstilling. Der er ${list(known)}.`,
  'clock-is-real': ({ typed }) =>
    `Mappen følger det rigtige ur, så »${typed}« kan ikke bruges. Brug en anden mappe til øvelser.`,
  'clock-backwards': ({ typed, now }) =>
    `Uret kan ikke gå tilbage: klokken er ${now}, og du skrev »${typed}«.`,
  'letter-not-ready': ({ letter, errors }) => `${letter} kan ikke godkendes, som det er. ${errors.join(' ')}`,
  'letter-is-approved': ({ letter }) =>
    `${letter} er endeligt godkendt og derfor låst. Stands godkendelsen, hvis brevet skal ændres.`,
  'letter-not-approved': ({ letter, started }) =>
    started
      ? `${letter} er ikke endeligt godkendt endnu. Et brev kan først registreres som sendt, når hele kæden har godkendt netop det indhold.`
      : `${letter} er ikke godkendt. Et brev kan først registreres som sendt, når hele kæden har godkendt det.`,
  'approved-is-outdated': ({ letter, changed }) =>
    [
      `${letter} er godkendt, men oplysninger, som brevet bygger på, er ændret siden. Stands godkendelsen, lav en ny version, og få den godkendt:`,
      ...changed,
    ].join('\n'),
  'approval-is-returned': ({ letter, by }) =>
    `${letter} er returneret af ${by} og venter på at blive rettet. En ny version åbner godkendelsen igen.`,
  'approval-is-final': ({ letter }) =>
    `${letter} er allerede endeligt godkendt. Nu skal sekretariatet sende brevet.`,
  'approval-exists': ({ letter }) => `${letter} er allerede i godkendelse.`,
  'no-approval': ({ letter }) => `${letter} er ikke i godkendelse.`,
  'old-version': ({ letter, version, newest, diff }) =>
    [
      `Version ${version} af ${letter} gælder ikke længere; den nyeste er version ${newest}. Læs den, før du beslutter dig.${diff.length > 0 ? ' Det er ændret:' : ''}`,
      ...diff,
    ].join('\n'),
  'already-decided': ({ letter, by, at }) =>
    `Trinnet i ${letter} er allerede godkendt af ${by} ${clockTime(at)}. Du behøver ikke gøre mere.`,
  'not-your-turn': ({ letter, step }) =>
    `${letter} er endnu ikke nået til trin ${step}. Du får besked, når det er din tur.`,
  'not-your-step': ({ letter, owners }) =>
    `${letter} venter på ${list(owners)}. Kun den ansvarlige for trinnet eller dagens stedfortræder kan beslutte.`,
  'own-letter': ({ letter, author }) =>
    `${capital(author ?? 'du')} har selv skrevet ${letter}. Den, der har skrevet et brev, kan ikke godkende det.`,
  'not-held-against': ({ letter }) =>
    `Begrundelserne i ${letter} skal være holdt op mod kommunens eget brev, før det går i godkendelse. Bekræft det med holdt-op-mod-brevet=ja.`,
  'unknown-chain': ({ typed, known }) =>
    `Jeg kender ikke godkendelseskæden »${typed}«. Jeg kender ${list(known)}.`,
  'nobody-for-role': ({ role }) => `Ingen i personlisten har rollen ${role}, så ingen kan godkende det trin.`,
  'proof-missing': ({ letter }) =>
    `Skriv med bevis=, hvor man kan se, at ${letter} er godkendt uden for botten.`,
  'not-a-decider': ({ person, letter, owners }) =>
    `${person} kan ikke godkende ${letter} lige nu. Det åbne trin tilhører ${list(owners)}.`,
  'decided-before-draft': ({ letter, date, drafted }) =>
    `${letter} er fra ${shortDate(drafted)}, så den kan ikke være godkendt ${shortDate(date)}.`,
  'applications-still-open': ({ year, date }) =>
    `Ansøgningsfristen for ${year} er først ${shortDate(date)}, så runden kan ikke lukkes endnu.`,
  'applications-already-closed': ({ year }) => `Ansøgningsrunden for ${year} er allerede lukket.`,
  'calendar-ends': ({ year, first, last }) =>
    `Kalenderen rækker fra ${first} til ${last}, så helligdagene i ${year} kendes ikke. Brug en kalenderfil med --calendar.`,
  'calendar-is-adopted': ({ version }) => `Fristerne følger allerede kalenderen ${version}.`,
  'unknown-obligation': ({ typed, nearest }) =>
    nearest.length > 0
      ? `Jeg kender ingen åben frist, der hedder »${typed}«.${meant(nearest)}`
      : `Jeg kender ingen åben frist, der hedder »${typed}«. Se dem alle med frister alle.`,
  'already-closed': ({ obligation }) => `${obligation} er allerede lukket.`,
  'date-in-past': ({ date, today }) =>
    `Datoen ${shortDate(date)} er passeret. Vælg en dag fra ${shortDate(today)} og frem.`,
  'not-your-obligation': ({ obligation, owner }) =>
    `${obligation} ligger hos ${owner}. Kun den ansvarlige selv, en stedfortræder eller en leder over den ansvarlige kan ændre den.`,
  'step-not-handed-over': ({ obligation }) =>
    `${obligation} er et trin i en godkendelse og kan hverken gives videre eller lukkes. Er den ansvarlige væk, så registrér fravær med en stedfortræder.`,
  'already-owner': ({ obligation, person }) => `${obligation} ligger allerede hos ${person}.`,
  'not-your-absence': ({ person }) => `Kun ${person} selv eller en overordnet leder kan registrere fraværet.`,
  'own-substitute': ({ person }) => `${person} kan ikke være sin egen stedfortræder.`,
  'period-reversed': ({ from, to }) =>
    `Perioden slutter (${shortDate(to)}), før den begynder (${shortDate(from)}).`,
  'what-if-expected': ({ typed }) =>
    `»${typed}« kan jeg ikke prøve af. Skriv »hvis« og derefter en linje, der registrerer noget.`,
  'clock-behind': ({ last }) =>
    `Uret går forkert: det viser et tidspunkt før den seneste registrering (${last}). Jeg registrerer intet, før det er stillet rigtigt.`,
};

function sentence(why: RefusalParams['correction-breaks']['why']): string {
  return (refusals[why.code] as (params: unknown) => string)(why.params);
}
