// Whether Microsoft signed a token: key by its id from the published metadata, signature, issuer, audience, times and endorsement.
// The SDK's narrowest part that does it. Its ways above this one ask first whether an Emulator sent the token, and so remember every
// tenant that a stranger claims, for good; and a turn's context is of no use here, since replies go through a stored reference.
import { AsyncLocalStorage } from 'node:async_hooks';
import { AuthenticationError } from 'botframework-connector';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js';
import { remembering } from '../../shared/remembering.ts';
import { mostSkew } from '../guard.ts';

export interface IngressOptions {
  readonly appId: string;
  readonly issuers: readonly string[];
  /** The channel's OpenID document; other clouds have their own. */
  readonly openIdMetadataUrl?: string | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** Told why the keys could not be had; must not throw. */
  onFault(error: unknown, kind: string): void;
}

export interface Ingress {
  /** `unavailable`: Microsoft's keys cannot be had just now; nothing is known of the token. */
  authenticate(authorization: string): Promise<'genuine' | 'forged' | 'unavailable'>;
}

/** learn.microsoft.com, authenticate requests from the connector service. */
export const channelMetadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

// The SDK prints keys and stacks for whoever sends it a bad token, straight to the console. The scope follows its calls and
// nobody else's, however many run at once.
const hushed = new AsyncLocalStorage<true>();
const { error: say } = console;
console.error = (...said: unknown[]) => {
  if (hushed.getStore() !== true) say.apply(console, said);
};

export function createIngress(options: IngressOptions): Ingress {
  const { appId, issuers, openIdMetadataUrl = channelMetadata, now, onFault } = options;
  // Teams sends one token for about an hour, and to verify it takes longer than all else that the door does. Only genuine ones
  // are kept, by the whole header; whether one has run out is for the guard, which looks at each request.
  const genuine = remembering<'genuine' | undefined>(now);

  // Made anew for each token, for the clock's sake; the SDK keeps the keys elsewhere, once for each metadata address.
  function extractor(): JwtTokenExtractor {
    const rules = {
      issuer: [...issuers],
      audience: appId,
      clockTolerance: mostSkew / 1_000,
      clockTimestamp: Math.floor(now() / 1_000),
    };
    return new JwtTokenExtractor(rules, openIdMetadataUrl, ['RS256']);
  }

  async function verified(authorization: string): Promise<'genuine' | undefined> {
    const identity = await hushed.run(true, () =>
      extractor().getIdentityFromAuthHeader(authorization, 'msteams'),
    );
    return identity?.isAuthenticated === true ? 'genuine' : undefined;
  }

  return {
    async authenticate(authorization) {
      try {
        return (await genuine(authorization, () => verified(authorization))) ?? 'forged';
      } catch (error) {
        if (isOfToken(error)) return 'forged';
        onFault(error, 'identity');
        return 'unavailable';
      }
    },
  };
}

/** jsonwebtoken's own errors pass through the SDK, which would answer them with 500. */
function isOfToken(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode === 401;
  return error instanceof Error && ['JsonWebTokenError', 'NotBeforeError'].includes(error.name);
}
