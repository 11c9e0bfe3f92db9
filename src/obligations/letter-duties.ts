// What a refusal demands of us: the letter to the committee, each step of its approval, and news that a letter promised.
import { localDate } from '../calendar/time.ts';
import type { LocalDate, Person } from '../ports.ts';
import { refusedIn } from '../register/answer.ts';
import { isRunning, openRoles, openStep } from '../register/approval-state.ts';
import type { Event } from '../register/events.ts';
import { municipalityOf } from '../register/municipality.ts';
import { isUnsent, letterState, newestDraft } from '../register/outgoing.ts';
import { placeState } from '../register/place.ts';
import type { OutgoingLetter, Position, Register, Round } from '../register/state.ts';
import { obligationKinds } from '../register/terms.ts';
import type { Draft, OrienteringStage } from './obligation.ts';
import { offerThing } from './offer-duties.ts';
import { waitsFor } from './people.ts';
import { deadlineRule } from './settings.ts';

/** The letter that reports each answer: by the answer's id. */
export function reportingLetters(register: Register): Map<string, OutgoingLetter> {
  const letters = new Map<string, OutgoingLetter>();
  for (const letter of register.letters.values())
    if (letter.kind === 'orientering' && !letter.cancelled)
      for (const answer of newestDraft(letter).refusals)
        if (!letters.has(answer)) letters.set(answer, letter);
  return letters;
}

export function orienteringDuties(
  register: Register,
  people: readonly Person[],
  round: Round,
  reporting: ReadonlyMap<string, OutgoingLetter>,
): Draft[] {
  const enclosed = new Set([...round.letters.values()].flatMap((letter) => letter.offers));
  return refusedIn(round).flatMap(({ offer, answer }): Draft[] => {
    const letter = reporting.get(answer.answer);
    if (letter?.sent) return [];
    const stage = letter ? stageOf(letter) : 'no-draft';
    const start = answer.received;
    return [
      {
        kind: 'orientering',
        name: `${offerThing(offer)}/${obligationKinds.orientering}`,
        origin: answer.recorded,
        reckoning: { by: 'rule', start, rule: deadlineRule(register, 'orientering', start) },
        line: nextLine(letter, stage, round.year),
        button: stage === 'no-draft' || stage === 'in-approval' ? 'next' : null,
        events: [answer.recorded],
        facts: {
          municipality: offer.municipality ? municipalityOf(offer.municipality).name : 'ukendt',
          received: answer.received,
          letter: letter?.id ?? null,
          version: letter ? newestDraft(letter).version : null,
          stage,
          at: openAt(letter, people),
          hasAnnex: enclosed.has(offer.id),
        },
      },
    ];
  });
}

function openAt(letter: OutgoingLetter | undefined, people: readonly Person[]): string[] {
  const approval = letter?.approval ?? null;
  return isRunning(approval) ? waitsFor(people, approval) : [];
}

function stageOf(letter: OutgoingLetter): OrienteringStage {
  const state = letterState(letter);
  return state === 'in-approval' || state === 'returned' || state === 'approved' ? state : 'draft';
}

function nextLine(letter: OutgoingLetter | undefined, stage: OrienteringStage, year: number): string {
  const id = letter?.id ?? '';
  const lines: Readonly<Record<OrienteringStage, string>> = {
    'no-draft': `udkast orientering ${year}`,
    draft: `godkendelse start ${id} holdt-op-mod-brevet=ja`,
    'in-approval': `godkendelse vis ${id}`,
    returned: `redigér ${id} <del> "…"`,
    approved: letter ? sentLine(letter) : '',
  };
  return lines[stage];
}

/** The line that records the sending: with the number, where the letter has none yet. */
export function sentLine(letter: OutgoingLetter): string {
  return newestDraft(letter).docNumber === null ? `sendt ${letter.id} doknr=<doknr>` : `sendt ${letter.id}`;
}

