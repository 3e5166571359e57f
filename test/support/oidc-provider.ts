import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { OpenIdSettings } from '../../server/src/config.ts';

/** What the provider does wrong from now on. */
export type Spoilt = {
  /** Claims of the token of identity in the place of the right ones; undefined: left out */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signing?: 'none' | 'foreign key' | 'HS256';
  /** Answers an address with this status and an error */
  readonly fails?: { readonly at: string; readonly status: number; readonly error: string };
  readonly issuer?: string;
  readonly isDown?: boolean;
  readonly isSlow?: boolean;
  readonly withoutIdToken?: boolean;
};

type Person = { readonly sub: string; readonly preferred_username?: string };
type Grant = { readonly person: Person; readonly asked: URLSearchParams };

const keysOf = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A provider of OpenID Connect on this machine, as strict as a real one, that can be told to do wrong. */
export async function startProvider(publicUrl: string) {
  const keys = keysOf();
  const foreign = keysOf();
  const grants = new Map<string, Grant>();
  const people = new Map<string, Person>();
  let spoilt: Spoilt = {};
  let issuer = '';

  const tokenFor = ({ person, asked }: Grant): string => {
    const now = Math.floor(Date.now() / 1000);
    const right = { iss: issuer, aud: 'land', sub: person.sub, iat: now, exp: now + 300, nonce: asked.get('nonce') };
    const alg = spoilt.signing === 'none' || spoilt.signing === 'HS256' ? spoilt.signing : 'RS256';
    const signed = `${encoded({ alg, kid: 'one' })}.${encoded({ ...right, ...spoilt.claims })}`;
    if (alg !== 'RS256') return `${signed}.${alg === 'none' ? '' : 'c2lnbmVk'}`;
    const { privateKey } = spoilt.signing === 'foreign key' ? foreign : keys;
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };

  const redeem = async (request: IncomingMessage): Promise<readonly [number, object]> => {
    const form = new URLSearchParams(await text(request));
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    if (request.headers.authorization !== `Basic ${Buffer.from('land:s3cret').toString('base64')}`)
      return [401, { error: 'invalid_client' }];
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      grant?.asked.get('code_challenge') === challenge && grant.asked.get('redirect_uri') === form.get('redirect_uri');
    if (!grant || !isRight) return [400, { error: 'invalid_grant' }];
    const token = randomUUID();
    people.set(`Bearer ${token}`, grant.person);
    const identity = spoilt.withoutIdToken ? {} : { id_token: tokenFor(grant) };
    return [200, { access_token: token, token_type: 'Bearer', expires_in: 60, ...identity }];
  };

  const answer = async (request: IncomingMessage, path: string): Promise<readonly [number, object]> => {
    if (spoilt.fails?.at === path) return [spoilt.fails.status, { error: spoilt.fails.error }];
    if (path === '/.well-known/openid-configuration')
      return [
        200,
        {
          issuer: spoilt.issuer ?? issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          userinfo_endpoint: `${issuer}/person`,
        },
      ];
    if (path === '/keys')
      return [200, { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] }];
    if (path === '/token') return redeem(request);
    const person = people.get(request.headers.authorization ?? '');
    return person ? [200, person] : [401, { error: 'invalid_token' }];
  };

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    if (spoilt.isDown) return void request.socket.destroy();
    if (spoilt.isSlow) return;
    const [status, body] = await answer(request, request.url ?? '');
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const settings: OpenIdSettings = {
    issuer,
    clientId: 'land',
    clientSecret: 's3cret',
    name: '政务网',
    publicUrl,
    patienceS: 5,
  };
  return {
    settings,
    spoil: (how: Spoilt) => {
      spoilt = how;
    },
    /** What the provider hands back with a browser that was sent to it, after somebody has signed in there. */
    signIn: (address: string, person: Person): { code: string; state: string } => {
      const asked = new URL(address).searchParams;
      const code = randomUUID();
      grants.set(code, { person, asked });
      return { code, state: asked.get('state') ?? '' };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
