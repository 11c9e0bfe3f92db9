// Who may do what to Brev-1, Sara's letter, and what `godkendelse vis` should then say: written from the requirement, not from
// the code. The test asks both after every line.
import { type Colleague, leadersOf, standIn } from './colleagues.ts';
import {
  type Absence,
  type Decision,
  type Draft,
  type Fact,
  isThrough,
  type Mode,
  newest,
  openSlots,
  type Slot,
  type Story,
  told,
} from './story.ts';

export type Order = { readonly by: string } & (
  | { readonly do: 'start'; readonly chain: string }
  | { readonly do: 'approve'; readonly version: number | null }
  | { readonly do: 'record'; readonly decider: string; readonly version: number | null }
  | { readonly do: 'return'; readonly mode: Mode; readonly version: number | null }
  | { readonly do: 'edit'; readonly words: string }
  | { readonly do: 'send'; readonly number: string }
  | { readonly do: 'correct'; readonly grounds: string | null }
  | { readonly do: 'absence'; readonly absence: Absence }
  | { readonly do: 'stop' | 'cancel' | 'undo' }
);

export interface Shown {
  readonly version: number;
  readonly state: string;
  readonly steps: readonly (Slot & {
    readonly owner: string;
    readonly acting: string;
    readonly decided: { readonly by: string; readonly date: string; readonly outside: boolean } | null;
    readonly open: boolean;
  })[];
}

/** What one order led to. It counts while what it began with does; an undoing leaves nothing to undo. */
interface Deed {
  readonly by: string;
  readonly isUndoing: boolean;
  readonly began: Fact | undefined;
  facts: readonly Fact[];
}

/** What others have read or were told stays: a version of the letter, and that the approval was stopped. */
const isUndoable = ({ fact }: Fact): boolean => fact !== 'draft' && fact !== 'stop';

const recorders = ['sagsbehandler', 'leder', 'kontorchef'];

export class ApprovalModel {
  readonly #people: readonly Colleague[];
  readonly #chains: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly #deeds: Deed[] = [];
  #story: Story;
  today: string;

  constructor(people: readonly Colleague[], chains: ReadonlyMap<string, string[][]>, today: string) {
    this.#people = people;
    this.#chains = chains;
    this.today = today;
    const draft: Draft = { version: 1, words: '', grounds: '', stamps: '', by: 'sara', restsOn: [] };
    const began: Fact = { fact: 'draft', draft };
    this.#deeds.push({ by: 'sara', isUndoing: false, began, facts: [began] });
    this.#story = this.#tell();
  }