/** The open step of each running approval: one obligation for each role that has yet to decide. */
export function approvalDuties(register: Register, history: readonly Event[]): Draft[] {
  return [...register.letters.values()].flatMap((letter): Draft[] => {
    const { approval } = letter;
    if (!isUnsent(letter) || !isRunning(approval)) return [];
    const step = openStep(approval);
    const start = localDate(history[approval.opened - 1]?.at ?? '1970-01-01T00:00:00.000Z');
    const several = (approval.steps[step]?.length ?? 0) > 1;
    const { version, refusals } = newestDraft(letter);
    return openRoles(approval, step).map((role) => ({
      kind: 'approval',
      name: `${letter.id}/${obligationKinds.approval}-${step + 1}${several ? `-${role}` : ''}`,
      origin: approval.opened,
      role: { name: role, above: approval.startedBy },
      latest: approval.due,
      reckoning: { by: 'rule', start, rule: deadlineRule(register, 'approval', start) },
      line: `godkend ${letter.id} v=${version} trin=${step + 1}`,
      button: 'done',
      events: [approval.recorded, approval.opened],
      facts: {
        letter: letter.id,
        kind: letter.kind,
        version,
        role,
        step: step + 1,
        steps: approval.steps.length,
        municipalities: reportedNames(register.rounds.get(letter.year), refusals),
      },
    }));
  });
}

function reportedNames(round: Round | undefined, refusals: readonly string[]): string[] {
  const offers = [...(round?.offers.values() ?? [])].filter((offer) =>
    offer.answers.some((answer) => refusals.includes(answer.answer)),
  );
  return [
    ...new Set(
      offers.map((offer) => (offer.municipality ? municipalityOf(offer.municipality).name : 'ukendt')),
    ),
  ];
}

/** A sent letter that promised to say what becomes of the places, once all of them have a fate and nobody has said it. */
export function supplementDuties(
  register: Register,
  people: readonly Person[],
  history: readonly Event[],
): Draft[] {
  const letters = [...register.letters.values()];
  return letters.flatMap((letter): Draft[] => {
    const draft = newestDraft(letter);
    if (!letter.sent || !draft.promisesNews) return [];
    const told = letters.filter(
      (each) => each.kind === 'supplerende' && newestDraft(each).about === letter.id && !each.cancelled,
    );
    if (told.some((each) => each.sent)) return [];
    const settled = settledOn(register.rounds.get(draft.year), draft.refusals, history);
    if (settled === undefined) return [];
    const open = told.at(-1);
    const stage = open ? stageOf(open) : 'no-draft';
    return [
      {
        kind: 'supplement',
        name: `${letter.id}/${obligationKinds.supplement}`,
        origin: letter.sent.recorded,
        reckoning: {
          by: 'rule',
          start: settled.date,
          rule: deadlineRule(register, 'supplement', settled.date),
        },
        line: open ? nextLine(open, stage, draft.year) : `udkast supplerende ${letter.id}`,
        button: stage === 'no-draft' || stage === 'in-approval' ? 'next' : null,
        events: [letter.sent.recorded, settled.recorded],
        facts: {
          letter: letter.id,
          settled: settled.date,
          draft: open?.id ?? null,
          stage,
          at: openAt(open, people),
        },
      },
    ];
  });
}

interface Settled {
  readonly date: LocalDate;
  readonly recorded: Position;
}

/** When the last of the refused places got its fate; undefined while one is vacant or on offer. */
function settledOn(
  round: Round | undefined,
  refusals: readonly string[],
  history: readonly Event[],
): Settled | undefined {
  const places = [...(round?.places.values() ?? [])].filter((place) =>
    place.offers.some((id) => round?.offers.get(id)?.answers.some((each) => refusals.includes(each.answer))),
  );
  const fates = places.map((place): Settled | undefined => {
    const state = round && placeState(round, place);
    const yes = round?.offers.get(place.offers.at(-1) ?? '')?.answers.at(-1);
    if (state === 'filled' && yes) return { date: yes.received, recorded: yes.recorded };
    const settled = place.converted ?? place.lapsed;
    const at = settled && history[settled.recorded - 1]?.at;
    return at ? { date: localDate(at), recorded: settled.recorded } : undefined;
  });
  return fates.some((fate) => fate === undefined)
    ? undefined
    : fates
        .filter((fate) => fate !== undefined)
        .sort((a, b) => (a.date < b.date ? -1 : 1))
        .at(-1);
}
