// What proposals would make of history and register if they were recorded now. Nothing of it is kept.
import type { Context } from '../command.ts';
import type { Event, Proposal } from '../register/events.ts';
import { evolve } from '../register/register.ts';
import type { Register } from '../register/state.ts';

/** The event as it would be recorded; it has no id, for nobody may refer to it. */
export function supposedEvent({ now, actor }: Pick<Context, 'now' | 'actor'>, proposal: Proposal): Event {
  return { id: '', at: now, by: actor.id, via: 'console', cause: '', ...proposal } as Event;
}

/** The history with the proposals at its end. */
export function supposedHistory(context: Context, proposals: readonly Proposal[]): Event[] {
  return [...context.history, ...proposals.map((proposal) => supposedEvent(context, proposal))];
}

/** The register after the proposals. They are not checked: that is done when they are recorded. */
export function supposedRegister(context: Context, proposals: readonly Proposal[]): Register {
  return proposals.reduce(
    (register, proposal, index) =>
      evolve(register, supposedEvent(context, proposal), context.history.length + 1 + index),
    context.register,
  );
}
