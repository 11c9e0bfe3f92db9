// Where words that are taken out of a free text stand as well, or may: what no rewritten line can reach is named to the operator.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '../../../store/archive.ts';
import { journalName } from '../../../store/lowdb/ledger.ts';
import { verified } from '../../../store/verify.ts';
import { folderOf, type Place } from '../../open-store.ts';
import { isFreeText } from '../../register/schemas.ts';
import { freeTextsIn, rawEvents } from '../history/free-texts.ts';
import { type FileInEvent, filesIn } from '../safekeeping/examine.ts';

export interface Removal {
  readonly text: string;
  /** The event's number in the history. */
  readonly number: number;
  readonly field: string;
}

/** In the order in which an operator looks: the history, the files that it names, the folder, and what is out of reach. */
export async function traceLines(
  archive: Archive,
  place: Place,
  removal: Removal,
): Promise<readonly string[]> {
  const { recorded, files } = await inHistory(archive, removal);
  return [
    ...recorded,
    ...files.map(
      ({ name, sha256 }) => `»${name}« blev registreret sammen med ordene og kan have dem endnu: ${sha256}`,
    ),
    ...(place.postgres ? serverLines : await inFolder(folderOf(place), removal.text)),
    'Sikkerhedskopier fra før nu har ordene endnu: tag en ny, og slet dem. Det, der er sendt i Slack, Teams og breve, kan jeg ikke nå.',
  ];
}

/** Where the console lays what it renders. */
const lettersName = 'breve';

const serverLines = [
  'PostgreSQL gemmer den gamle række, til tabellen er ryddet: VACUUM FULL. Dumps og WAL-arkiver fra før har ordene endnu.',
] as const;

async function inHistory(archive: Archive, { text, number, field }: Removal) {
  const recorded: string[] = [];
  const files = new Map<string, FileInEvent>();
  for await (const commit of verified(archive)) {
    const first = commit.version - commit.events.length + 1;
    let hasWords = false;
    rawEvents(commit).forEach(({ data }, index) => {
      const here = first + index;
      const fields = freeTextsIn(data).filter(
        ({ freeText }) => freeText.text !== undefined && has(freeText.text, text),
      );
      const others = fields.filter(({ path }) => here !== number || path !== field);
      const isPlain = stringsIn(withoutFreeTexts(data)).some((each) => has(each, text));
      recorded.push(
        ...others.map(
          ({ path }) =>
            `Ordene står også i E-${here}: redact --begivenhed E-${here} --felt ${path} --grund "…"`,
        ),
        ...(isPlain ? [`Ordene står også i E-${here} uden for en fritekst. Der kan de ikke fjernes.`] : []),
      );
      hasWords ||= fields.length > 0 || isPlain;
    });
    if (hasWords) for (const file of filesIn(commit.events)) files.set(file.sha256, file);
  }
  return { recorded, files: [...files.values()] };
}

async function inFolder(folder: string, text: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === lettersName)
      lines.push(`Breve, som konsollen har skrevet, ligger også i ${join(folder, lettersName)}.`);
    if (!entry.isFile() || entry.name === journalName) continue;
    const content = await readFile(join(folder, entry.name), 'utf8');
    const isThere = content.includes(text) || content.includes(JSON.stringify(text).slice(1, -1));
    if (isThere)
      lines.push(`Ordene står også i ${join(folder, entry.name)}. Se den efter, og fjern dem eller filen.`);
  }
  return lines;
}

/** However they were broken over lines or capitalised. */
function has(words: string, removed: string): boolean {
  return plainly(words).includes(plainly(removed));
}

const plainly = (words: string): string =>
  words.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();

function withoutFreeTexts(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data, (_key, value: unknown) => (isFreeText(value) ? null : value)));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
