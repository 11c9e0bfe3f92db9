// A drafted letter as a person reads it: from the title to the annexes.
import { letterOf } from '../../src/letters/draft.ts';
import { newestDraft } from '../../src/register/outgoing.ts';
import type { PlayedBot } from './played-bot.ts';

export interface ReadLetter {
  readonly title: string;
  /** Text by part id. */
  readonly parts: ReadonlyMap<string, string>;
  readonly annexes: readonly string[];
  /** The body, paragraphs apart. */
  readonly text: string;
}

export function readLetter({ bot }: PlayedBot, id = 'Brev-1'): ReadLetter {
  const record = bot.register().letters.get(id);
  if (!record) throw new Error(`there is no ${id}`);
  const letter = letterOf(newestDraft(record));
  const body = letter.parts.filter((part) => !['recipient', 'sender', 'reference'].includes(part.role));
  const shown = body.map((part) =>
    part.role === 'list'
      ? part.text.replaceAll(/^/gm, '• ')
      : part.role === 'annexes'
        ? `Bilag\n${part.text}`
        : part.text,
  );
  return {
    title: letter.parts.find((part) => part.role === 'title')?.text ?? '',
    parts: new Map(letter.parts.map((part) => [part.id, part.text])),
    annexes: letter.annexes.map((annex) => annex.title),
    text: `${shown.join('\n\n')}\n`,
  };
}
