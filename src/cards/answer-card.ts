// The card of a municipality's answer or letter: what was recorded, why it matters now, and the way back.
import { localDate } from '../calendar/time.ts';
import { municipalitiesOf } from '../describe.ts';
import { becauseOf, whatOf } from '../obligations/messages.ts';
import { obligationsOf } from '../obligations/obligations.ts';
import type { Event, FileRef } from '../register/events.ts';
import { reportedIn } from '../register/outgoing.ts';
import type { OutgoingLetter, Position } from '../register/state.ts';
import { quote } from '../tokens.ts';
import { type Action, actions, type Node, text, warning } from '../view/nodes.ts';
import { type CardWorld, commitAt, type DrawnCard, recording, undoingOf } from './world.ts';

/** With the letter that was recorded together with it. */
export function answerCard(event: Event<'answer-recorded'>, position: Position, world: CardWorld): DrawnCard {
  const { data } = event;
  const letter = reportedIn(world.register, data.answer);
  const files = commitAt(position, world.history).flatMap((each) =>
    each.type === 'letter-received' ? [each.data.file] : [],
  );
  const draft: Action = { label: world.t.says.next.draft, line: `udkast orientering ${data.year}` };
  return drawn(
    { event, position, files, letter, buttons: data.says === 'no' && !letter ? [draft] : [] },
    world,
  );
}

/** A letter that came by itself. */
export function receivedCard(
  event: Event<'letter-received'>,
  position: Position,
  world: CardWorld,
): DrawnCard {
  const journalise: Action = {
    label: world.t.says.next.journalise,
    line: `journalisér ${quote(municipalitiesOf(event, world))} doknr=<doknr> år=${event.data.year}`,
  };
  const journalised = world.register.rounds.get(event.data.year)?.letters.get(event.data.letter)?.journalised;
  const buttons = journalised ? [] : [journalise];
  return drawn({ event, position, files: [event.data.file], letter: undefined, buttons }, world);
}

interface Received {
  readonly event: Event<'answer-recorded' | 'letter-received'>;
  readonly position: Position;
  readonly files: readonly FileRef[];
  /** The letter to the committee that tells of it. */
  readonly letter: OutgoingLetter | undefined;
  readonly buttons: readonly Action[];
}

function drawn({ event, position, files, letter, buttons }: Received, world: CardWorld): DrawnCard {
  const { register, history, t, nameOf } = world;
  const recorded = recording(event, position, world);
  const below = { refs: files, words: t.cards.letterOf(municipalitiesOf(event, world)) };
  // A municipality's grounds are for the secretariat.
  const guarded = [text(t.cards.guardedAnswer(municipalitiesOf(event, world)))];
  const undone = undoingOf(position, history);
  if (undone) {
    const view = [...recorded, warning(t.cards.undone(nameOf(undone.by), undone.at))];
    return { view, guarded, files: below };
  }
  const duties = obligationsOf(world).filter((each) => each.events.includes(position));
  const today = localDate(event.at);
  const corrections = (register.corrections.get(position) ?? []).map((each) => `E-${each}`);
  const offered: Action[] = [
    ...buttons,
    ...duties.slice(0, 1).map(({ name }) => ({ label: t.duties.buttons.why, line: `forklar ${name}` })),
    ...(letter ? [] : [{ label: t.cards.undo, line: `fortryd E-${position}` }]),
  ];
  const view: Node[] = [
    ...recorded,
    ...duties.map((each) =>
      text(`${each.due ? `${t.duties.by(each.due, today)}: ` : ''}${whatOf(each, t)}. ${becauseOf(each, t)}`),
    ),
    ...(corrections.length > 0 ? [warning(t.cards.corrected(t.says.list(corrections)))] : []),
    ...(letter ? [text(t.cards.reported(letter.id))] : []),
    ...(offered.length > 0 ? [actions(...offered)] : []),
  ];
  return { view, guarded, files: below };
}
