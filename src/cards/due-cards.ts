// Which recordings are shown in a channel: each answer, letter received and letter drafted since the channel was chosen.
import type { Deliveries } from '../obligations/deliveries.ts';
import type { Event } from '../register/events.ts';
import type { Channel, Position } from '../register/state.ts';
import { answerCard, receivedCard } from './answer-card.ts';
import { letterCard } from './letter-card.ts';
import type { CardWorld, DrawnCard } from './world.ts';

export function cardKey(position: Position): string {
  return `opslag:${position}`;
}

export function filesKey(position: Position): string {
  return `opslag-filer:${position}`;
}

/** The position of the recording that a card is of; undefined for another key. */
export function positionOfKey(key: string): Position | undefined {
  const [, position] = /^opslag:(\d+)$/.exec(key) ?? [];
  return position === undefined ? undefined : Number(position);
}

/** The card of the event at that position as it is now; undefined where the event has none. */
export function drawCard(position: Position, world: CardWorld): DrawnCard | undefined {
  const { history } = world;
  const event = history[position - 1];
  switch (event?.type) {
    case 'answer-recorded':
      return answerCard(event, position, world);
    case 'letter-received':
      return cameWithAnswer(event, history) ? undefined : receivedCard(event, position, world);
    case 'letter-drafted':
      return letterCard(event, world);
    default:
      return undefined;
  }
}

/** Whether the letter stands on the card of the answer that was recorded with it. */
function cameWithAnswer({ cause }: Event, history: readonly Event[]): boolean {
  return history.some((each) => each.cause === cause && each.type === 'answer-recorded');
}

/** Recordings after the first `after` ones whose card, or its files, were not claimed yet. */
export function unshown(
  history: readonly Event[],
  { recorded }: Channel,
  deliveries: Deliveries,
  after: Position,
): Position[] {
  const first = Math.max(recorded, after);
  return history
    .slice(first)
    .flatMap((event, index) =>
      event.type === 'answer-recorded' || event.type === 'letter-received' || event.type === 'letter-drafted'
        ? [first + index + 1]
        : [],
    )
    .filter((position) => !deliveries.isGiven(cardKey(position)) || !deliveries.isGiven(filesKey(position)));
}
