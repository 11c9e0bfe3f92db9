// A written record of who sees what, where: each new or changed screen since the last look, in words that a person reads in review.
import { changes } from '../changes.ts';
import { controlsOf } from './controls.ts';
import { objectsAt, textAt } from './json-reading.ts';
import { screenText } from './screen-text.ts';
import { reading } from './slack-client.ts';
import type { SlackOffice } from './slack-office.ts';
import type { Ephemeral, Post, ViewRecord } from './world.ts';

export interface Transcript {
  /** What somebody does; what it changes on anybody's screen comes below it. */
  act(words: string): void;
  /** All that has changed since, below the heading where one is told. */
  look(heading?: string): void;
  text(): string;
}

const legend = [
  'Hvad folk gør, står uden indrykning; derunder står, hvad de og andre så ser, og hvor. (3) er bottens tredje opslag dér.',
  '[Knap]  [Menu ▾ antal valg]  [⋯ menu]  Felt*: skal udfyldes  – hjælp til feltet  − væk  + kommet til  📎 fil',
];

interface Screen {
  readonly key: string;
  readonly where: string;
  readonly lines: readonly string[];
}

export function transcript(office: SlackOffice): Transcript {
  const { world } = office.fake;
  const written: string[] = [];
  const seen = new Map<string, Screen>();
  const numbers = new Map<string, number>();

  let last = '';

  const nameOf = (user: string): string => world.users.get(user)?.name ?? user;

  function place(channel: string): string {
    const found = world.channels.get(channel);
    if (found?.kind !== 'im') return `#${found?.name ?? channel}`;
    const person = [...found.members].find((member) => world.users.get(member)?.isBot === false);
    return `Direkte besked til ${nameOf(person ?? '')}`;
  }

  /** The bot's posts are counted in each conversation, so that a change can be told of one. */
  function numbered({ channel, ts }: Post): string {
    const count = numbers.get(channel) ?? 0;
    const known = numbers.get(`${channel}:${ts}`) ?? count + 1;
    if (known > count) numbers.set(channel, known).set(`${channel}:${ts}`, known);
    return `${place(channel)} (${known})`;
  }

  function ofPost(post: Post): Screen {
    const parent = world.posts.find((each) => each.channel === post.channel && each.ts === post.thread);
    const where = parent
      ? `${numbered(post)} i tråden under (${numbered(parent).match(/\d+/)?.[0]})`
      : numbered(post);
    const files = post.files.map(({ name }) => `📎 ${name}`);
    const lines = post.blocks.length > 0 ? screenText(post.blocks) : post.text.split('\n');
    return {
      key: `${post.channel}:${post.ts}`,
      where,
      lines: [...lines.filter((line) => line !== ''), ...files],
    };
  }

  function ofEphemeral(shown: Ephemeral): Screen {
    const lines = shown.deleted
      ? ['(væk)']
      : shown.blocks.length > 0
        ? screenText(shown.blocks)
        : [shown.text];
    return {
      key: `${shown.user}:${shown.ts}`,
      where: `Kun på skærmen hos ${nameOf(shown.user)}, ${place(shown.channel).replace(/^Direkte besked.*/, 'direkte besked')}`,
      lines,
    };
  }

  function ofView(view: ViewRecord): Screen {
    const blocks = objectsAt(view.source, 'blocks');
    const foot = [textAt(view.source, 'submit', 'text'), textAt(view.source, 'close', 'text')]
      .filter((each) => each !== undefined)
      .map((each) => `[${each}]`);
    const wrong = Object.entries(view.errors).map(([id, words]) => {
      const label = controlsOf(blocks).find(({ blockId }) => blockId === id)?.block;
      return `! ${textAt(label, 'label', 'text') ?? id}: ${words}`;
    });
    const where =
      view.type === 'home'
        ? `Forside for ${nameOf(view.user)}`
        : `Vindue hos ${nameOf(view.user)}: ${textAt(view.source, 'title', 'text')}`;
    const lines = view.open
      ? [...screenText(blocks, reading(view)), ...wrong, ...(foot.length > 0 ? [foot.join(' ')] : [])]
      : [];
    return { key: view.id, where, lines };
  }

  /** Whoever acts sees the answer first; of what is posted at the same time no order is promised. */
  function screens(): Screen[] {
    const byPlace = (a: Post | Ephemeral, b: Post | Ephemeral) =>
      a.channel.localeCompare(b.channel) || Number(a.ts) - Number(b.ts);
    const posts = world.posts.filter(({ bot }) => bot !== null).toSorted(byPlace);
    return [
      ...world.views.filter(({ type }) => type === 'modal').map(ofView),
      ...world.ephemerals.toSorted(byPlace).map(ofEphemeral),
      ...posts.map(ofPost),
      ...[...world.homes.values()].map(ofView),
    ];
  }

  function look(heading = last): void {
    for (const screen of screens()) {
      const before = seen.get(screen.key);
      const isSame = before?.where === screen.where;
      const said = isSame ? changes(before.lines, screen.lines) : screen.lines;
      seen.set(screen.key, screen);
      // A window that was closed is missed by nobody.
      if (said.length === 0 || screen.lines.length === 0) continue;
      if (heading !== last) written.push('', heading);
      last = heading;
      const change = isSame ? ', ændret' : '';
      written.push(`  ${screen.where}${change}:`, ...said.map((line) => `    ${line}`.trimEnd()));
    }
  }

  return {
    act(words) {
      look();
      last = words;
      written.push('', words);
    },
    look,
    text: () => [...legend, ...written, ''].join('\n'),
  };
}
