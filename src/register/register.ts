// The fold. Every event type has one rule; a type without one does not compile.
import { answerRules } from './answer.ts';
import { approvalRules } from './approval.ts';
import { mapRules } from './danmarkskort.ts';
import { dutyRules } from './duty.ts';
import { type Event, type EventType, eventData, type Proposal } from './events.ts';
import { offerRules } from './offer.ts';
import { outgoingRules } from './outgoing.ts';
import { placeRules } from './place.ts';
import { type Refusal, refuse } from './refusal.ts';
import { roundRules } from './round.ts';
import type { Rule, Rules } from './rule.ts';
import { emptyRegister, having, type Position, type Register } from './state.ts';
import { userRules } from './users.ts';

const said = { guard: () => undefined, evolve: (register: Register) => register };

const bookkeeping: Rules<
  | 'ledger-opened'
  | 'calendar-adopted'
  | 'message-claimed'
  | 'message-delivered'
  | 'message-failed'
  | 'message-doubtful'
  | 'message-updated'
  | 'setting-changed'
  | 'fact-corrected'
  | 'command-undone'
  | 'text-redacted'
  | 'confirmation-asked'
  | 'confirmation-given'
> = {
  'ledger-opened': {
    guard: () => undefined,
    evolve: (register, { data }) => ({
      ...register,
      organisation: data.organisation,
      clock: data.clock,
      calendar: data.calendar ?? null,
    }),
  },
  'calendar-adopted': {
    guard: () => undefined,
    evolve: (register, { data }) => ({ ...register, calendar: data }),
  },
  // What was sent to whom is no fact of the register: src/obligations/deliveries.ts keeps it.
  'message-claimed': said,
  'message-delivered': said,
  'message-failed': said,
  'message-doubtful': said,
  'message-updated': said,
  'setting-changed': {
    guard: () => undefined,
    evolve: (register, { data }, recorded) => ({
      ...register,
      settings: [...register.settings, { ...data, recorded }],
    }),
  },
  'fact-corrected': {
    guard: () => undefined,
    evolve(register, { data }, recorded) {
      const corrections = [...(register.corrections.get(data.event) ?? []), recorded];
      return { ...register, corrections: having(register.corrections, data.event, corrections) };
    },
  },
  'command-undone': said,
  // The history that is folded has lost the words already: src/known.ts.
  'text-redacted': said,
  'confirmation-asked': {
    guard: () => undefined,
    evolve(register, { data, by }, recorded) {
      const { confirmation: id, ...asked } = data;
      return {
        ...register,
        confirmations: having(register.confirmations, id, { ...asked, id, by, given: false, recorded }),
      };
    },
  },
  'confirmation-given': {
    guard(register, data) {
      const asked = register.confirmations.get(data.confirmation);
      return asked && !asked.given
        ? undefined
        : refuse('unknown-confirmation', { typed: data.confirmation }, 'fortryd');
    },
    evolve(register, { data }) {
      const asked = register.confirmations.get(data.confirmation);
      if (!asked) return register;
      return {
        ...register,
        confirmations: having(register.confirmations, asked.id, { ...asked, given: true }),
      };
    },
  },
};

const rules: Rules<EventType> = {
  ...bookkeeping,
  ...roundRules,
  ...offerRules,
  ...answerRules,
  ...placeRules,
  ...outgoingRules,
  ...approvalRules,
  ...mapRules,
  ...dutyRules,
  ...userRules,
};

/** What is known once the event, at that position of the ledger, has happened. */
export function evolve(register: Register, event: Event, position: Position): Register {
  const rule: Rule<typeof event.type> = rules[event.type];
  return (rule.evolve as (register: Register, event: Event, position: Position) => Register)(
    register,
    event,
    position,
  );
}

/** Why that event cannot be recorded on top of the register; undefined when it can. */
export function guard(register: Register, proposal: Proposal): Refusal | undefined {
  const rule = rules[proposal.type];
  return (rule.guard as (register: Register, data: unknown) => Refusal | undefined)(register, proposal.data);
}

/**
 * Whether all proposals can be recorded in that order after the first `version` events: the register after them,
 * or the first refusal. `envelope` makes an event of a proposal.
 */
export function admit(
  register: Register,
  version: number,
  proposals: readonly Proposal[],
  envelope: (proposal: Proposal) => Event,
): { register: Register; events: Event[] } | Refusal {
  let after = register;
  const events: Event[] = [];
  for (const proposal of proposals) {
    const refusal = guard(after, proposal);
    if (refusal) return refusal;
    const event = envelope(proposal);
    events.push(event);
    after = evolve(after, event, version + events.length);
  }
  return { register: after, events };
}

/**
 * What counts: undone commands are left out and corrected facts replaced, each at its own position.
 * An undone correction corrects nothing; positions stay those of the ledger.
 */
export function effective(history: readonly Event[]): (Event | undefined)[] {
  const undone = new Set(
    history.flatMap((event) => (event.type === 'command-undone' ? event.data.events : [])),
  );
  const counting: (Event | undefined)[] = history.map((event, index) =>
    undone.has(index + 1) ? undefined : event,
  );
  for (const event of counting) {
    if (event?.type !== 'fact-corrected') continue;
    const index = event.data.event - 1;
    const corrected = counting[index];
    if (corrected) counting[index] = withField(corrected, event.data.field, event.data.value);
  }
  return counting;
}

/** The register as the whole history gives it. */
export function fold(history: readonly Event[]): Register {
  let register = emptyRegister;
  effective(history).forEach((event, index) => {
    if (event) register = evolve(register, event, index + 1);
  });
  return register;
}

/** The first event that the history, as it would be, no longer allows; undefined when all of it still holds. */
export function firstBroken(history: readonly Event[]): { position: Position; refusal: Refusal } | undefined {
  let register = emptyRegister;
  for (const [index, event] of effective(history).entries()) {
    if (!event) continue;
    const refusal = guard(register, event);
    if (refusal) return { position: index + 1, refusal };
    register = evolve(register, event, index + 1);
  }
  return undefined;
}

/** Whether an event changes what earlier ones mean, so that the register must be folded anew. */
export function rewrites(event: Event): boolean {
  return ['fact-corrected', 'command-undone', 'text-redacted'].includes(event.type);
}

function withField(event: Event, field: string, value: unknown): Event {
  const data = eventData[event.type].parse({ ...event.data, [field]: value });
  return { ...event, data } as Event;
}
