// What was said to whom: the claims and outcomes in the ledger, as the tick asks of them. A claim reserves its keys until it
// is known to have failed; a doubtful one counts as given, since at most once is the promise.
import { localDate } from '../calendar/time.ts';
import type { Board, Instant, LocalDate, Lost } from '../ports.ts';
import type { DataOf, Event } from '../register/events.ts';
import type { Position } from '../register/state.ts';
import { parseStepKey, seriesOfKey } from './ladder.ts';

export interface Claim extends Lost {
  readonly keys: readonly string[];
  /** What it showed, where posts can be changed: a card's digest, a message's stored view. */
  readonly view?: string | undefined;
}

/** A post that shows something which may change. */
export interface Shown {
  readonly claim: Claim;
  /** Begins with its platform: `slack:…`. */
  readonly reference: string;
  /** Where the claim stands in the ledger. */
  readonly position: Position;
  /** The digest of what it shows since it was changed; null while it shows what was posted. */
  readonly shown: string | null;
}

export interface Failure {
  readonly kind: Claim['kind'];
  /** When the message was claimed; that it failed may be found out much later. */
  readonly claimed: Instant;
  readonly at: Instant;
  readonly reason: string;
  readonly position: Position;
}

type OpenClaim = Claim & { readonly digestBefore: LocalDate | undefined; readonly position: Position };

interface PersonRecord {
  /** The day of the newest digest that has not failed. */
  readonly digestOn: LocalDate | undefined;
  /** Since the last message that arrived. */
  readonly failures: readonly Failure[];
  /** When the urgent messages of the newest day that had one were claimed, whatever became of them; newest last. */
  readonly urgent: readonly Instant[];
}

const unknown: PersonRecord = { digestOn: undefined, failures: [], urgent: [] };

export class Deliveries {
  #claims = 0;
  readonly #open = new Map<string, OpenClaim>();
  /** Posts that can still be changed, by message. */
  readonly #shown = new Map<string, Shown>();
  /** The post of each card, by its key. */
  readonly #cards = new Map<string, { readonly reference: string; readonly to: string }>();
  /** Keys of cards and files that have arrived, or of which nobody can say. */
  readonly #settledKeys = new Set<string>();
  /** The steps given of each series, newest last. */
  readonly #steps = new Map<string, readonly number[]>();
  readonly #given = new Set<string>();
  /** How many messages spoke of each series. */
  readonly #spoken = new Map<string, number>();
  readonly #people = new Map<string, PersonRecord>();
  readonly #doubtful: Claim[] = [];
  /** The newest day on which a digest arrived, at anybody. */
  #digestArrivedOn: LocalDate | undefined;

  /** Every event of the ledger in order; those that are no message change nothing. */
  apply(event: Event, position: Position): void {
    if (event.type === 'message-claimed')
      this.#claim({ ...event.data, at: event.at, via: event.via }, position);
    else if (event.type === 'message-delivered') this.#delivered(event.data.message, event.data.reference);
    else if (event.type === 'message-doubtful') this.#doubt(event.data.message);
    else if (event.type === 'message-updated') this.#updated(event.data);
    else if (event.type === 'message-failed')
      this.#failed(event.data.message, { at: event.at, reason: event.data.reason, position });
  }

