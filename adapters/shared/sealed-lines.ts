// What a button carries: the line it stands for, sealed so that nothing but this bot can have written it.
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Tokens {
  token(line: string): string;
  /** Undefined for what another bot, another secret or a hand has written. */
  lineOf(token: string): string | undefined;
}

/** Bytes of the seal: with it a line of 45 bytes fits into an option's 75 characters. */
const sealLength = 9;

export function createTokens(secret: string): Tokens {
  const key = createHmac('sha256', secret).update('forloebsvagten buttons').digest();
  const seal = (payload: Buffer) =>
    createHmac('sha256', key).update(payload).digest().subarray(0, sealLength);
  return {
    token(line) {
      const payload = Buffer.from(line);
      return `${payload.toString('base64url')}.${seal(payload).toString('base64url')}`;
    },
    lineOf(token) {
      const [words = '', sealed = ''] = token.split('.');
      const payload = Buffer.from(words, 'base64url');
      const given = Buffer.from(sealed, 'base64url');
      const isOurs = given.length === sealLength && timingSafeEqual(given, seal(payload));
      return isOurs ? payload.toString('utf8') : undefined;
    },
  };
}
