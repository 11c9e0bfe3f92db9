// The words of a mail: subject, body and the letters enclosed in it. Names of attachments are shown, never used.
import PostalMime from 'postal-mime';
import { acceptedName, endingOf } from '../file-name.ts';
import { isLetterFormat, type LetterFormat, type ReadLetter } from './format.ts';
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

type Read = (format: LetterFormat, bytes: Uint8Array, depth: number) => Promise<ReadLetter>;

/** Subject, body and enclosed letters, one below the other. What is refused in an enclosed letter refuses the mail. */
export async function emlText(bytes: Uint8Array, depth: number, read: Read): Promise<ReadLetter> {
  if (depth > DEEPEST) return { ok: false, refusal: { reason: 'bomb' } };
  if (!looksLikeMail(bytes)) return { ok: false, refusal: { reason: 'content' } };
  // Enclosed mails stay files of their own, so that depth is counted here and not in the parser.
  const mail = await new PostalMime({
    attachmentEncoding: 'arraybuffer',
    forceRfc822Attachments: true,
    maxNestingDepth: 20,
    maxHeadersSize: 1024 * 1024,
  }).parse(bytes);
  if (mail.attachments.length > MOST_ATTACHMENTS) return { ok: false, refusal: { reason: 'bomb' } };
  const texts = [mail.subject ?? '', mail.text ?? withoutTags(mail.html ?? '')];
  for (const attachment of mail.attachments) {
    const name = acceptedName(attachment.filename ?? '');
    if (name !== undefined) texts.push(name);
    const format = attachment.mimeType === 'message/rfc822' ? 'eml' : endingOf(name ?? '');
    if (!isLetterFormat(format) || typeof attachment.content === 'string') continue;
    const enclosed = await read(format, new Uint8Array(attachment.content), depth + 1);
    if (!enclosed.ok) return enclosed;
    texts.push(enclosed.text);
  }
  return {
    ok: true,
    text: texts
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .join('\n\n'),
  };
}
