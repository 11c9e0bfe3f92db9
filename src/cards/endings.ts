// What became of the tasks that messages speak of: the commit that ended each of them, found by going through the ledger.
import { describe } from '../describe.ts';
import type { Language } from '../language/language.ts';
import type { World } from '../obligations/obligations.ts';
import { obligations } from '../obligations/obligations.ts';
import { handlingKey } from '../register/duty.ts';
import type { Event } from '../register/events.ts';
import { evolve, fold, rewrites } from '../register/register.ts';
import type { Position, Register } from '../register/state.ts';
import { done, type Node, task, type View } from '../view/nodes.ts';

/** Reads on from where it stopped; `watched` names obligations by `handlingKey`. */
export class Endings {
  #after: Position;
  #register: Register;
  readonly #ended = new Map<string, Event>();

  constructor(history: readonly Event[], after: Position) {
    this.#after = after;
    this.#register = fold(history.slice(0, after));
  }

  /** The event whose commit ended each; those that still stand are not in it. */
  of(watched: ReadonlySet<string>, world: Omit<World, 'register'>): ReadonlyMap<string, Event> {
    const { history } = world;
    while (this.#after < history.length) {
      const commit = commitAfter(history, this.#after);
      const told = commit.find((event) => !silent.includes(event.type));
      this.#after += commit.length;
      this.#register = commit.some(rewrites)
        ? fold(history.slice(0, this.#after))
        : commit.reduce(
            (register, event, index) => evolve(register, event, this.#after - commit.length + index + 1),
            this.#register,
          );
      if (!told) continue;
      const open = new Set(
        obligations({ ...world, register: this.#register }).map(({ name, origin }) =>
          handlingKey(name, origin),
        ),
      );
      for (const key of watched) {
        if (open.has(key)) this.#ended.delete(key);
        else if (!this.#ended.has(key)) this.#ended.set(key, told);
      }
    }
    return this.#ended;
  }
}

/** They end no obligation. */
const silent: readonly Event['type'][] = [
  'message-claimed',
  'message-delivered',
  'message-failed',
  'message-doubtful',
  'message-updated',
  'person-met',
  'language-chosen',
  'confirmation-asked',
];

function commitAfter(history: readonly Event[], after: Position): Event[] {
  const cause = history[after]?.cause;
  const end = history.findIndex((event, index) => index > after && event.cause !== cause);
  return history.slice(after, end < 0 ? history.length : end);
}

interface Telling {
  readonly t: Language;
  readonly register: Register;
  nameOf(person: string): string;
}

/** The message with its ended tasks told as such: what was done, by whom and when, and no buttons. */
export function settledView(view: View, ended: ReadonlyMap<string, Event>, telling: Telling): View {
  return view.flatMap((node): Node[] => {
    const event = node.kind === 'task' ? ended.get(node.about ?? '') : undefined;
    if (node.kind !== 'task' || !event) return [node];
    const sentence = describe(event, telling.register, telling);
    return [task(node.text), done(telling.t.cards.settled(sentence, telling.nameOf(event.by), event.at))];
  });
}

/** The tasks that a message speaks of. */
export function tasksIn(view: View): readonly string[] {
  return view.flatMap((node) => (node.kind === 'task' && node.about !== undefined ? [node.about] : []));
}