  /** Each reason for which the order must be refused: the bot names one of them. None: it must be done. */
  refusals(order: Order): string[] {
    const { approval, closed } = this.#story;
    const isOpen = approval !== null && !approval.stopped;
    const may = (...more: string[]) => this.#has(order.by, [...recorders, ...more]);
    const shut = closed ? [closed] : [];
    switch (order.do) {
      case 'approve':
        return this.#decisionRefusals(order.by, order.version, true);
      case 'return':
        return this.#decisionRefusals(order.by, order.version, false);
      case 'record':
        return [
          ...(may('ministersekretariat') ? [] : ['not-allowed']),
          ...this.#decisionRefusals(order.decider, order.version, true, 'not-a-decider'),
        ];
      case 'start':
        if (!may()) return ['not-allowed'];
        return [...shut, ...(isOpen ? ['approval-exists'] : []), ...this.#errors('letter-not-ready')];
      case 'stop':
        return may() ? [...shut, ...(isOpen ? [] : ['no-approval'])] : ['not-allowed'];
      case 'edit':
        return may() ? [...shut, ...(isThrough(approval) ? ['letter-is-approved'] : [])] : ['not-allowed'];
      case 'send':
        if (!may('ministersekretariat')) return ['not-allowed'];
        if (!isThrough(approval)) return [...shut, 'letter-not-approved'];
        return [...shut, ...this.#errors('approved-is-outdated')];
      case 'cancel':
        return may() ? shut : ['not-allowed'];
      case 'correct':
        return may() ? [] : ['not-allowed'];
      case 'absence': {
        const { person } = order.absence;
        return order.by === person || leadersOf(this.#people, person).includes(order.by)
          ? []
          : ['not-your-absence'];
      }
      case 'undo':
        return this.#undoRefusals(order.by);
    }
  }

  /** Does what `refusals` finds nothing against. */
  perform(order: Order): void {
    const facts = order.do === 'undo' ? this.#undo(order.by) : this.#factsOf(order);
    this.#deeds.push({ by: order.by, isUndoing: order.do === 'undo', began: facts[0], facts });
    this.#story = this.#tell();
  }

  #factsOf(order: Order): Fact[] {
    const { by } = order;
    const { closed, approval, corrections } = this.#story;
    switch (order.do) {
      case 'start':
        return [{ fact: 'start', steps: this.#chains.get(order.chain) ?? [], starter: by }];
      case 'approve':
      case 'record': {
        const decider = order.do === 'record' ? order.decider : by;
        const slot = this.#mustDecide(decider);
        const { version } = newest(this.#story);
        const given = { version, date: this.today, outside: order.do === 'record' };
        return [
          { fact: 'approval', decision: { ...slot, owner: this.#owner(slot.role), decider, ...given } },
        ];
      }
      case 'return': {
        const { version } = newest(this.#story);
        return [{ fact: 'return', slot: this.#mustDecide(by), version, mode: order.mode }];
      }
      case 'edit':
        return [this.#draft({ by, words: order.words })];
      case 'send': {
        const stamps = `${this.today} ${order.number}`;
        const stamped = newest(this.#story).stamps === stamps ? [] : [this.#draft({ by, stamps })];
        return [...stamped, { fact: 'sent' }];
      }
      case 'correct': {
        const correction: Fact = { fact: 'correction', grounds: order.grounds };
        const changed = {
          restsOn: [...corrections, correction],
          grounds: order.grounds ?? this.#story.grounds,
        };
        if (closed) return [correction];
        const stop: Fact[] = approval?.stopped === false ? [{ fact: 'stop' }] : [];
        return [correction, ...stop, this.#draft({ by, ...changed })];
      }
      case 'absence':
        return [{ fact: 'absence', absence: order.absence }];
      case 'stop':
        return [{ fact: 'stop' }];
      default:
        return [{ fact: 'cancelled' }];
    }
  }

  /** Takes the latest deed back. To take a correction back is to correct the fact once more. */
  #undo(by: string): Fact[] {
    const deed = this.#latest(by);
    const undone = deed?.facts.filter(isUndoable) ?? [];
    const { closed, approval } = this.#story;
    const isTouched = !closed && undone.some((each) => newest(this.#story).restsOn.includes(each));
    const stop: Fact[] = approval?.stopped === false ? [{ fact: 'stop' }] : [];
    if (deed) deed.facts = deed.facts.filter((each) => !undone.includes(each));
    this.#story = this.#tell();
    return isTouched ? [...stop, this.#draft({ by })] : [];
  }

  #mustDecide(person: string): Slot {
    const slot = this.#slotOf(person);
    if (!slot) throw new Error(`${person} has nothing to decide`);
    return slot;
  }

  /** Everything that `godkendelse vis` says of the letter, but for the deadlines. */
  shown(): Shown {
    const { approval, closed } = this.#story;
    const open = closed ? [] : openSlots(approval);
    const steps = (approval?.steps ?? []).flatMap((roles, step) =>
      roles.map((role) => {
        const decision = approval?.decisions.find((each) => each.step === step && each.role === role);
        const { decider: by = '', date = '', outside = false } = decision ?? {};
        const owner = this.#owner(role);
        const isOpen = open.some((each) => each.step === step && each.role === role);
        const decided = decision ? { by, date, outside } : null;
        return { step: step + 1, role, owner, acting: this.#acting(owner), decided, open: isOpen };
      }),
    );
    return { version: newest(this.#story).version, state: this.#state(), steps };
  }

  #state(): string {
    const { approval, closed } = this.#story;
    if (closed) return closed === 'letter-is-sent' ? 'sendt' : 'annulleret';
    if (!approval || approval.stopped) return 'kladde';
    if (approval.returned) return 'returneret';
    return isThrough(approval) ? 'godkendt' : 'i godkendelse';
  }

  /** Who can decide now. */
  deciders(): string[] {
    return this.#people.map(({ id }) => id).filter((id) => this.#slotOf(id));
  }

  #decisionRefusals(decider: string, version: number | null, isApproval: boolean, stranger = 'not-yours') {
    const { approval, closed, drafts } = this.#story;
    const old = version !== null && version !== newest(this.#story).version ? ['old-version'] : [];
    const shut = [...old, ...(closed ? [closed] : [])];
    if (!approval || approval.stopped) return [...shut, 'no-approval'];
    if (approval.returned) return [...shut, 'approval-is-returned'];
    const isAuthor = isApproval && drafts.some((each) => each.by === decider);
    if (!closed && this.#slotOf(decider))
      return [
        ...shut,
        ...(isAuthor ? ['own-letter'] : []),
        ...(isApproval ? this.#errors('letter-not-ready') : []),
      ];
    const isTheirs = (each: Decision) =>
      [each.owner, each.decider, this.#acting(each.owner)].includes(decider);
    if (approval.decisions.some(isTheirs)) return [...shut, 'already-decided'];
    return [...shut, isThrough(approval) ? 'approval-is-final' : stranger];
  }

  /** The facts have changed since the newest version was made. */
  #errors(code: string): string[] {
    return newest(this.#story).grounds === this.#story.grounds ? [] : [code];
  }

  #undoRefusals(by: string): string[] {
    const deed = this.#latest(by);
    if (!deed) return ['nothing-to-undo'];
    const undone = deed.facts.filter(isUndoable);
    if (undone.length === 0) return ['not-undoable'];
    const left = this.#deeds.flatMap(({ facts }) => facts).filter((each) => !undone.includes(each));
    return told(left) ? [] : ['rests-on-it'];
  }

  #latest(by: string): Deed | undefined {
    return this.#deeds.findLast(
      ({ by: doer, isUndoing, began, facts }) => doer === by && !isUndoing && began && facts.includes(began),
    );
  }

  #tell(): Story {
    const story = told(this.#deeds.flatMap(({ facts }) => facts));
    if (!story) throw new Error('the model did what cannot be');
    return story;
  }

  #draft(changes: Pick<Draft, 'by'> & Partial<Draft>): Fact {
    const { drafts, grounds, corrections } = this.#story;
    const now = { grounds, restsOn: [...corrections], version: drafts.length + 1 };
    return { fact: 'draft', draft: { ...newest(this.#story), ...now, ...changes } };
  }

  /** The open step that the person decides: the own one, else one as today's substitute. */
  #slotOf(person: string): Slot | undefined {
    const open = openSlots(this.#story.approval);
    return (
      open.find(({ role }) => this.#owner(role) === person) ??
      open.find(({ role }) => this.#acting(this.#owner(role)) === person)
    );
  }

  /** A person by id, the only one with the role, or of several the nearest above whoever started. */
  #owner(role: string): string {
    if (this.#people.some(({ id }) => id === role)) return role;
    const holders = this.#people.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
    const above = leadersOf(this.#people, this.#story.approval?.starter ?? '');
    return (holders.length > 1 ? above.find((id) => holders.includes(id)) : undefined) ?? holders[0] ?? role;
  }

  #acting(person: string): string {
    return standIn(this.#people, this.#story.absences, person, this.today);
  }

  #has(person: string, roles: readonly string[]): boolean {
    return this.#people.some(
      ({ id, roles: own }) => id === person && own.some((role) => roles.includes(role)),
    );
  }
}
