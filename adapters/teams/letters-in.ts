// Files that come with a message: fetched at once, as Teams' address of a file lives for minutes only.
import type { Opened } from '../../src/index.ts';
import { asTyped, namedApart, type UploadedFile } from '../shared/carried.ts';
import { entries, field, type Payload } from '../shared/payload.ts';
import type { HeldFiles } from './held-files.ts';
import type { Outbound } from './outbound.ts';

export interface LettersIn {
  /** What of the attachments are files. One that cannot be had is named, too: whoever opens it is told so. */
  take(attachments: unknown, user: string): Promise<readonly UploadedFile[]>;
  open(file: UploadedFile): Opened;
  isThere(file: UploadedFile): boolean;
}

/** A file sent to the bot in a personal chat: learn.microsoft.com, "Send and receive files". */
const sent = 'application/vnd.microsoft.teams.file.download.info';
/**
 * A file in any message: a link that needs the person's own access. The bot has none on purpose: with a right to read files it
 * would fetch for one person what only another may see. It knows the file where the same person has sent it to the bot before.
 */
const linked = 'reference';

/** The core refuses from 20 MB on. */
const mostBytes = 21 * 1024 * 1024;
/** More would not fit into what a form carries. */
const mostFiles = 10;

/** In place of a file's name here. */
const notFetched = 'not-fetched';
const tooLarge = 'too-large';

export function createLettersIn(outbound: Pick<Outbound, 'download'>, held: HeldFiles): LettersIn {
  async function fetched(attachment: Payload, user: string): Promise<UploadedFile> {
    const name = asTyped(field(attachment, 'name') ?? 'brev');
    const url = field(attachment, 'content', 'downloadUrl');
    const address = field(attachment, 'contentUrl');
    const origin = address === undefined ? undefined : `${user} ${address}`;
    if (url === undefined)
      return { id: (origin === undefined ? undefined : held.from(origin)) ?? notFetched, name };
    const download = await outbound.download(url, mostBytes);
    if (download.outcome === 'done')
      return { id: await held.hold({ name, bytes: download.bytes, origin }), name };
    const isTooLarge = download.outcome === 'refused' && download.error === 'too_large';
    return { id: isTooLarge ? tooLarge : notFetched, name };
  }

  return {
    async take(attachments, user) {
      const files = entries(attachments)
        .filter(({ contentType }) => contentType === sent || contentType === linked)
        .slice(0, mostFiles);
      return namedApart(await Promise.all(files.map((each) => fetched(each, user))));
    },
    isThere: ({ id }) => held.get(id) !== undefined,
    open({ id }) {
      if (id === tooLarge) return { reason: 'too-large' };
      const file = held.get(id);
      // The type is read from the content.
      return file ? { name: file.name, mediaType: '', bytes: file.bytes } : { reason: 'not-fetched' };
    },
  };
}
