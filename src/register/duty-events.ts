// What can happen to approvals and deadlines, in the past tense.
import { z } from 'zod';
import { count, day, freeText, id, position } from './schemas.ts';
import { keysOf, returnModes } from './terms.ts';

/** A step of an approval chain: the roles or person ids that all must approve, in no order. */
const step = z.array(z.string().min(1)).min(1);

/** What is due: its name, and the event that it arose from, so that a new one of the same name is another. */
const obligation = { obligation: z.string(), origin: position };

export const dutyEventData = {
  'approval-started': z.object({
    letter: id,
    version: count,
    content: z.string(),
    chain: id,
    steps: z.array(step).min(1),
    /** When all of it must be done; null leaves it to the steps' own deadlines. */
    due: day.nullable(),
  }),
  'step-approved': z.object({
    letter: id,
    version: count,
    content: z.string(),
    /** From 0. */
    step: z.number().int().min(0),
    role: z.string(),
    /** Whose step it is. */
    owner: id,
    /** Who decided: the owner, or the substitute. */
    decider: id,
    date: day,
    /** How it was given outside the bot; null for one given here. */
    proof: freeText.nullable(),
  }),
  'approval-returned': z.object({
    letter: id,
    version: count,
    step: z.number().int().min(0),
    role: z.string(),
    owner: id,
    /** Who returned it: the owner, or the substitute. */
    decider: id,
    reason: freeText,
    mode: z.enum(keysOf(returnModes)),
  }),
  'approval-stopped': z.object({
    letter: id,
    why: z.enum(['person', 'fact-corrected']),
    reason: freeText.nullable(),
  }),
  'absence-recorded': z.object({ person: id, from: day, to: day, substitute: id }),
  'deadline-set': z.object({ ...obligation, date: day, reason: freeText }),
  'obligation-handed-over': z.object({ ...obligation, to: id, reason: freeText.nullable() }),
  /** Handled elsewhere, or of no use any more: it is watched no longer. */
  'obligation-closed': z.object({ ...obligation, reason: freeText }),
  'reminder-snoozed': z.object({ ...obligation, person: id, until: day }),
} as const;
