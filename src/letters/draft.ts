// From a composed letter to a version of it: edits carried over, texts sealed, content hashed. And back again.
import type { Digest, LocalDate } from '../ports.ts';
import type { DataOf, FreeText, Proposal } from '../register/events.ts';
import type { Draft, Position, Register } from '../register/state.ts';
import type { Composed, ComposedPart, References } from './compose.ts';
import { wordsOf } from './danish.ts';
import type { Letter, Part } from './letter.ts';

/** What a version is made with, beyond its content. */
export interface Drafting {
  readonly letter: string;
  readonly version: number;
  readonly refusals: readonly string[];
  /** The sent letter that it supplements or corrects. */
  readonly about: string | null;
  readonly today: LocalDate;
  readonly references: References;
  /** Parts that a person wrote, by part id. */
  readonly edits: ReadonlyMap<string, Edit>;
}

export interface Edit {
  readonly text: string;
  /** Digest of what the register said when it was written. */
  readonly insteadOf: string;
  readonly source: Position;
}

export interface Sealing {
  seal(text: string): FreeText;
  readonly digest: Digest;
}

/** The parts that the sending stamps on a letter: no approval rests on them. */
const stamped: readonly string[] = ['doknr', 'dato'];

export function draftOf(composed: Composed, drafting: Drafting, tools: Sealing): Proposal<'letter-drafted'> {
  const { references, edits } = drafting;
  const parts = composed.parts.map((part) => {
    const edit = edits.get(part.id);
    const events = edit ? [...new Set([...part.events, edit.source])] : [...part.events];
    return { ...part, text: edit?.text ?? part.text, events, insteadOf: edit?.insteadOf ?? null };
  });
  const data: DataOf<'letter-drafted'> = {
    letter: drafting.letter,
    version: drafting.version,
    kind: composed.kind,
    year: composed.year,
    refusals: [...drafting.refusals],
    about: drafting.about,
    drafted: drafting.today,
    caseNumber: references.caseNumber,
    docNumber: references.docNumber,
    date: references.date,
    promisesNews: composed.promisesNews,
    parts: parts.map((part) => ({ ...part, text: tools.seal(part.text) })),
    annexes: composed.annexes.map((annex) => ({
      ...annex,
      title: tools.seal(annex.title),
      events: [...annex.events],
    })),
    hash: contentHash(parts, composed.annexes, tools.digest),
    content: contentHash(
      parts.filter((part) => !stamped.includes(part.id)),
      composed.annexes,
      tools.digest,
    ),
  };
  return { type: 'letter-drafted', data };
}

/** Covers every part's id and text and every annex's title and bytes; nothing that changes without the letter changing. */
function contentHash(parts: readonly ComposedPart[], annexes: Composed['annexes'], digest: Digest): string {
  return digest(
    JSON.stringify([
      parts.map((part) => [part.id, part.text]),
      annexes.map((each) => [each.title, each.file?.sha256 ?? null]),
    ]),
  );
}

/** The letter as every output format is made from it. */
export function letterOf(data: DataOf<'letter-drafted'>): Letter {
  const name = (position: Position) => `E-${position}`;
  return {
    id: data.letter,
    version: data.version,
    kind: data.kind,
    year: data.year,
    drafted: data.drafted,
    parts: data.parts.map(
      (part): Part => ({
        id: part.id,
        role: part.role,
        text: wordsOf(part.text),
        events: part.events.map(name),
      }),
    ),
    annexes: data.annexes.map(({ number, title, file, events }) => ({
      number,
      title: wordsOf(title),
      file,
      events: events.map(name),
    })),
  };
}

/** The hand-written parts of a version, to be carried into the next. */
export function editsOf(draft: Draft): Map<string, Edit> {
  return new Map(
    draft.parts.flatMap((part) =>
      part.insteadOf === null
        ? []
        : [
            [
              part.id,
              {
                text: wordsOf(part.text),
                insteadOf: part.insteadOf,
                source: part.events.at(-1) ?? draft.recorded,
              },
            ],
          ],
    ),
  );
}

/** The number of the next letter of ours. Numbers are never used again, also not those of cancelled letters. */
export function nextLetterId(register: Register): string {
  return `Brev-${register.letters.size + 1}`;
}
