// The words of a mail: subject, body and the letters enclosed in it. Names of attachments are shown, never used.
import { fileTypeFromBuffer } from 'file-type';
import PostalMime, { type Attachment } from 'postal-mime';
import { acceptedName, endingOf } from '../file-name.ts';
import { isLetterFormat, type LetterFormat, type ReadFile, unread } from './format.ts';
import { withHiddenLinks } from './links.ts';
import { decodedText } from './plain-text.ts';
import { decodedEntities } from './xml-text.ts';

/** A mail in a mail in a mail is not a letter any more. */
const DEEPEST = 2;
const MOST_ATTACHMENTS = 50;

const HEADER = /^(?:from|to|subject|date|received|return-path|mime-version|message-id|x-unsent):/imu;

/** Whether the text begins as a mail does: header lines, one of them an ordinary one. */
function looksLikeMail(bytes: Uint8Array): boolean {
  const head = decodedText(bytes.subarray(0, 65_536).filter((byte) => byte < 0x80)) ?? '';
  const headers = head.split(/\r?\n\r?\n/u, 1)[0] ?? '';
  return /^[!-9;-~]+:/u.test(headers) && HEADER.test(headers);
}

function withoutTags(html: string): string {
  const text = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/giu, '')
    .replace(/<(?:br|hr|\/?(?:p|div|tr|td|th|li|h\d))\b[^>]*>/giu, '\n')
    .replace(/<[^>]*>/gu, '');
  return decodedEntities(text);
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** Its words; those of its page of the web as well, where they are others: a reader would show that page. */
function wordsOf(text: string | undefined, html: string | undefined): string {
  const page = withoutTags(html ?? '').trim();
  if (text === undefined) return page;
  return lettersOf(text).includes(lettersOf(page)) ? text : `${text.trim()}\n\n${page}`;
}

/** Pages of the web need no quotation marks. */
const LINK = /<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/giu;

function linksOf(html: string): string[] {
  return [...html.matchAll(LINK)].map(([, double, single, bare = '']) =>
    decodedEntities(double ?? single ?? bare),
  );
}

/** A logo in a signature, or the seal of a signed mail. Whatever else is enclosed must be a letter that can be read. */
async function isHarmless({ mimeType }: Attachment, content: Uint8Array): Promise<boolean> {
  if (/^application\/(?:x-)?pkcs7-signature$/iu.test(mimeType)) return true;
  const found = await fileTypeFromBuffer(content);
  return ['png', 'jpg', 'gif', 'webp'].includes(found?.ext ?? '');
}

function formatOf({ mimeType }: Attachment, name: string | undefined): string {
  return mimeType === 'message/rfc822' ? 'eml' : endingOf(name ?? '');
}

type Read = (format: LetterFormat, bytes: Uint8Array, depth: number) => Promise<ReadFile>;

/**
 * Subject, body and enclosed letters, one below the other. What is refused in an enclosed letter refuses the mail, and so does
 * an enclosed file that nobody could screen.
 */
export async function emlText(bytes: Uint8Array, depth: number, read: Read): Promise<ReadFile> {
  if (depth > DEEPEST) return unread('bomb');
  if (!looksLikeMail(bytes)) return unread('content');
  // Enclosed mails stay files of their own, so that depth is counted here and not in the parser.
  const mail = await new PostalMime({
    attachmentEncoding: 'arraybuffer',
    forceRfc822Attachments: true,
    maxNestingDepth: 20,
    maxHeadersSize: 1024 * 1024,
  }).parse(bytes);
  if (mail.attachments.length > MOST_ATTACHMENTS) return unread('bomb');
  const texts = [mail.subject ?? '', wordsOf(mail.text, mail.html)];
  for (const attachment of mail.attachments) {
    const name = acceptedName(attachment.filename ?? '');
    if (name !== undefined) texts.push(name);
    const format = formatOf(attachment, name);
    if (typeof attachment.content === 'string') return unread('enclosed');
    const content = new Uint8Array(attachment.content);
    if (/^application\/(?:x-)?pkcs7-mime$/iu.test(attachment.mimeType)) return unread('encrypted');
    if (!isLetterFormat(format)) {
      if (await isHarmless(attachment, content)) continue;
      return unread('enclosed');
    }
    const enclosed = await read(format, content, depth + 1);
    if (!enclosed.ok) return enclosed;
    texts.push(enclosed.text);
  }
  const words = texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n');
  return { ok: true, text: withHiddenLinks(words, linksOf(mail.html ?? '')) };
}
