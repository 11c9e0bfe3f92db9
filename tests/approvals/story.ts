// What becomes of one letter's approval when this and that happens: written from the words of DOMAIN § 5, not from the code.
// The story is told anew from all facts each time; to undo is to tell it without some of them.

export type Mode = 'forfra' | 'til-mig';

export interface Absence {
  readonly person: string;
  readonly from: string;
  readonly to: string;
  readonly substitute: string;
}
export interface Slot {
  readonly step: number;
  readonly role: string;
}
export interface Decision extends Slot {
  readonly version: number;
  readonly owner: string;
  readonly decider: string;
  readonly date: string;
  readonly outside: boolean;
}
export interface Draft {
  readonly version: number;
  readonly words: string;
  readonly grounds: string;
  /** The date and number that a sending stamps on the letter: no approval is about them. */
  readonly stamps: string;
  readonly by: string;
  readonly restsOn: readonly Fact[];
}
export type Fact =
  | { readonly fact: 'draft'; readonly draft: Draft }
  | { readonly fact: 'start'; readonly steps: readonly (readonly string[])[]; readonly starter: string }
  | { readonly fact: 'approval'; readonly decision: Decision }
  | { readonly fact: 'return'; readonly slot: Slot; readonly version: number; readonly mode: Mode }
  | { readonly fact: 'absence'; readonly absence: Absence }
  | { readonly fact: 'correction'; readonly grounds: string | null }
  | { readonly fact: 'stop' | 'sent' | 'cancelled' };

export interface Approval {
  readonly steps: readonly (readonly string[])[];
  readonly starter: string;
  decisions: Decision[];
  returned: { readonly slot: Slot; readonly mode: Mode } | null;
  /** Since a return til-mig: who returned it, until that step has approved. */
  round: Slot | null;
  stopped: boolean;
}
export interface Story {
  readonly drafts: Draft[];
  readonly absences: Absence[];
  readonly corrections: Fact[];
  grounds: string;
  closed: 'letter-is-sent' | 'letter-is-cancelled' | null;
  approval: Approval | null;
}
const same = (a: Slot, b: Slot): boolean => a.step === b.step && a.role === b.role;

/** The story that the facts tell; undefined when one of them cannot have happened after those before it. */
export function told(facts: readonly Fact[]): Story | undefined {
  const story: Story = {
    drafts: [],
    absences: [],
    corrections: [],
    grounds: '',
    closed: null,
    approval: null,
  };
  return facts.every((fact) => happens(story, fact)) ? story : undefined;
}

function happens(story: Story, fact: Fact): boolean {
  const running = story.approval?.stopped === false ? story.approval : null;
  if (fact.fact === 'absence') return story.absences.push(fact.absence) > 0;
  if (fact.fact === 'correction') {
    story.grounds = fact.grounds ?? story.grounds;
    return story.corrections.push(fact) > 0;
  }
  if (story.closed) return false;
  switch (fact.fact) {
    case 'draft':
      return drafted(story, fact.draft, running);
    case 'start':
      if (running) return false;
      story.approval = { ...fact, decisions: [], returned: null, round: null, stopped: false };
      return true;
    case 'approval':
    case 'return': {
      const { version, ...slot } =
        fact.fact === 'return' ? { ...fact.slot, version: fact.version } : fact.decision;
      const fits = version === newest(story).version && openSlots(running).some((each) => same(each, slot));
      if (!running || !fits) return false;
      if (fact.fact === 'return') running.returned = { slot: fact.slot, mode: fact.mode };
      else running.decisions.push(fact.decision);
      if (fact.fact === 'approval' && running.round && same(running.round, slot)) running.round = null;
      return true;
    }
    case 'stop':
      if (running) running.stopped = true;
      return running !== null;
    case 'sent':
      story.closed = 'letter-is-sent';
      return isThrough(running);
    case 'cancelled':
      story.closed = 'letter-is-cancelled';
      return true;
  }
}

/** A new version: what it makes of the approval is said by the return before it, if any. */
function drafted(story: Story, draft: Draft, running: Approval | null): boolean {
  const before = story.drafts.at(-1);
  story.drafts.push(draft);
  if (!running || (before?.words === draft.words && before.grounds === draft.grounds)) return true;
  if (isThrough(running)) return false;
  if (running.returned) running.round = running.returned.mode === 'til-mig' ? running.returned.slot : null;
  running.returned = null;
  const { round } = running;
  running.decisions = running.decisions.filter(
    (each) => round && (each.step < round.step || (each.step === round.step && each.role !== round.role)),
  );
  return true;
}

export function newest({ drafts }: Story): Draft {
  const draft = drafts.at(-1);
  if (!draft) throw new Error('there is no letter yet');
  return draft;
}

function undecided({ steps, decisions }: Approval): Slot[] {
  const slots = steps.flatMap((roles, step) => roles.map((role) => ({ step, role })));
  return slots.filter((slot) => !decisions.some((each) => same(each, slot)));
}

/** Where a decision can be made now: the first step that is not through. */
export function openSlots(approval: Approval | null): Slot[] {
  if (!approval || approval.stopped || approval.returned) return [];
  const left = undecided(approval);
  return left.filter(({ step }) => step === left[0]?.step);
}

export function isThrough(approval: Approval | null): boolean {
  return approval !== null && !approval.stopped && undecided(approval).length === 0;
}
