// Page + pdf + annexes → an unsent e-mail (`X-Unsent: 1`) that a person opens, reads and sends. It cannot send:
// only nodemailer's composer is imported, no transport.
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import type { LetterKind } from '../letters/letter.ts';
import type { NamedFile } from '../ports.ts';
import { ownName } from './file-name.ts';
import type { Page } from './page.ts';

export interface EnclosedAnnex {
  readonly number: number;
  readonly title: string;
  /** Of the municipality's own file name: `pdf`. */
  readonly ending: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface Draft {
  readonly kind: LetterKind;
  readonly page: Page;
  readonly pdf: NamedFile;
  readonly annexes: readonly EnclosedAnnex[];
}

const ADDRESS = /[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/iu;

/** The first e-mail address on the recipient's lines. */
function addressIn(lines: readonly string[]): string | undefined {
  return lines.map((line) => ADDRESS.exec(line)?.[0]).find((address) => address !== undefined);
}

const WHAT: Readonly<Record<LetterKind, string>> = {
  orientering: 'en orientering til udvalget',
  supplerende: 'en supplerende orientering til udvalget',
  berigtigelse: 'en berigtigelse af en tidligere orientering til udvalget',
};

function bodyText({ kind, page, annexes }: Draft): string {
  const to = page.recipient.find((line) => !ADDRESS.test(line));
  const greeting = to === undefined ? 'Til rette vedkommende' : `Til ${to}`;
  const lines = [greeting, '', `Vedhæftet er ${WHAT[kind]}:`, '', page.title, ''];
  if (annexes.length > 0) {
    lines.push(annexes.length === 1 ? 'Brevet har ét bilag:' : 'Brevet har disse bilag:', '');
    lines.push(...annexes.map(({ number, title }) => `Bilag ${number}: ${title}`), '');
  }
  lines.push('Med venlig hilsen', '');
  return lines.join('\n');
}

// Always encoded: nodemailer lets a title that is an encoded word already (`=?utf-8?…?=`) through as it is, and does
// not break a plain word longer than a line may be.
function subject(title: string) {
  return { prepared: true, foldLines: true, value: encodeWord(title, 'Q', 52) };
}

function attachment(filename: string, mediaType: string, bytes: Uint8Array) {
  // A mail within the mail (`message/rfc822`) may not be base64, so its bytes could change on the way.
  const contentType = /^message\//iu.test(mediaType) ? 'application/octet-stream' : mediaType;
  return {
    filename,
    contentType,
    content: Buffer.from(bytes),
    contentTransferEncoding: 'base64',
    contentDisposition: 'attachment',
  };
}

function fingerprint(draft: Draft): string {
  const hash = createHash('sha256').update(draft.pdf.name).update(draft.pdf.bytes);
  for (const annex of draft.annexes)
    hash.update(`${annex.number}:${annex.bytes.length}:`).update(annex.bytes);
  return hash.digest('hex').slice(0, 32);
}

/** The draft as a mail of CRLF lines, the same bytes for the same draft; the sender is whoever opens it. */
export async function buildEml(draft: Draft): Promise<Uint8Array> {
  const to = addressIn(draft.page.recipient);
  const id = fingerprint(draft);
  const mail = new MailComposer({
    ...(to === undefined ? {} : { to: { name: '', address: to } }),
    text: bodyText(draft),
    attachments: [
      attachment(draft.pdf.name, draft.pdf.mediaType, draft.pdf.bytes),
      ...draft.annexes.map(({ number, title, ending, mediaType, bytes }) =>
        attachment(ownName(`Bilag ${number} - ${title}`, ending), mediaType, bytes),
      ),
    ],
    headers: { 'X-Unsent': '1', Subject: subject(draft.page.title) },
    date: new Date(`${draft.page.drafted}T12:00:00Z`),
    messageId: `<${id}@forloebsvagten.invalid>`,
    baseBoundary: id,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    mail.compile().build((fault, bytes) => (fault === null ? resolve(bytes) : reject(fault)));
  });
}
