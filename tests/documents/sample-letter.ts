// A short letter of our own and what goes with it. Every name and number in it is made up.
import { createHash } from 'node:crypto';
import { strToU8 } from 'fflate';
import type { Annex, Letter, Part, PartRole } from '../../src/letters/letter.ts';
import type { NamedFile, Rendered } from '../../src/ports.ts';

export const ANNEX_FILE: NamedFile = {
  name: 'Svar fra Ærø Kommune.pdf',
  mediaType: 'application/pdf',
  bytes: strToU8('%PDF-1.4\nKommunens eget brev, uændret: \u00e6\u00f8\u00e5\n%%EOF\n'),
};

export const MAIL_FILE: NamedFile = {
  name: 'Mail.eml',
  mediaType: 'message/rfc822',
  // Bare line feeds, a lone carriage return and a long line: whatever a mail program might tidy up.
  bytes: strToU8(`From: borgmester@faxe.example\nSubject: Nej tak\n\nNej\rtak.\n${'x'.repeat(1200)}`),
};

export function annexOf(number: number, title: string, file: NamedFile): Annex {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const { name, mediaType, bytes } = file;
  return { number, title, file: { name, mediaType, sha256, size: bytes.length }, events: [`E-${number}`] };
}

export const PARTS: readonly (readonly [PartRole, string])[] = [
  ['recipient', 'Folketingets Socialudvalg\nudvalg@ft.example'],
  ['sender', 'Prøvegade 1\n1234 Øby\npost@ministerium.example'],
  ['reference', 'Sagsnr.\n2031 - 1234'],
  ['reference', 'Doknr.\n123456'],
  ['reference', 'Dato\n[mangler: dato]'],
  ['title', 'Orientering om, at Ærø Kommune har sagt nej'],
  [
    'paragraph',
    'Ærø Kommune har sagt nej til et forløb – “af gode grunde” § 5 ≥ 37,5 pct.\nDet skete den 3. marts.',
  ],
  ['list', 'Første grund\nAnden grund'],
  ['greeting', 'Med venlig hilsen'],
  ['signature', 'Åse Prøve\nMinister'],
  ['annexes', 'Bilag 1: Ærø Kommunes brev\nBilag 2: Faxe Kommunes mail'],
];

function partsOf(parts: readonly (readonly [PartRole, string])[]): readonly Part[] {
  return parts.map(([role, text], index) => ({ id: `del-${index + 1}`, role, text, events: [] }));
}

export const LETTER: Letter = {
  id: 'Brev-1',
  version: 2,
  kind: 'orientering',
  year: 2031,
  drafted: '2031-03-04',
  parts: partsOf(PARTS),
  annexes: [annexOf(1, 'Ærø Kommunes brev', ANNEX_FILE), annexOf(2, 'Faxe Kommunes mail', MAIL_FILE)],
};

/** The letter with other parts and no annexes. */
export function letterOf(...parts: readonly (readonly [PartRole, string])[]): Letter {
  return { ...LETTER, parts: partsOf(parts), annexes: [] };
}

/** The rendered file with this ending; fails when the letter was not rendered. */
export function fileOf(rendered: Rendered, ending: 'docx' | 'pdf' | 'eml'): NamedFile {
  const file = rendered.ok ? rendered.files.find(({ name }) => name.endsWith(`.${ending}`)) : undefined;
  if (file === undefined)
    throw new Error(`No ${ending}: ${JSON.stringify(rendered.ok ? 'rendered' : rendered)}`);
  return file;
}
