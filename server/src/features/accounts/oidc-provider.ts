import * as client from 'openid-client';
import { isLoopback, type OpenIdSettings } from '../../config.ts';
import type { OpenIdProblem } from '../../contract/accounts.ts';
import type { Attempt, Identity } from './oidc.queries.ts';

/** Clocks of two machines differ. */
const CLOCKS_DIFFER_S = 60;
/** What a provider says of itself is asked anew after this. */
const KEPT_MS = 3_600_000;
export const CALLBACK = '/api/session/openid/callback';

/** Why somebody does not get in by the provider. The reason is for the log, and holds nothing that opens anything. */
export class OpenIdFailure extends Error {
  readonly problem: OpenIdProblem;
  readonly returnPath: string;
  constructor(problem: OpenIdProblem, reason: string, returnPath = '/') {
    super(reason);
    this.name = 'OpenIdFailure';
    this.problem = problem;
    this.returnPath = returnPath;
  }
}

/** Who came back, as the provider vouches for it. */
export type Vouched = {
  readonly identity: Identity;
  /** The name to sign in with at the provider; null: it does not tell */
  readonly askName: () => Promise<string | null>;
};

export type OpenIdProvider = {
  /** The address to which a browser is sent. */
  readonly addressFor: (attempt: Attempt) => Promise<string>;
  /** Who comes back by an address. Each fault of the answer is an OpenIdFailure. */
  readonly redeem: (query: string, attempt: Attempt) => Promise<Vouched>;
};

/** The provider that the settings name. It is asked for the first time when somebody wants to sign in by it. */
export function openIdProvider(settings: OpenIdSettings): OpenIdProvider {
  const configuration = keptFor(KEPT_MS, () => discover(settings));
  const callback = new URL(CALLBACK, settings.publicUrl);
  return {
    addressFor: async ({ state, nonce, verifier }) => {
      const found = await told(configuration(), 'openid-untrusted');
      const challenge = await client.calculatePKCECodeChallenge(verifier);
      return client.buildAuthorizationUrl(found, {
        redirect_uri: callback.href,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }).href;
    },
    redeem: async (query, { state, nonce, verifier }) => {
      const found = await told(configuration(), 'openid-untrusted');
      const came = new URL(callback);
      came.search = query;
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await told(client.authorizationCodeGrant(found, came, checks), 'openid-untrusted');
      const claims = tokens.claims();
      if (!claims) throw new OpenIdFailure('openid-untrusted', 'the answer holds no token of identity');
      return {
        identity: { issuer: claims.iss, subject: claims.sub },
        askName: async () => {
          if (claims.preferred_username !== undefined) return textOf(claims.preferred_username);
          if (found.serverMetadata().userinfo_endpoint === undefined) return null;
          const asked = client.fetchUserInfo(found, tokens.access_token, claims.sub);
          return textOf((await told(asked, 'openid-untrusted')).preferred_username);
        },
      };
    },
  };
}

const textOf = (claim: unknown): string | null => (typeof claim === 'string' ? claim : null);

function discover({ issuer, clientId, clientSecret, patienceS }: OpenIdSettings): Promise<client.Configuration> {
  const server = new URL(issuer);
  const isPlain = server.protocol === 'http:' && isLoopback(server.hostname.replace(/^\[(.*)\]$/, '$1'));
  return client.discovery(server, clientId, { [client.clockTolerance]: CLOCKS_DIFFER_S }, secretOf(clientSecret), {
    timeout: patienceS,
    // The signature is looked at although the token comes from the provider itself.
    execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
  });
}

/** How the secret is shown: as the provider says it takes it, else as every provider does. */
function secretOf(secret: string): client.ClientAuth {
  const basic = client.ClientSecretBasic(secret);
  const post = client.ClientSecretPost(secret);
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (taken.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

/** What was made once, for some time and for all who ask at once. What failed is tried again by the next one. */
function keptFor<Made>(ms: number, make: () => Promise<Made>): () => Promise<Made> {
  let kept: { readonly made: Promise<Made>; readonly until: number } | null = null;
  return () => {
    if (kept !== null && performance.now() < kept.until) return kept.made;
    const made = make();
    kept = { made, until: performance.now() + ms };
    made.catch(() => {
      kept = null;
    });
    return made;
  };
}

/** Failures of a question to the provider in words of ours; of its answers only codes are kept, and no token. */
async function told<Answer>(asked: Promise<Answer>, otherwise: OpenIdProblem): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    throw new OpenIdFailure(problemOf(error) ?? otherwise, reasonOf(error));
  }
}

function problemOf(error: unknown): OpenIdProblem | null {
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'access_denied' ? 'openid-declined' : 'openid-unavailable';
  if (error instanceof client.ResponseBodyError)
    return error.error === 'invalid_grant' ? 'openid-expired' : 'openid-unavailable';
  if (error instanceof client.ClientError && error.code !== undefined && UNAVAILABLE.includes(error.code))
    return 'openid-unavailable';
  // The connection did not come about, or broke: fetch says so by a TypeError alone.
  return isLost(error) ? 'openid-unavailable' : null;
}

const UNAVAILABLE: readonly string[] = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
];

const isLost = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && error.cause instanceof TypeError);

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no error was thrown';
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const said = 'error' in error && typeof error.error === 'string' ? `: ${error.error.slice(0, 60)}` : '';
  return `${error.message.slice(0, 200)}${code}${said}`;
}
