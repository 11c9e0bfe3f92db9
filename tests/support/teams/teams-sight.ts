// What one person at Teams sees: messages with their cards as that person's client draws them, and the dialog above them.
import type { Message } from './fake-connector-world.ts';
import { readable } from './read-card.ts';
import type { Dialogs } from './teams-dialogs.ts';
import type { Line } from './teams-line.ts';
import { cardOf, fieldsIn, type Json, wordsOf } from './teams-screen.ts';

/** A message of the bot's, or the dialog that is open. */
export type Screen = Message | 'dialog';

export function createSight(
  name: string,
  chat: string,
  { parts: { fake } }: Line,
  dialogs: Pick<Dialogs, 'dialog' | 'hasDialog'>,
) {
  /** What an answer has put in a card's place on this screen alone, until the message changes. */
  const replaced = new Map<string, { readonly card: Json; readonly edits: number }>();
  /** By the card: one that was drawn anew has what it brings. */
  const entered = new WeakMap<Json, Map<string, string>>();

  function cardOn(on: Screen): Json {
    if (on === 'dialog') return dialogs.dialog().card;
    const instead = replaced.get(on.id);
    return (instead?.edits === on.earlier.length ? instead.card : cardOf(on)) ?? {};
  }

  function enteredOn(on: Screen): Map<string, string> {
    const card = cardOn(on);
    const found = entered.get(card) ?? new Map<string, string>();
    entered.set(card, found);
    return found;
  }

  function shown(on: Screen): string {
    const card = cardOn(on);
    return on === 'dialog' || card.type !== undefined ? readable(card).join('\n') : wordsOf(on);
  }

  const reads = (conversation = chat) => fake.messages(conversation).map(shown);

  /** For a test that fails. */
  const newest = (conversation = chat) => reads(conversation).join('\n---\n').slice(-3_000);

  function screenWith(has: (card: Json) => boolean, what: string, conversation = chat): Screen {
    if (dialogs.hasDialog()) return 'dialog';
    const found = fake.messages(conversation).findLast((message) => has(cardOn(message)));
    if (!found) throw new Error(`${name} sees no ${what}:\n${newest(conversation)}`);
    return found;
  }

  function fieldOn(on: Screen, label: string): Json {
    const fields = fieldsIn(cardOn(on));
    const found = fields.find((each) => each.label === label);
    if (!found) throw new Error(`no field »${label}« among ${fields.map((each) => each.label).join(', ')}`);
    return found;
  }

  return {
    cardOn,
    enteredOn,
    shown,
    reads,
    newest,
    screenWith,
    fieldOn,
    /** An answer's card takes the place of the message's. */
    replace({ id, earlier }: Message, card: Json): void {
      replaced.set(id, { card, edits: earlier.length });
    },
  };
}
