import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Over TLS the name itself has the browser take it from this host alone, and for all of it. */
const SECURE_NAME = '__Host-session';
const PLAIN_NAME = 'session';
const MOST_LETTERS = 100;

export type SessionCookies = {
  readonly set: (reply: FastifyReply, secret: string) => void;
  readonly clear: (reply: FastifyReply) => void;
};

/** The cookie that carries the secret of a session. It ends with the browser; the database ends it before. */
export function sessionCookies(isSecure: boolean): SessionCookies {
  const name = isSecure ? SECURE_NAME : PLAIN_NAME;
  const options: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure };
  return {
    set: (reply, secret) => void reply.setCookie(name, secret, options),
    clear: (reply) => void reply.clearCookie(name, options),
  };
}

/** The secret that a request carries, or undefined. */
export function readSecret({ cookies }: FastifyRequest): string | undefined {
  const secret = cookies[SECURE_NAME] ?? cookies[PLAIN_NAME];
  return secret !== undefined && secret.length <= MOST_LETTERS ? secret : undefined;
}
