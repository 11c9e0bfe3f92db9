// What is due, in English: as a kind colleague says it in the morning. Command lines stay Danish: that is how they are typed.
import { dateInWords, dayInWords } from '../calendar/dates.ts';
import type { ObligationFacts } from '../obligations/obligation.ts';
import { isChannel } from '../obligations/people.ts';
import { findMunicipality } from '../register/municipality.ts';
import type { Body, ObligationKind } from '../register/terms.ts';
import type { DutyWords, Overdue } from './duty-words.ts';
import { areas, bodies, capitalised, list, named, numbered, unnamed, when } from './en-terms.ts';
import { afterCorrection, countedOf, quoted, times, workingDays } from './en-words.ts';
import { shownText } from './removed.ts';

const recorded: Readonly<Record<ObligationKind, string>> = {
  answer: 'recorded the offer',
  treatment: 'recorded the meeting',
  orientering: 'recorded the answer',
  supplement: 'recorded that the letter was sent',
  approval: 'sent the letter for approval',
  journalising: 'recorded the letter',
  applications: 'opened the round',
};

const letters = {
  orientering: 'the letter of information',
  supplerende: 'the supplementary letter of information',
  berigtigelse: 'the letter of correction',
} as const;

const bodyOf = (body: string): string => bodies[body as Body];

const treated = (subject: string): string =>
  subject === 'tilbud' ? 'the offer' : `the Danmarkskort for ${subject.slice(-4)}`;

const sentences = (...all: readonly string[]): string => all.filter((each) => each !== '').join(' ');

/** `Brev-1 is with the Head of Division for approval.` */
const progress = (
  { letter, stage, at }: Pick<ObligationFacts['orientering'], 'letter' | 'stage' | 'at'>,
  nameOf: (person: string) => string,
): string =>
  ({
    'no-draft': '',
    draft: `${letter} has been written and has to go out for approval.`,
    'in-approval': `${letter} is with ${list(at.map(nameOf))} for approval.`,
    returned: `${letter} has been returned and has to be corrected.`,
    approved: `${letter} has been approved and has to be sent.`,
  })[stage];

const nextStep = ({ stage }: Pick<ObligationFacts['orientering'], 'stage'>, line: string): string =>
  ({
    'no-draft': '',
    draft: `Once the reasons have been checked against the municipality's letter, type: ${line}`,
    'in-approval': '',
    returned: `Correct the letter: ${line}`,
    approved: `Once the letter has been sent, type: ${line}`,
  })[stage];

/** Whose it is, what that person was told, and why the reader hears of it. */
const lies = ({ owner, acting, given }: Overdue, orElse = 'choose somebody else'): string =>
  sentences(
    `The task is with ${owner}${acting ? `, who is away; ${acting} is the substitute` : ''}.`,
    acting ? '' : `${capitalised(owner)} has had ${countedOf(given, 'reminder', 'reminders')}.`,
    `You are being told because you are the line manager. Would you like to talk to ${acting ?? owner} or ${orElse}?`,
  );

const overdue = ({ due, today, late }: Overdue): string =>
  `${dayInWords(due, today, 'en')} (${workingDays(late)} overdue)`;

/** A part of a letter as a reader knows it: `tal`, `begrundelse-vejen-børn`, `plads-høje-taastrup-2`. */
const partName = (id: string): string => {
  const [, kind = '', place = '', which] = /^([^-]*)-?(.*?)(?:-(børn|voksen|\d+))?$/.exec(id) ?? [];
  const name =
    findMunicipality(place)?.name ?? (place === 'ukendt' ? unnamed : capitalised(place.replaceAll('-', ' ')));
  const area = { børn: areas.children, voksen: areas.adults }[which ?? ''];
  const more = which ? ` (${area ?? which})` : '';
  const known: Readonly<Record<string, string>> = {
    titel: 'the title',
    tal: 'the figures',
    model: 'the section on the scheme',
    taskforcen: 'the section on the taskforce',
    begrundelse: `the reasons given by ${name}${more}`,
    'begrundelse-senere': 'the section on the reasons that will follow later',
    plads: `the section on the place that ${name} refused${more}`,
    pladser: 'the section on the places',
    nyt: 'the section on what the committee will hear later',
    afslutning: 'the closing',
    underskrift: 'the signature',
    bilag: 'the annexes',
    sagsnr: 'the case number',
  };
  return known[id] ?? known[kind] ?? `the part ${id}`;
};

