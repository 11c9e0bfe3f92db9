// Links to files that expire: sealed so that only this bot can have made them, and served by it.
// A platform without files in its channels shows one of these instead.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { FileRef } from '../../src/index.ts';

/** Milliseconds for which a link works. */
export const linkLife = 10 * 60_000;

/** What is served under its own media type; all else is bytes to be saved. */
const mediaTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'message/rfc822',
  'text/plain',
]);

/** A saved file is opened by a program, never shown as a page of ours; and no address or copy of it stays on the way. */
const guards = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store, private',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; sandbox",
};

/** What a link holds: name, media type, SHA-256 in lower-case hex, and when it expires (milliseconds since 1970). */
const linked = z.tuple([z.string(), z.string(), z.string().regex(/^[0-9a-f]{64}$/), z.number()]);

export interface DownloadOptions {
  readonly secret: string;
  /** The organisation whose files they are; a link of another one is unknown here. */
  readonly register: string;
  /** `https://bot.example`: where the outside reaches this server. */
  readonly publicUrl: string;
  /** What somebody reads in place of the file. */
  readonly words: { readonly expired: string; readonly unknown: string };
  /** Milliseconds since 1970. */
  now(): number;
  contentOf(sha256: string): Promise<Uint8Array | undefined>;
}

export interface Downloads {
  /** Works for ten minutes; whoever has it gets the file, so it is shown only to those who may see the file. */
  urlOf(file: Pick<FileRef, 'name' | 'mediaType' | 'sha256'>): string;
  /** Answers what is asked below `/filer/`. Rejects, with nothing answered, when the store fails. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function createDownloads(options: DownloadOptions): Downloads {
  const { secret, register, publicUrl, words, now, contentOf } = options;
  if (secret === '') throw new Error('the secret that seals download links is empty');
  const key = createHmac('sha256', secret).update(`forloebsvagten downloads\n${register}`).digest();
  // Of the text, not of what it decodes to: base64url has more than one way to write the same bytes.
  const seal = (text: string) => createHmac('sha256', key).update(text).digest('base64url');

  function open(path: string | undefined) {
    const [, text = '', given = ''] = /^\/filer\/([\w-]+)\.([\w-]{43})$/.exec(path ?? '') ?? [];
    if (given === '' || !timingSafeEqual(Buffer.from(given), Buffer.from(seal(text)))) return undefined;
    return linked.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  }

  return {
    urlOf({ name, mediaType, sha256 }) {
      const content: z.infer<typeof linked> = [name, mediaType, sha256, now() + linkLife];
      const text = Buffer.from(JSON.stringify(content)).toString('base64url');
      return new URL(`/filer/${text}.${seal(text)}`, publicUrl).href;
    },
    async handle(request, response) {
      const { method, url } = request;
      const say = (status: number, text: string, more: Readonly<Record<string, string>> = {}) => {
        const body = Buffer.from(`${text}\n`);
        const type = { 'content-type': 'text/plain; charset=utf-8', 'content-length': body.length };
        // Node leaves the body out where it was a HEAD.
        response.writeHead(status, { ...guards, ...more, ...type }).end(body);
      };
      if (method !== 'GET' && method !== 'HEAD') return say(405, words.unknown, { allow: 'GET, HEAD' });
      const link = open(url);
      if (!link) return say(404, words.unknown);
      const [name, mediaType, sha256, expires] = link;
      if (now() >= expires) return say(410, words.expired);
      const bytes = await contentOf(sha256);
      if (!bytes) return say(404, words.unknown);
      response
        .writeHead(200, {
          ...guards,
          'content-type': mediaTypes.has(mediaType) ? mediaType : 'application/octet-stream',
          'content-disposition': disposition(name),
          'content-length': bytes.length,
        })
        .end(bytes);
    },
  };
}

/**
 * To be saved under that name (RFC 6266): in ASCII for old programs, and in full (RFC 8187). Nothing of a path, no
 * control, direction or half character.
 */
function disposition(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[/\\:*?"<>|\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const full = safe === '' ? 'fil' : safe;
  const folded = full.replace(/[æøåÆØÅ]/g, (letter) => danish[letter] ?? '_').normalize('NFD');
  const ascii = folded.replace(/\p{Mn}/gu, '').replace(/[^\x20-\x7e]|%/g, '_');
  // encodeURIComponent leaves three characters that RFC 8187 does not allow.
  const encoded = encodeURIComponent(full).replace(
    /['()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const danish: Readonly<Record<string, string>> = { æ: 'ae', ø: 'oe', å: 'aa', Æ: 'Ae', Ø: 'Oe', Å: 'Aa' };
