import { z } from 'zod';
import { foldTerm, positional, words } from '../args.ts';
import { defineCommand } from '../command.ts';
import type { PartRole } from '../letters/letter.ts';
import { nextVersion } from '../letters/versions.ts';
import { locked, newestDraft } from '../register/outgoing.ts';
import { isRefusal, refuse } from '../register/refusal.ts';
import { afterNewVersion } from './draft-letter.ts';
import { letterNamed } from './find.ts';

/** Recipient, references, signature and annexes follow from settings and facts; a list item would need line breaks. */
const editable: readonly PartRole[] = ['title', 'paragraph', 'list', 'greeting'];

export const editLetter = defineCommand({
  name: 'redigér',
  alias: 'edit',
  help: {
    da: 'Skriv en del af et brev om med egne ord; det bliver en ny version',
    en: 'Rewrite a part of a letter in your own words; it becomes a new version',
  },
  example: 'redigér Brev-1 afslutning "Jeg tager kommunens beslutning til efterretning."',
  args: z.object({
    letter: positional(0, 'brev', 'letter', words),
    part: positional(1, 'del', 'part', words),
    text: positional(2, 'tekst', 'text', words),
  }),
  handle(args, context) {
    const letter = letterNamed(context.register, args.letter);
    if (isRefusal(letter)) return letter;
    const closed = locked(context.register, letter.id);
    if (closed) return closed;
    const draft = newestDraft(letter);
    const part = draft.parts.find((each) => foldTerm(each.id) === foldTerm(args.part));
    const known = draft.parts.filter((each) => editable.includes(each.role)).map((each) => each.id);
    const example = `redigér ${letter.id} ${known.includes('afslutning') ? 'afslutning' : 'titel'} "…"`;
    if (!part) return refuse('unknown-part', { typed: args.part, known }, example);
    if (!editable.includes(part.role)) return refuse('part-not-editable', { part: part.id }, example);
    // A list's items are told apart by a bar, since a line cannot hold a line break.
    const text = part.role === 'list' ? args.text.split(/\s*\|\s*/).join('\n') : args.text;
    const next = nextVersion(context, letter, { edit: { part: part.id, text } });
    if (!next)
      return refuse('nothing-new', { letter: `${letter.id} version ${draft.version}` }, `vis ${letter.id}`);
    return {
      events: [next],
      data: { letter: letter.id, version: next.data.version },
      view: afterNewVersion(letter, next, context),
    };
  },
});
