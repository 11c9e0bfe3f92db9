// Whether Slack takes the token and gives what the bot needs, asked once by an operator.
import { field } from '../shared/payload.ts';
import { botScopes } from './scopes.ts';

export interface SlackExamined {
  /** Whose token it is; undefined where Slack refused it. */
  readonly team: string | undefined;
  /** Slack's word for why not: `invalid_auth`, or what kept the answer away. */
  readonly error: string | undefined;
  /** What the app must be given and has not. */
  readonly missingScopes: readonly string[];
  /** Slack's clock, in milliseconds; undefined where it did not answer. */
  readonly serverTime: number | undefined;
}

const timeout = 5_000;

export async function examineSlack(token: string, apiUrl = 'https://slack.com/api/'): Promise<SlackExamined> {
  try {
    const response = await fetch(new URL('auth.test', apiUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(timeout),
    });
    const said: unknown = await response.json();
    const granted = response.headers
      .get('x-oauth-scopes')
      ?.split(',')
      .map((scope) => scope.trim());
    return {
      team: field(said, 'team'),
      error: field(said, 'error'),
      // Slack names them in the answer's header; a stand-in for Slack may not.
      missingScopes: granted ? botScopes.filter((scope) => !granted.includes(scope)) : [],
      serverTime: Date.parse(response.headers.get('date') ?? '') || undefined,
    };
  } catch (fault) {
    return { team: undefined, error: String(fault), missingScopes: [], serverTime: undefined };
  }
}
