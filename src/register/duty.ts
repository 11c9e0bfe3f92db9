// What people decide about what is due: another date, another owner, a later reminder; and who stands in for whom.
import type { Rules } from './rule.ts';
import { type Handling, having, type Position, type Register } from './state.ts';

const untouched: Handling = { deadline: null, handedOver: null, closed: null, snoozed: new Map() };

/** One obligation for ever: another one of the same name arises from another event. */
export function handlingKey(obligation: string, origin: Position): string {
  return `${obligation}@${origin}`;
}

export function handlingOf(register: Register, obligation: string, origin: Position): Handling {
  if (register.handlings.size === 0) return untouched;
  return register.handlings.get(handlingKey(obligation, origin)) ?? untouched;
}

export const dutyRules: Rules<
  'absence-recorded' | 'deadline-set' | 'obligation-handed-over' | 'obligation-closed' | 'reminder-snoozed'
> = {
  'absence-recorded': {
    guard: () => undefined,
    evolve: (register, { data }, recorded) => ({
      ...register,
      absences: [...register.absences, { ...data, recorded }],
    }),
  },
  'deadline-set': {
    guard: () => undefined,
    evolve: (register, { data, by }, recorded) =>
      handled(register, data, { deadline: { ...data, by, recorded } }),
  },
  'obligation-handed-over': {
    guard: () => undefined,
    evolve: (register, { data, by }, recorded) =>
      handled(register, data, { handedOver: { ...data, by, recorded } }),
  },
  'obligation-closed': {
    guard: () => undefined,
    evolve: (register, { data, by }, recorded) =>
      handled(register, data, { closed: { ...data, by, recorded } }),
  },
  'reminder-snoozed': {
    guard: () => undefined,
    evolve: (register, { data }) =>
      handled(register, data, {
        snoozed: having(handlingOf(register, data.obligation, data.origin).snoozed, data.person, data.until),
      }),
  },
};

function handled(
  register: Register,
  { obligation, origin }: { readonly obligation: string; readonly origin: Position },
  change: Partial<Handling>,
): Register {
  const handling = { ...handlingOf(register, obligation, origin), ...change };
  return { ...register, handlings: having(register.handlings, handlingKey(obligation, origin), handling) };
}
