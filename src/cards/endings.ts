// What became of the tasks that messages speak of: the commit that ended each of them, found by going through the ledger.
import { describe, type Telling } from '../describe.ts';
import type { Obligation } from '../obligations/obligation.ts';
import { obligations, obligationsOf, type World } from '../obligations/obligations.ts';
import { handlingKey } from '../register/duty.ts';
import type { Event } from '../register/events.ts';
import { evolve, fold, rewrites } from '../register/register.ts';
import type { Position, Register } from '../register/state.ts';
import { done, type Node, task, type View } from '../view/nodes.ts';

interface Moment {
  /** Events that had happened. */
  readonly after: Position;
  readonly register: Register;
  /** What was open then, by `handlingKey`. */
  readonly open: ReadonlySet<string>;
}

/** Remembers how it last found the register, so that a commit is looked at once. */
export class Endings {
  #last: Moment | undefined;
  readonly #ended = new Map<string, Event | null>();

  /** The event whose commit ended each; `watched` says since when a message has spoken of each obligation. */
  of(watched: ReadonlyMap<string, Position>, world: World): ReadonlyMap<string, Event | null> {
    const { history, register } = world;
    const open = keysOf(obligationsOf(world));
    for (const key of this.#ended.keys()) if (open.has(key)) this.#ended.delete(key);
    const gone = [...watched.keys()].filter((key) => !open.has(key) && !this.#ended.has(key));
    if (gone.length > 0) this.#find(gone, watched, world);
    this.#last = { after: history.length, register, open };
    return this.#ended;
  }

  #find(gone: readonly string[], watched: ReadonlyMap<string, Position>, world: World): void {
    const { history } = world;
    const last = this.#last;
    const first = Math.min(...gone.map((key) => watched.get(key) ?? 0));
    let { after, register } =
      last && gone.every((key) => last.open.has(key))
        ? last
        : { after: first, register: fold(history.slice(0, first)) };
    const left = new Set(gone);
    while (left.size > 0 && after < history.length) {
      const commit = commitAfter(history, after);
      const from = after;
      after += commit.length;
      register = commit.some(rewrites)
        ? fold(history.slice(0, after))
        : commit.reduce((known, event, index) => evolve(known, event, from + index + 1), register);
      // A sending writes a last version first: it is the sending that is told.
      const said = commit.filter((event) => !silent.includes(event.type));
      const told = said.find((event) => event.type !== 'letter-drafted') ?? said[0];
      if (!told) continue;
      const open = keysOf(obligations({ ...world, register }));
      for (const key of left)
        if (!open.has(key)) {
          this.#ended.set(key, told);
          left.delete(key);
        }
    }
    // What no commit ended is gone for another reason, such as a changed directory: nobody is named for it.
    for (const key of left) this.#ended.set(key, null);
  }
}

function keysOf(list: readonly Obligation[]): Set<string> {
  return new Set(list.map(({ name, origin }) => handlingKey(name, origin)));
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
  'confirmation-given',
  'letter-rendered',
  'text-redacted',
];

function commitAfter(history: readonly Event[], after: Position): Event[] {
  const cause = history[after]?.cause;
  const end = history.findIndex((event, index) => index > after && event.cause !== cause);
  return history.slice(after, end < 0 ? history.length : end);
}

/** The message with its ended tasks told as such: what was done, by whom and when, and no buttons. */
export function settledView(
  view: View,
  ended: ReadonlyMap<string, Event | null>,
  telling: Telling & { readonly register: Register },
): View {
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
