// Letters as they were filed, read back; and a story whose letters are hard to tell apart.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import type { Office } from './operator.ts';

/** What `journal` has made of Brev-1, and where it lies. */
export async function filedBy(at: Office, ...argv: readonly string[]) {
  const folder = await mkdtemp(join(at.folder, 'ud-'));
  const { exit, text } = await at.admin(
    'journal',
    folder,
    ...(argv.length > 0 ? argv : ['--brev', 'Brev-1']),
  );
  expect(exit, text).toBe(0);
  const path = join(folder, 'Brev-1.zip');
  const files = Object.entries(unzipSync(await readFile(path)));
  const textOf = (name: string) => strFromU8(files.find(([each]) => each === name)?.[1] ?? new Uint8Array());
  return { folder, path, text, files, textOf };
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Two refusals whose letters have one name, a correction of the one, and a note that has nothing to do with it. */
export async function storyOfNamesakes(folder: string): Promise<string> {
  for (const name of ['vejen', 'odsherred']) {
    await mkdir(join(folder, name));
    await copyFile(`tests/fixtures/letters/${name}.pdf`, join(folder, name, 'svar.pdf'));
  }
  return `@2025-01-02 09:00
    runde åbn 2025 forløb=8 ansøgt=4 reserveret=4
    tilbud Vejen børnehandicap dato=02-01-2025
    tilbud Solrød voksenhandicap dato=02-01-2025
    tilbud Aabenraa voksenhandicap dato=02-01-2025
    svar Vejen nej grund=overlap:"kommunen har et andet forløb" brev=${folder}/vejen/svar.pdf
    svar Solrød nej grund=overlap:"en leder har en borger i forløb" brev=${folder}/odsherred/svar.pdf
    udkast orientering 2025
    ret E-6 brevdato=01-01-2025 grund="tastefejl"
    bekræft C-1
    notat Aabenraa note="har ringet"`.replaceAll(/^ +/gm, '');
}
