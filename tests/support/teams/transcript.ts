// A written record of who sees what, where: each new or changed screen since the last look, in words that a person reads in review.
import { changes } from '../changes.ts';
import { cardText, fileText } from './card-text.ts';
import { type Message, rootOf } from './fake-connector-world.ts';
import type { Onlooker } from './teams-client.ts';
import type { TeamsOffice } from './teams-office.ts';
import { jsonsIn } from './teams-screen.ts';

export interface Transcript extends Onlooker {
  look(heading?: string): void;
  text(): string;
}

const legend = [
  'Hvad folk gør, står uden indrykning; derunder står, hvad de og andre så ser, og hvor. (3) er bottens tredje opslag dér.',
  '[Knap]  [… bag de tre prikker]  Felt*: skal udfyldes ▾ antal valg  − væk  + kommet til  📎 fil  💬 kort besked under kortet',
];

interface Screen {
  readonly key: string;
  readonly where: string;
  readonly lines: readonly string[];
}

export function transcript({ fake, client }: TeamsOffice): Transcript {
  const written: string[] = [];
  const seen = new Map<string, Screen>();
  const numbers = new Map<string, number>();
  let last = '';

  function place(conversation: string): string {
    const root = rootOf(conversation);
    const owner = [...fake.world.people.values()].find((person) => fake.personal(person).id === root);
    return owner ? `Chat med ${owner.name}` : root.replace(/^19:(.*)@thread.*$/, '#$1');
  }

  /** The bot's posts are counted in each conversation, so that a change can be told of one. */
  function numbered({ conversation, id }: Pick<Message, 'conversation' | 'id'>): string {
    const root = rootOf(conversation);
    const count = numbers.get(root) ?? 0;
    const known = numbers.get(`${root}:${id}`) ?? count + 1;
    if (known > count) numbers.set(root, known).set(`${root}:${id}`, known);
    return `${place(conversation)} (${known})`;
  }

  function whereOf(message: Message): string {
    const root = /;messageid=(\d+)/.exec(message.conversation)?.[1];
    const under = fake.everMade.find(({ id }) => id === root);
    if (root === undefined) return numbered(message);
    const thread = under ? `under (${/\((\d+)\)/.exec(numbered(under))?.[1]})` : 'under beskeden';
    return `${numbered(message)} i tråden ${thread}`;
  }

  function linesOf(message: Message): readonly string[] {
    if (message.isDeleted) return ['(væk)'];
    const owner = client.everybody().find(({ chat }) => chat === message.conversation);
    const [attachment] = jsonsIn(message.activity.attachments);
    if (!attachment) return [String(message.activity.text)];
    const card = (owner ?? client.as('sagsbehandler')).card(message);
    if (card.type === undefined) return [fileText(attachment)];
    return cardText(card, owner?.filled(message));
  }

  /** Of what is posted at the same time no order is promised. */
  function screens(): Screen[] {
    const byPlace = (a: Message, b: Message) =>
      place(a.conversation).localeCompare(place(b.conversation), 'da') || Number(a.id) - Number(b.id);
    const dialogs = client.everybody().filter((person) => person.hasDialog());
    return [
      ...dialogs.map((person) => ({
        key: `dialog ${person.name}`,
        where: `Vindue hos ${person.name}: ${person.dialog().title}`,
        lines: cardText(person.dialog().card, person.filled('dialog')),
      })),
      ...fake.everMade.toSorted(byPlace).map((message) => ({
        key: message.id,
        where: whereOf(message),
        lines: linesOf(message).filter((line) => line !== ''),
      })),
    ];
  }

  function write(where: string, lines: readonly string[], heading = last): void {
    if (heading !== last) written.push('', heading);
    last = heading;
    written.push(`  ${where}:`, ...lines.map((line) => `    ${line}`.trimEnd()));
  }

  function look(heading = last): void {
    for (const screen of screens()) {
      const before = seen.get(screen.key);
      const isSame = before?.where === screen.where;
      const said = isSame ? changes(before.lines, screen.lines) : screen.lines;
      seen.set(screen.key, screen);
      if (said.length > 0) write(`${screen.where}${isSame ? ', ændret' : ''}`, said, heading);
    }
  }

  return {
    act(words) {
      look();
      last = words;
      written.push('', words);
    },
    look,
    flash: (person, words) => write(`💬 hos ${person}`, [words]),
    text: () => [...legend, ...written, ''].join('\n'),
  };
}
