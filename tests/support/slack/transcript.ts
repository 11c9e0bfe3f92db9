// A written record of who sees what, where: each new or changed screen since the last look, in words that a person reads in review.
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
    return `Besked til ${nameOf(person ?? '')}`;
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
      where: `${place(shown.channel)}, kun for ${nameOf(shown.user)}`,
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

  function screens(): Screen[] {
    const said = [...world.posts.filter(({ bot }) => bot !== null), ...world.ephemerals].toSorted(
      (a, b) => Number(a.ts) - Number(b.ts),
    );
    return [
      ...said.map((each) => (each.kind === 'post' ? ofPost(each) : ofEphemeral(each))),
      ...world.views.filter(({ type }) => type === 'modal').map(ofView),
      ...[...world.homes.values()].map(ofView),
    ];
  }

  function look(heading = last): void {
    for (const screen of screens()) {
      const before = seen.get(screen.key);
      const said = before?.where === screen.where ? changes(before.lines, screen.lines) : screen.lines;
      seen.set(screen.key, screen);
      if (said.length === 0) continue;
      if (heading !== last) written.push('', heading);
      last = heading;
      const change = before?.where === screen.where ? ', ændret' : '';
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
    text: () => `${written.join('\n').trim()}\n`,
  };
}

/** What is gone, and what has come. */
function changes(before: readonly string[], now: readonly string[]): string[] {
  const beyond = (lines: readonly string[], others: readonly string[]): string[] => {
    const left = [...others];
    return lines.filter((line) => {
      const index = left.indexOf(line);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  };
  return [
    ...beyond(before, now).map((line) => `− ${line}`),
    ...beyond(now, before).map((line) => `+ ${line}`),
  ];
}