/** Why, and what to do about it; a reason without words of its own stands as the platform gave it. */
const unreached = (name: string, reason: string, tried: number): string => {
  const said = (why: string, remedy: string): string =>
    `My messages do not reach ${name}${why}. I have tried ${times(tried)}. Please tell ${name} yourself${remedy}.`;
  switch (reason) {
    case 'no-user':
      return said(
        ', because the e-mail address or the id in the list of people matches no user',
        ', and have the list of people corrected',
      );
    case 'not-installed':
      return said(
        ', because Forløbsvagten has not been added in Teams',
        `, and ask ${name} to add it: choose Apps in Teams, search for Forløbsvagten and choose Add. The Teams administrator can also install it for everybody`,
      );
    case 'blocked':
      return said(
        ', because Forløbsvagten is blocked in Teams',
        `, and ask ${name} to unblock it, or the Teams administrator to allow the app`,
      );
    case 'no-conversation':
      return said(', because no conversation can be opened', ', and have the connection put right');
    case 'no-answer':
      return said(', because the platform does not answer', '. I will try again later');
    case 'ratelimited':
      return said(', because too many messages have been sent in a short time', '. I will try again later');
    default:
      return said(` (${reason})`, ', and have the connection put right');
  }
};

export const duties: DutyWords = {
  what: {
    answer: ({ municipality }) => `Answer from ${named(municipality)}`,
    treatment: ({ municipality, body, subject }) =>
      `The outcome of ${bodyOf(body)}'s consideration of ${treated(subject)} in ${named(municipality)}`,
    orientering: ({ municipality }) => `Letter of information about ${named(municipality)}`,
    supplement: ({ letter }) =>
      `Supplementary letter of information following ${letter} on what became of the places`,
    approval: ({ letter, version, step, steps, municipalities }) =>
      `Approval of ${letter} about ${named(list(municipalities))} (version ${version}, step ${step} of ${steps})`,
    journalising: ({ municipality }) => `Journalising the letter from ${named(municipality)}`,
    applications: ({ year, time }) =>
      `Close applications for the ${year} round once the deadline has passed at ${time.replace(':', '.')}`,
  },
  stands: {
    answer: ({ chased }) => (chased ? `You chased the municipality${when(chased)}.` : ''),
    treatment: () => '',
    orientering: (facts, nameOf) =>
      sentences(facts.hasAnnex ? '' : "The municipality's letter is still missing.", progress(facts, nameOf)),
    supplement: ({ draft, stage, at }, nameOf) => progress({ letter: draft, stage, at }, nameOf),
    approval: () => '',
    journalising: () => '',
    applications: () => '',
  },
  how: {
    answer: (_facts, line) => `Once the answer has come, type: ${line}`,
    treatment: (_facts, line) => `Once the outcome is known, type: ${line}`,
    orientering: nextStep,
    supplement: nextStep,
    approval: () => '',
    journalising: () => '',
    applications: (_facts, line) => `Once the deadline has passed, type: ${line}`,
  },
  because: {
    answer: ({ municipality, offered }) =>
      offered === 'ukendt'
        ? `${capitalised(named(municipality))} has received an offer and has not answered.`
        : `The offer to ${named(municipality)} is dated ${dateInWords(offered, 'en')}, and the municipality has not answered.`,
    treatment: ({ body, planned, subject }) =>
      `${capitalised(bodyOf(body))} is to consider ${treated(subject)}${when(planned)}, and the outcome has to be recorded.`,
    orientering: ({ municipality, received }) =>
      `${capitalised(named(municipality))} has said no to a reserved course (received${when(received)}), and the Social Affairs Committee has to be told.`,
    supplement: ({ letter, settled }) =>
      `${letter} promised the committee news of the places. What became of them has been settled since ${dateInWords(settled, 'en')}.`,
    approval: ({ letter, step, steps }) =>
      `${letter} cannot go any further until step ${step} of ${steps} has been decided.`,
    journalising: ({ municipality, received }) =>
      `The letter from ${named(municipality)} came${when(received)} and has not been journalised.`,
    applications: () => 'The round has to be closed when the deadline for applications passes.',
  },
  yours: (yours) => {
    switch (yours.why) {
      case 'recorded':
        return `The task is yours because you ${recorded[yours.kind]}.`;
      case 'handed-over':
        return `The task is yours because ${yours.by} handed it over to you${yours.reason ? `: ${quoted(shownText(yours.reason, 'en'))}` : ''}.`;
      case 'step':
        return 'The task is yours because you are responsible for the step.';
      case 'role':
        return 'The task is yours because nobody else has been given it.';
      case 'substitute':
        return `It comes to you because you are standing in for ${yours.person}.`;
    }
  },
  by: (due, today) => {
    if (due === today) return 'Today';
    return `${due < today ? 'Overdue since' : 'By'} ${dayInWords(due, today, 'en')}`;
  },
  undated: 'It has no deadline.',
  greeting: (firstName, time) => (time < '11:00' ? `Good morning, ${firstName}.` : `Hello ${firstName}.`),
  waiting: (n, allYours) =>
    allYours
      ? `I have ${countedOf(n, 'thing', 'things')} to remind you of today.`
      : `There ${numbered(n, 'is', 'are')} ${countedOf(n, 'thing', 'things')} you should know.`,
  more: (n) =>
    `There ${numbered(n, 'is', 'are')} ${n} more. Type frister to see ${numbered(n, 'it', 'them')}.`,
  restCanWait: 'The rest can wait.',
  seeRest: 'Type frister to see the rest.',
  toLeader: {
    answer: ({ municipality, chased }, late) =>
      `${capitalised(named(municipality))} has not answered; the deadline was ${overdue(late)}. The task is with ${late.owner}${chased ? `, who chased the municipality${when(chased)}` : ''}. You are being told because you are the line manager. Would you like to talk to ${late.acting ?? late.owner} or contact the municipality yourself?`,
    treatment: (facts, late) =>
      `${duties.what.treatment(facts)} should have been recorded by ${overdue(late)}. ${lies(late)}`,
    orientering: (facts, late, nameOf) =>
      sentences(
        `The letter of information about ${named(facts.municipality)} should have been sent by ${overdue(late)}.`,
        duties.stands.orientering(facts, nameOf),
        lies(late),
      ),
    supplement: (facts, late, nameOf) =>
      sentences(
        `The supplementary letter of information following ${facts.letter} should have been sent by ${overdue(late)}.`,
        duties.stands.supplement(facts, nameOf),
        lies(late),
      ),
    approval: ({ letter, step, steps, municipalities }, late) =>
      `${letter} about ${named(list(municipalities))} should have been approved at step ${step} of ${steps} by ${overdue(late)}. ${lies(late, 'choose a substitute')}`,
    journalising: ({ municipality }, late) =>
      `The letter from ${named(municipality)} should have been journalised by ${overdue(late)}. ${lies(late)}`,
    applications: ({ year }, late) =>
      `Applications for the ${year} round should have been closed by ${overdue(late)}. ${lies(late)}`,
  },
  readyToSend: ({ municipality, letter, version }, due, today, standsInFor, line) => {
    const should =
      due < today ? `should have been sent on ${dayInWords(due, today, 'en')}` : 'has to be sent today';
    const you = standsInFor ? `you are standing in for ${standsInFor}` : 'you are down as the sender';
    return `The letter of information about ${named(municipality)} (${letter}) ${should}, and ${you}. Version ${version} has been approved. If you cannot manage it, please hand it over now. Once it is done, type: ${line}`;
  },
  approvalAsked: ({ letter, kind, version, step, steps, municipalities }, due, today, standsInFor) => {
    const late = due !== null && due < today;
    const by = due === null || late ? '' : due === today ? ' today' : ` by ${dayInWords(due, today, 'en')}`;
    const was = late ? ` The deadline was ${dayInWords(due, today, 'en')}.` : '';
    const you = standsInFor ? `You are standing in for ${standsInFor} at` : 'You are';
    return `Would you please look at ${letters[kind]} about ${named(list(municipalities))} (${letter}, version ${version})${by}?${was} ${you} step ${step} of ${steps}.`;
  },
  newSince: (version, parts) => `New since version ${version}: ${list(parts.map(partName))}.`,
  notice: (facts, to, nameOf) => {
    switch (facts.news) {
      case 'returned':
        return `${capitalised(nameOf(facts.by))} has returned ${facts.letter} with the reason ${quoted(shownText(facts.reason, 'en'))}. Please correct the letter; then ${afterCorrection(facts.mode, nameOf(facts.owner))}.`;
      case 'approved':
        return `${facts.letter} has been finally approved (version ${facts.version}). Please send the letter, then type: ${facts.line}`;
      case 'recorded-for':
        return `${capitalised(nameOf(facts.by))} has recorded that you approved ${facts.letter} version ${facts.version} on ${dateInWords(facts.date, 'en')}${facts.proof ? ` (${quoted(shownText(facts.proof, 'en'))})` : ''}. If that is not so, please tell the secretariat at once.`;
      case 'outdated':
        return `The register has changed since ${facts.letter} version ${facts.version} was written (${list(facts.parts.map(partName))}). The letter cannot be approved or sent as it stands. ${facts.isFinal ? 'Please stop the approval, make a new version and have it approved.' : 'Please make a new version.'}`;
      case 'stopped': {
        const why =
          facts.why === 'fact-corrected'
            ? `The approval of ${facts.letter} has been stopped because ${nameOf(facts.by)} has corrected a fact on which the letter rests.`
            : `${capitalised(nameOf(facts.by))} has stopped the approval of ${facts.letter}${facts.reason ? `: ${quoted(shownText(facts.reason, 'en'))}` : ''}.`;
        const now =
          to === facts.startedBy
            ? 'Please read the letter again, and send it for approval when it is ready.'
            : 'You need do nothing now; you will be told if the letter has to be approved again.';
        return `${why} Earlier approvals no longer apply. ${now}`;
      }
      case 'unreached':
        return isChannel(facts.person)
          ? `I cannot write in ${nameOf(facts.person)}${facts.reason === 'not-installed' ? '' : ` (${facts.reason})`}, so new answers and letters are not shown there. Have Forløbsvagten added to the channel again, or choose another channel: type set channel in it.`
          : unreached(nameOf(facts.person), facts.reason, facts.times);
      case 'doubtful':
        if (isChannel(facts.person))
          return `I do not know whether my post of ${dateInWords(facts.date, 'en')} in ${nameOf(facts.person)} arrived (${facts.message}). Please look in the channel.`;
        return `I do not know whether my message of ${dateInWords(facts.date, 'en')} to ${nameOf(facts.person)} arrived (${facts.message}). Please ask ${nameOf(facts.person)}, to be on the safe side.`;
      case 'no-digest':
        return 'Nobody has had the daily summary today, although there is something to remind people of. Please type frister alle, and have the connection looked at.';
    }
  },
  buttons: {
    done: 'Done',
    next: 'Make the draft',
    chase: 'Have chased',
    snooze: 'Remind me',
    handOver: 'Hand over',
    why: 'Why?',
    read: 'Read with annexes',
    approve: (version) => `Approve version ${version}`,
    giveBack: 'Return with a reason',
    chooseOther: 'Choose somebody else',
    newDeadline: 'New deadline',
    standIn: 'Choose a substitute',
    show: 'See the approval',
    newVersion: 'Make a new version',
    edit: 'Edit',
    stop: 'Stop the approval',
  },
};
