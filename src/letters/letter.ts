// A letter as data: parts in reading order, each with the events it rests on. Every output format is made from this alone.

import type { FileRef } from '../register/events.ts';

export type { FileRef };

export type LetterKind = 'orientering' | 'supplerende' | 'berigtigelse';

/** What a part is for the layout; its `text` is already complete Danish. Lines are separated by `\n`. */
export type PartRole =
  | 'recipient'
  | 'sender'
  /** `Sagsnr.`, `Doknr.` and `Dato` as a label line and a value line. */
  | 'reference'
  | 'title'
  | 'paragraph'
  /** One item a line. */
  | 'list'
  | 'greeting'
  /** Name on the first line, title on the second. */
  | 'signature'
  /** One annex a line: `Bilag 1: Vejen Kommunes brev`. */
  | 'annexes';

export interface Part {
  /** The Danish name by which `redigér` speaks of it: `titel`, `begrundelse-vejen`. Unique in the letter. */
  readonly id: string;
  readonly role: PartRole;
  readonly text: string;
  /** The events it rests on, as `E-12`. */
  readonly events: readonly string[];
}

export interface Annex {
  readonly number: number;
  /** Without `Bilag n:`. */
  readonly title: string;
  /** Null while the municipality's letter has not come in. */
  readonly file: FileRef | null;
  readonly events: readonly string[];
}

export interface Letter {
  /** `Brev-1` */
  readonly id: string;
  readonly version: number;
  readonly kind: LetterKind;
  readonly year: number;
  /** The Danish date of drafting, `2025-02-10`: the date that the files carry as theirs. */
  readonly drafted: string;
  readonly parts: readonly Part[];
  readonly annexes: readonly Annex[];
}
