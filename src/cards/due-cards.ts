// Which recordings are shown in a channel: each answer, letter received and letter drafted since the channel was chosen.
import type { Event } from '../register/events.ts';
import type { Channel, Position } from '../register/state.ts';
import { answerCard, receivedCard } from './answer-card.ts';
import { letterCard } from './letter-card.ts';
import { type CardWorld, commitAt, type DrawnCard } from './world.ts';

/** A recording has a card on each platform. Slack was the first: its keys name none. */
export function cardKey(platform: Channel['platform'], position: Position): string {
  return `opslag:${named(platform)}${position}`;
}

export function filesKey(platform: Channel['platform'], position: Position): string {
  return `opslag-filer:${named(platform)}${position}`;
}

function named(platform: Channel['platform']): string {
  return platform === 'slack' ? '' : `${platform}:`;
}

/** The conversation that a card is claimed for: `slack:C0123`. */
export function conversationOf({ platform, channel }: Channel): string {
  return `${platform}:${channel}`;
}

/** The platform's own name of a conversation. */
export function channelIn(conversation: string): string {
  return conversation.slice(conversation.indexOf(':') + 1);
}

/** The position of the recording that a card is of; undefined for another key. */
export function positionOfKey(key: string): Position | undefined {
  const [, position] = /^opslag:(?:[a-z]+:)?(\d+)$/.exec(key) ?? [];
  return position === undefined ? undefined : Number(position);
}

/** The card of the event at that position as it is now; undefined where the event has none. */
export function drawCard(position: Position, world: CardWorld): DrawnCard | undefined {
  const { history, told } = world;
  const event = told[position - 1] ?? history[position - 1];
  switch (event?.type) {
    case 'answer-recorded':
      return answerCard(event, position, world);
    case 'letter-received':
      // A letter that came with an answer stands on the answer's card.
      return commitAt(position, history).some((each) => each.type === 'answer-recorded')
        ? undefined
        : receivedCard(event, position, world);
    case 'letter-drafted':
      return letterCard(event, world);
    default:
      return undefined;
  }
}

/** Recordings after the first `after` ones that a card can be of. */
export function recordingsAfter(
  history: readonly Event[],
  { recorded }: Channel,
  after: Position,
): Position[] {
  const first = Math.max(recorded, after);
  return history.slice(first).flatMap(({ type }, index) => (shown.includes(type) ? [first + index + 1] : []));
}

const shown: readonly Event['type'][] = ['answer-recorded', 'letter-received', 'letter-drafted'];
