// Whether Microsoft knows the app's credentials, and whether the keys that its tokens are checked with can be had.
import { field } from '../shared/payload.ts';
import { type Credentials, tokenTrouble } from './sdk/connector.ts';
import { channelMetadata } from './sdk/ingress.ts';

export interface TeamsExamined {
  /** Why no token was given: `no_token AADSTS7000215`; undefined when one was. */
  readonly tokenTrouble: string | undefined;
  /** Why the keys cannot be had; undefined when they can. */
  readonly keysTrouble: string | undefined;
  /** Microsoft's clock, in milliseconds; undefined where it did not answer. */
  readonly serverTime: number | undefined;
}

const timeout = 5_000;

export async function examineTeams(
  credentials: Credentials,
  openIdUrl = channelMetadata,
): Promise<TeamsExamined> {
  const [token, keys] = await Promise.all([tokenTrouble(credentials, timeout), keysAt(openIdUrl)]);
  return { tokenTrouble: token, ...keys };
}

async function keysAt(url: string): Promise<Pick<TeamsExamined, 'keysTrouble' | 'serverTime'>> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
    const keys = field(await response.json(), 'jwks_uri');
    const serverTime = Date.parse(response.headers.get('date') ?? '') || undefined;
    return { keysTrouble: keys === undefined ? `http_${response.status}` : undefined, serverTime };
  } catch (fault) {
    return { keysTrouble: String(fault), serverTime: undefined };
  }
}
