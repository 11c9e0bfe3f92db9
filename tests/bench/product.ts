// The whole product: opening a full register, commands through the bot, and one letter in all three formats.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultOrganisation as organisation } from '../../src/config/settings.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import type { Letter } from '../../src/letters/letter.ts';
import { ANNEX_FILE, LETTER } from '../documents/sample-letter.ts';
import type { Figure } from './figure.ts';
import { fillHistory } from './history.ts';

const rounds = 5;
const size = 100_000;

/** Opening 100,000 real events and folding them into the register, each time in a new process. */
export async function benchProductStart(folder: string): Promise<readonly Figure[]> {
  const data = join(folder, 'product');
  await fillHistory({ data, organisation, postgres: undefined }, size);
  const starts = Array.from({ length: rounds }, () => startProduct(data));
  return [
    {
      name: `product start with ${size} events`,
      unit: 's',
      rounds: starts.map(({ seconds }) => seconds),
      target: 1.5,
    },
    { name: 'resident memory after it', unit: 'MB', rounds: starts.map(({ rss }) => rss), target: 250 },
    {
      name: 'an answer through the bot, median',
      unit: 'ms',
      rounds: starts.map(({ recording }) => recording),
    },
  ];
}

/** One letter in docx, pdf and eml: in a fresh process, and with the renderer warm. */
export async function benchLetter(): Promise<readonly Figure[]> {
  const cold = Array.from({ length: rounds }, () => run<{ readonly ms: number }>('letter-cold.ts', '').ms);
  const documents = createDocuments();
  const warm: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const letter: Letter = { ...LETTER, version: round + 1 };
    const begin = performance.now();
    await documents.render(letter, [ANNEX_FILE]);
    if (round > 0) warm.push(performance.now() - begin);
  }
  await documents.close();
  return [
    { name: 'a letter as docx, pdf and eml, cold', unit: 'ms', rounds: cold, target: 700 },
    { name: 'a letter as docx, pdf and eml, warm', unit: 'ms', rounds: warm, target: 150 },
  ];
}

export interface ProductStart {
  readonly seconds: number;
  /** Of those, how many this process was working: what other programs on the machine do not change. */
  readonly busy: number;
  /** Megabytes after it. */
  readonly rss: number;
  /** Milliseconds of a command that records, median. */
  readonly recording: number;
  /** The same of one that reads. */
  readonly reading: number;
}

/** `place`: the folder of the data, or the address of a PostgreSQL server. */
export function startProduct(place: string): ProductStart {
  return run('product-start.ts', place);
}

function run<Said>(program: string, argument: string): Said {
  const path = fileURLToPath(new URL(`./${program}`, import.meta.url));
  return JSON.parse(
    execFileSync(process.execPath, ['--import', 'tsx', path, argument], { encoding: 'utf8' }),
  );
}
