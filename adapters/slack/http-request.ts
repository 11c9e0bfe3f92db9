// What a request must be before Bolt sees it: bounded, fresh, signed and well formed.
// Bolt itself dies of a signed JSON `null` and accepts a timestamp from tomorrow.
import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import { isValidSlackRequest } from '@slack/bolt';

/** Slack's own bound (docs.slack.dev, verifying requests from Slack); here for both directions. */
const mostSkewSeconds = 300;

export const form = 'application/x-www-form-urlencoded';
export const json = 'application/json';

/** Whether Slack signed this very text within five minutes of `now` (milliseconds). */
export function isFreshAndSigned(
  headers: IncomingHttpHeaders,
  text: string,
  signingSecret: string,
  now: number,
): boolean {
  const stamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof stamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(stamp)) return false;
  if (Math.abs(now / 1000 - Number(stamp)) > mostSkewSeconds) return false;
  return isValidSlackRequest({
    signingSecret,
    body: text,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(stamp) },
    nowMilliseconds: now,
  });
}

/** Slack's check of the certificate: it comes unsigned, so it is recognised without reading anything else of the text. */
export function isSslCheck(type: string, text: string): boolean {
  return type === form && /(?:^|&)ssl_check=1(?:&|$)/.test(text);
}

/** Whether a signed text holds what Bolt can take: a form's fields or a JSON object, with a challenge if it is to verify the address. */
export function isPayload(type: string, text: string): boolean {
  try {
    if (type === json) return isPayloadObject(JSON.parse(text));
    const fields = parse(text);
    if (Object.values(fields).some((value) => typeof value !== 'string')) return false;
    if (typeof fields.payload === 'string') return isPayloadObject(JSON.parse(fields.payload));
    return fields.command !== undefined;
  } catch {
    return false;
  }
}

function isPayloadObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (!('type' in value) || value.type !== 'url_verification') return true;
  return 'challenge' in value && typeof value.challenge === 'string';
}
