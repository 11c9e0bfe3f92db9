// Where words that are taken out of a free text stand as well, or may: what no rewritten line can reach is named to the operator.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '../../../store/archive.ts';
import { journalName } from '../../../store/lowdb/ledger.ts';
import { verified } from '../../../store/verify.ts';
import { folderOf } from '../../open-store.ts';
import { StoreFault } from '../../ports.ts';
import { isFreeText } from '../../register/schemas.ts';
import type { Context } from '../command.ts';
import { freeTextsIn, has, rawEvents } from '../history/free-texts.ts';
import { type FileInEvent, filesIn } from '../history/named-files.ts';
import { quoted } from '../words.ts';

export interface Words {
  readonly text: string;
  /** Where they stand: the event's number in the history. */
  readonly number: number;
  readonly field: string;
  /** Why they go. */
  readonly reason: string;
}

/** It shows what would go, and takes nothing out. */
export function redactLine(number: number, field: string, reason: string): string {
  return `redact --begivenhed E-${number} --felt ${field} --grund ${quoted(reason)}`;
}

/** In the order in which an operator looks: the history, the files that it names, the folder, and what is out of reach. */
export async function traceLines(
  archive: Archive,
  { place, offer }: Pick<Context, 'place' | 'offer'>,
  words: Words,
): Promise<readonly string[]> {
  const { recorded, files, messages } = await inHistory(archive, words, offer);
  return [
    ...recorded,
    ...files.map(
      ({ name, sha256 }) => `»${name}« blev registreret sammen med ordene og kan have dem endnu: ${sha256}`,
    ),
    ...messages.map(
      ({ name, sha256 }) =>
        `Påmindelsen ${name} gengiver ordene og ligger gemt, som den blev sendt: ${sha256}. Botten viser den ikke igen.`,
    ),
    ...(place.postgres ? serverLines : await inFolder(folderOf(place), words.text)),
    'Sikkerhedskopier fra før nu har ordene endnu: tag en ny, og slet dem. Det, der er sendt i Slack, Teams og breve, kan jeg ikke nå.',
  ];
}

/** Where the console lays what it renders. */
const lettersName = 'breve';

const serverLines = [
  'PostgreSQL gemmer den gamle række, til tabellen er ryddet: VACUUM FULL. Dumps og WAL-arkiver fra før har ordene endnu.',
] as const;

async function inHistory(archive: Archive, { text, number, field, reason }: Words, offer: Context['offer']) {
  const recorded: string[] = [];
  const files = new Map<string, FileInEvent>();
  const messages = new Map<string, FileInEvent>();
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
        ...others.map(({ path }) => `Ordene står også i E-${here}: ${offer(redactLine(here, path, reason))}`),
        ...(isPlain ? [`Ordene står også i E-${here} uden for en fritekst. Der kan de ikke fjernes.`] : []),
      );
      hasWords ||= fields.length > 0 || isPlain;
    });
    for (const file of filesIn(commit.events))
      if (file.isMessage) messages.set(file.sha256, file);
      else if (hasWords) files.set(file.sha256, file);
  }
  const quoting: FileInEvent[] = [];
  for (const message of messages.values()) if (await quotes(archive, message, text)) quoting.push(message);
  return { recorded, files: [...files.values()], messages: quoting };
}

/** One that is gone or damaged quotes nobody; verify names it. */
async function quotes({ files }: Archive, { sha256 }: FileInEvent, text: string): Promise<boolean> {
  try {
    const bytes = await files.get(sha256);
    return bytes !== undefined && has(unescaped(new TextDecoder().decode(bytes)), text);
  } catch (fault) {
    if (fault instanceof StoreFault && fault.code === 'damaged') return false;
    throw fault;
  }
}

async function inFolder(folder: string, text: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === lettersName)
      lines.push(`Breve, som konsollen har skrevet, ligger også i ${join(folder, lettersName)}.`);
    if (!entry.isFile() || entry.name === journalName) continue;
    const content = await readFile(join(folder, entry.name), 'utf8');
    if (has(content, text) || has(unescaped(content), text))
      lines.push(`Ordene står også i ${join(folder, entry.name)}. Se den efter, og fjern dem eller filen.`);
  }
  return lines;
}

function withoutFreeTexts(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data, (_key, value: unknown) => (isFreeText(value) ? null : value)));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** As a reader of JSON has it. */
function unescaped(content: string): string {
  return content.replaceAll(
    /\\([nrt])|\\(["\\/])/g,
    (_escape, _space, letter: string | undefined) => letter ?? ' ',
  );
}