  #claim(claim: Claim, position: Position): void {
    const person = this.#people.get(claim.to) ?? unknown;
    this.#claims++;
    this.#open.set(claim.message, { ...claim, digestBefore: person.digestOn, position });
    for (const key of claim.keys) {
      const step = parseStepKey(key);
      if (step) {
        const given = this.#steps.get(step.series);
        this.#steps.set(step.series, given ? [...given, step.step] : [step.step]);
      } else this.#given.add(key);
    }
    this.#count(claim, 1);
    if (claim.kind === 'digest') this.#people.set(claim.to, { ...person, digestOn: localDate(claim.at) });
    if (claim.kind === 'urgent') {
      const before = person.urgent.filter((at) => localDate(at) === localDate(claim.at));
      this.#people.set(claim.to, { ...person, urgent: [...before, claim.at] });
    }
  }

  #count({ keys }: Claim, by: number): void {
    for (const series of new Set(keys.map(seriesOfKey)))
      this.#spoken.set(series, (this.#spoken.get(series) ?? 0) + by);
  }

  #settle(message: string): OpenClaim | undefined {
    const claim = this.#open.get(message);
    this.#open.delete(message);
    return claim;
  }

  #delivered(message: string, recorded: string | null): void {
    const claim = this.#settle(message);
    if (!claim) return;
    // Before there were several platforms every post was Slack's.
    const reference = recorded === null || platformOf(recorded) ? recorded : `slack:${recorded}`;
    if (reference !== null && claim.view !== undefined)
      this.#shown.set(message, { claim, reference, position: claim.position, shown: null });
    if (reference !== null && claim.kind === 'card')
      for (const key of claim.keys) this.#cards.set(key, { reference, to: claim.to });
    this.#keep(claim);
    this.#people.set(claim.to, { ...(this.#people.get(claim.to) ?? unknown), failures: [] });
    if (claim.kind === 'digest') this.#digestArrivedOn = localDate(claim.at);
  }

  #keep({ kind, keys }: Claim): void {
    if (kind === 'card' || kind === 'files') for (const key of keys) this.#settledKeys.add(key);
  }

  #updated({ message, shown, open }: DataOf<'message-updated'>): void {
    const post = this.#shown.get(message);
    if (open && post) this.#shown.set(message, { ...post, shown });
    else this.#shown.delete(message);
  }

  #doubt(message: string): void {
    const claim = this.#settle(message);
    if (!claim) return;
    this.#doubtful.push(claim);
    this.#keep(claim);
  }

  #failed(message: string, failure: Omit<Failure, 'kind' | 'claimed'>): void {
    const claim = this.#settle(message);
    if (!claim) return;
    for (const key of claim.keys) {
      const step = parseStepKey(key);
      if (step)
        this.#steps.set(
          step.series,
          (this.#steps.get(step.series) ?? []).filter((each) => each !== step.step),
        );
      else this.#given.delete(key);
    }
    this.#count(claim, -1);
    const person = this.#people.get(claim.to) ?? unknown;
    this.#people.set(claim.to, {
      ...person,
      digestOn: claim.kind === 'digest' ? claim.digestBefore : person.digestOn,
      failures: [...person.failures, { ...failure, kind: claim.kind, claimed: claim.at }],
    });
  }

  /** Claims made so far: the next one's number is one more. */
  get claims(): number {
    return this.#claims;
  }

  isGiven(key: string): boolean {
    return this.#given.has(key);
  }

  /** The newest step that was given of that series. */
  newestStep(series: string): number | undefined {
    // A later step is never given before an earlier one.
    return this.#steps.get(series)?.at(-1);
  }

  /** How many reminders of that series were given. */
  timesGiven(series: string): number {
    return this.#spoken.get(series) ?? 0;
  }

  digestOn(person: string): LocalDate | undefined {
    return (this.#people.get(person) ?? unknown).digestOn;
  }

  failures(person: string): readonly Failure[] {
    return (this.#people.get(person) ?? unknown).failures;
  }

  /** When urgent messages to that person were claimed on that day, newest last. */
  urgentOn(person: string, day: LocalDate): readonly Instant[] {
    return (this.#people.get(person) ?? unknown).urgent.filter((at) => localDate(at) === day);
  }

  /** People to whom nothing has arrived since it failed. */
  unreached(): { readonly person: string; readonly failures: readonly Failure[] }[] {
    return [...this.#people]
      .filter(([, { failures }]) => failures.length > 0)
      .map(([person, { failures }]) => ({ person, failures }));
  }

  /** Claims of which no outcome is known, oldest first. */
  open(): readonly Claim[] {
    return [...this.#open.values()];
  }

  /** Posts that may have to show something else, oldest first. */
  shown(): readonly Shown[] {
    return [...this.#shown.values()];
  }

  /** Where the card of that key stands; undefined before it was posted. */
  cardOf(key: string): { readonly reference: string; readonly to: string } | undefined {
    return this.#cards.get(key);
  }

  /** Whether a card or its files have arrived, or nobody can say whether they have. */
  isSettled(key: string): boolean {
    return this.#settledKeys.has(key);
  }

  doubtful(): readonly Claim[] {
    return this.#doubtful;
  }

  get digestArrivedOn(): LocalDate | undefined {
    return this.#digestArrivedOn;
  }

  /** A copy on which a forecast can play. */
  fork(): Deliveries {
    const copy = new Deliveries();
    copy.#claims = this.#claims;
    for (const [message, claim] of this.#open) copy.#open.set(message, claim);
    for (const [series, steps] of this.#steps) copy.#steps.set(series, steps);
    for (const key of this.#given) copy.#given.add(key);
    for (const [series, times] of this.#spoken) copy.#spoken.set(series, times);
    for (const [person, record] of this.#people) copy.#people.set(person, record);
    copy.#doubtful.push(...this.#doubtful);
    copy.#digestArrivedOn = this.#digestArrivedOn;
    return copy;
  }
}

/** The platform that a reference or a conversation names, as `slack:…` does; undefined where it names none. */
export function platformOf(name: string): Board['platform'] | undefined {
  const [platform] = name.split(':', 1);
  return platform === 'slack' || platform === 'teams' ? platform : undefined;
}
