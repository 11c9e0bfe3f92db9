// How far a letter's approval has come, and what a new version of the letter makes of it (DOMAIN § 5).
import type { Approval, Draft, OutgoingLetter } from './state.ts';

/** The first step that a role has yet to approve; the number of steps once all have. */
export function openStep(approval: Approval): number {
  const open = approval.steps.findIndex((_, step) => openRoles(approval, step).length > 0);
  return open < 0 ? approval.steps.length : open;
}

/** The roles of that step that have not decided. */
export function openRoles({ steps, decisions }: Approval, step: number): string[] {
  return (steps[step] ?? []).filter(
    (role) => !decisions.some((each) => each.step === step && each.role === role),
  );
}

export function isRunning(approval: Approval | null): approval is Approval {
  return approval !== null && !approval.stopped && !approval.returned && !isFinal(approval);
}

/** Every step has approved the content. */
export function isFinal(approval: Approval): boolean {
  return openStep(approval) === approval.steps.length;
}

/** Finally approved, and the newest version still says what was approved. */
export function isApproved({ approval, versions }: OutgoingLetter): boolean {
  const newest = versions.at(-1) ?? versions[0];
  return (
    approval !== null && !approval.stopped && isFinal(approval) && approval.content === contentOf(newest)
  );
}

/** What an approval binds to: all of the letter but the date and document number that its sending stamps on it. */
export function contentOf(draft: Draft): string {
  return draft.content ?? draft.hash;
}

/** Who has decided or was to decide next: those whom a stop concerns, by role with the decider. */
export function approversOf(
  approval: Approval,
): { readonly role: string; readonly decider: string | null }[] {
  const decided = approval.decisions.map(({ role, decider }) => ({ role, decider }));
  return [...decided, ...openRoles(approval, openStep(approval)).map((role) => ({ role, decider: null }))];
}

/** The approval as a new version of its letter leaves it. */
export function afterVersion(approval: Approval, draft: Draft): Approval {
  const content = contentOf(draft);
  if (approval.stopped || content === approval.content) return approval;
  const { returned } = approval;
  const straightBack = returned?.mode === 'to-me' ? { step: returned.step, role: returned.role } : null;
  const backTo = returned ? straightBack : approval.backTo;
  const decisions = backTo
    ? approval.decisions.filter(
        (each) => each.step < backTo.step || (each.step === backTo.step && each.role !== backTo.role),
      )
    : [];
  return { ...approval, content, decisions, backTo, returned: null, opened: draft.recorded };
}
