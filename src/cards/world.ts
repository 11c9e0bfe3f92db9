// What a card is drawn from, and what it is: a view that follows the register as long as the thing may change.
import { describe } from '../describe.ts';
import type { Language } from '../language/language.ts';
import type { World } from '../obligations/obligations.ts';
import type { LocalDate } from '../ports.ts';
import type { Event, FileRef } from '../register/events.ts';
import type { Position } from '../register/state.ts';
import { done, type Node, text, type View } from '../view/nodes.ts';

export interface CardWorld extends World {
  readonly today: LocalDate;
  /** The history with what was corrected in place, and nothing where something was undone. */
  readonly told: readonly (Event | undefined)[];
  readonly t: Language;
  nameOf(person: string): string;
}

export interface DrawnCard {
  readonly view: View;
  /** For a channel that guests can read. */
  readonly guarded: View;
  /** Files to be laid under it, and what is said with them. */
  readonly files: { readonly words: string; readonly refs: readonly FileRef[] };
}

/** What happened, as the history tells it, and who recorded it when. */
export function recording(event: Event, position: Position, world: CardWorld): Node[] {
  const { register, t, nameOf } = world;
  return [
    done(`${describe(event, register, world)} [E-${position}]`),
    text(t.cards.recorded(nameOf(event.by), event.at)),
  ];
}

/** The events that were recorded in one commit with the event at that position. */
export function commitAt(position: Position, history: readonly Event[]): Event[] {
  const cause = history[position - 1]?.cause;
  let first = position - 1;
  while (first > 0 && history[first - 1]?.cause === cause) first--;
  let end = position;
  while (end < history.length && history[end]?.cause === cause) end++;
  return history.slice(first, end);
}

/** Who took it back, if anybody has. */
export function undoingOf(position: Position, history: readonly Event[]): Event | undefined {
  for (let after = position; after < history.length; after++) {
    const event = history[after];
    if (event?.type === 'command-undone' && event.data.events.includes(position)) return event;
  }
  return undefined;
}
