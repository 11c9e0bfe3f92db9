// The door: letters out (docx, pdf, eml) and municipalities' letters in. Implements the port `Documents`.
import { createHash } from 'node:crypto';
import type { Annex, Letter } from '../letters/letter.ts';
import type { Documents, NamedFile, Rendered } from '../ports.ts';
import { type Child, openChild } from './child.ts';
import { endingOf, ownName } from './file-name.ts';
import { unprintable } from './font.ts';
import type { EnclosedAnnex } from './letter-eml.ts';
import { arrange, letterName, linesOf, type Page } from './page.ts';
import { MEDIA_TYPES } from './reading/format.ts';
import { receive } from './receive.ts';

/** A letter takes 20 ms; typst keeps about 1 MB of each, so a hundred letters a process. */
const TYPESETTER = { heapMb: 256, jobs: 100, jobMs: 20_000 };
/** One file a process: nothing of a stranger's file is there when the next one comes. */
const READER = { heapMb: 300, jobs: 1, jobMs: 15_000 };

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Pairs the letter's annexes with the bytes that belong to them, by content: a wrong file never goes along. */
function enclose(annexes: readonly Annex[], files: readonly NamedFile[]): readonly EnclosedAnnex[] {
  const byContent = new Map(files.map((file) => [sha256(file.bytes), file.bytes]));
  const enclosed = annexes.flatMap(({ number, title, file }) => {
    const bytes = file === null ? undefined : byContent.get(file.sha256);
    if (file === null || bytes === undefined) return [];
    return [
      {
        number,
        title: linesOf(title).join(' '),
        ending: endingOf(file.name),
        mediaType: file.mediaType,
        bytes,
      },
    ];
  });
  const listed = new Set(annexes.map(({ file }) => file?.sha256));
  const stranger = files.find((file) => !listed.has(sha256(file.bytes)));
  if (stranger !== undefined)
    throw new Error(`The letter lists no annex with the content of ${stranger.name}`);
  return enclosed;
}

async function typeset(child: Child, page: Page): Promise<Uint8Array> {
  const outcome = await child.run({ kind: 'typeset', page });
  if (outcome.outcome === 'typeset') return outcome.bytes;
  const cause = outcome.outcome === 'fault' ? outcome.fault : outcome;
  throw new Error('The letter could not be set', { cause });
}

async function docx(page: Page): Promise<Uint8Array> {
  const { buildDocx } = await import('./letter-docx.ts');
  return buildDocx(page);
}

async function render(child: Child, letter: Letter, files: readonly NamedFile[]): Promise<Rendered> {
  const missing = unprintable(letter.parts.flatMap((part) => linesOf(part.text)));
  if (missing.length > 0) return { ok: false, unprintable: missing };
  const page = arrange(letter);
  const annexes = enclose(letter.annexes, files);
  // The child sets the pdf while this process builds the docx.
  const [pdfBytes, docxBytes, { buildEml }] = await Promise.all([
    typeset(child, page),
    docx(page),
    import('./letter-eml.ts'),
  ]);
  const name = letterName(letter);
  const pdf = { name: ownName(name, 'pdf'), mediaType: MEDIA_TYPES.pdf, bytes: pdfBytes };
  const eml = await buildEml({ kind: letter.kind, page, pdf, annexes });
  return {
    ok: true,
    files: [
      { name: ownName(name, 'docx'), mediaType: MEDIA_TYPES.docx, bytes: docxBytes },
      pdf,
      { name: ownName(name, 'eml'), mediaType: MEDIA_TYPES.eml, bytes: eml },
    ],
  };
}

/**
 * Letters to docx, pdf and eml, and municipalities' files to text. Holds up to two child processes, started by need
 * and never keeping the program alive; `close` ends them. Faults of the machinery throw, with their `cause`.
 */
export function createDocuments(): Documents {
  const typesetter = openChild(TYPESETTER);
  const reader = openChild(READER);
  return {
    render(letter, annexes) {
      return render(typesetter, letter, annexes);
    },
    receive(as, name, bytes) {
      return receive(reader, as, name, bytes);
    },
    async close() {
      await Promise.all([typesetter.close(), reader.close()]);
    },
  };
}
