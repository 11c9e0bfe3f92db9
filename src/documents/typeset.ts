// Page → PDF/UA-1 with typst. Runs in the child process only: the compiler keeps memory for every letter it sets.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fonts } from './font.ts';
import { look } from './look.ts';
import type { Page } from './page.ts';

const TEMPLATE = readFileSync(fileURLToPath(new URL('./letter.typ', import.meta.url)), 'utf8');

let compiler: NodeCompiler | undefined;

function compilerWithFonts(): NodeCompiler {
  const { regular, bold } = fonts();
  compiler ??= NodeCompiler.create({
    // A folder without files: the template has nothing to read.
    workspace: fileURLToPath(new URL('./fonts/none', import.meta.url)),
    fontArgs: [{ fontBlobs: [Buffer.from(regular), Buffer.from(bold)] }],
  });
  return compiler;
}

/** The page as a tagged PDF, the same bytes for the same page. Throws when typst does; the cause says why. */
export function typeset(page: Page): Uint8Array {
  const typst = compilerWithFonts();
  const date = page.drafted.split('-').map(Number);
  const inputs = { page: JSON.stringify({ ...page, date }), look: JSON.stringify(look) };
  try {
    return typst.pdf({ mainFileContent: TEMPLATE, inputs }, { pdfStandard: 'ua-1' });
  } catch (cause) {
    throw new Error('Typst could not set the letter', { cause });
  } finally {
    typst.evictCache(3);
  }
}
