// Files that the bot hands out: in a personal chat after a consent, in a channel by a link of ours that lives for minutes.
import { type FileRef, type Locale, languages, type NamedFile } from '../../src/index.ts';
import { field, type Payload, record } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import type { HeldFiles } from './held-files.ts';
import type { Outbound } from './outbound.ts';
import type { Reference } from './reference.ts';
import type { FileConsentCard, FileInfoCard } from './sdk/shapes.ts';

export interface FilesOut {
  /** Asks in a personal chat whether the files may be put into the person's OneDrive. */
  offer(to: Reference, files: readonly FileRef[], locale: Locale): Promise<void>;
  /** Something that is not recorded, held for an hour. */
  hold(file: NamedFile): Promise<FileRef>;
  /** What a button for files in a channel stands for. */
  lineFor(files: readonly FileRef[]): string;
  /** The files that such a line names; undefined for any other line. */
  namedIn(line: string): readonly FileRef[] | undefined;
  /** The person's answer to an offer. */
  onConsent(chat: Reference, activity: Payload, locale: Locale): Promise<void>;
  contentOf(sha256: string): Promise<Uint8Array | undefined>;
}

const consent = 'application/vnd.microsoft.teams.card.file.consent';
const info = 'application/vnd.microsoft.teams.card.file.info';

/** Stands before the names of files; no command begins with it. */
const fileMark = '^';

export function createFilesOut(parts: {
  readonly outbound: Outbound;
  readonly tokens: Tokens;
  readonly held: HeldFiles;
  contentOf(sha256: string): Promise<Uint8Array | undefined>;
}): FilesOut {
  const { outbound, tokens, held } = parts;

  const lineFor = (files: readonly FileRef[]) => `${fileMark}${JSON.stringify(files)}`;

  function namedIn(line: string): readonly FileRef[] | undefined {
    if (!line.startsWith(fileMark)) return undefined;
    // Sealed: nobody else can have written it, but perhaps another version of this program.
    const files: unknown = JSON.parse(line.slice(fileMark.length));
    return Array.isArray(files) ? files : undefined;
  }

  const contentOf = async (sha256: string) => held.get(sha256)?.bytes ?? (await parts.contentOf(sha256));

  async function onConsent(chat: Reference, activity: Payload, locale: Locale): Promise<void> {
    const { teams } = languages[locale].cards;
    const value = record(activity.value);
    const line = tokens.lineOf(field(value.context, 't') ?? '');
    const [file] = (line !== undefined && namedIn(line)) || [];
    const outcome = value.action === 'accept' ? await saved(file, value.uploadInfo) : 'refused';
    const question = field(activity, 'replyToId');
    // What was answered is asked no more; in doubt the file can be had once more.
    if (file && question !== undefined && outcome !== 'unknown') await outbound.remove(chat, question);
    const words = { refused: teams.fileNotSaved, gone: teams.fileGone, unknown: teams.fileDoubtful };
    if (outcome !== 'done') return void (await outbound.post(chat, { text: words[outcome] }));
    const told = (key: string) => field(value.uploadInfo, key) ?? '';
    const name = field(value.uploadInfo, 'name') ?? file?.name ?? '';
    const content: FileInfoCard = { uniqueId: told('uniqueId'), fileType: told('fileType') };
    const card = { contentType: info, contentUrl: told('contentUrl'), name, content };
    await outbound.post(chat, { attachments: [card], summary: teams.savedFile(name) });
  }

  /** `unknown`: it may be there. */
  async function saved(file: FileRef | undefined, uploadInfo: unknown) {
    const bytes = file && (await contentOf(file.sha256));
    const url = field(uploadInfo, 'uploadUrl');
    if (!bytes || url === undefined) return 'gone';
    return (await outbound.upload(url, bytes)).outcome;
  }

  return {
    lineFor,
    namedIn,
    onConsent,
    contentOf,
    async hold({ name, mediaType, bytes }) {
      return { name, mediaType, sha256: await held.hold({ name, bytes }), size: bytes.length };
    },
    async offer(to, files, locale) {
      const { teams } = languages[locale].cards;
      for (const file of files) {
        const context = { t: tokens.token(lineFor([file])) };
        const content: FileConsentCard = {
          description: teams.fileFor,
          sizeInBytes: file.size,
          acceptContext: context,
          declineContext: context,
        };
        const card = { contentType: consent, name: file.name, content };
        await outbound.post(to, { attachments: [card], summary: file.name });
      }
    },
  };
}
