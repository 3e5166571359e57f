import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OpenIdProblem } from '../../contract/accounts.ts';
import { Problem } from '../../contract/problem.ts';
import { handleError } from '../../http/errors.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { CALLBACK, OpenIdFailure, openIdProvider } from './oidc-provider.ts';
import { problemPath } from './oidc-return.ts';
import { ATTEMPT_S, beginOpenId, finishOpenId } from './oidc-sign-in.ts';
import { readSecret, sessionCookies } from './session-cookie.ts';

const TAGS = ['accounts'];
const Away = z.null().describe('To the provider, to the page that was wanted, or to /sign-in?problem=…');

/**
 * Signing in by a provider of OpenID Connect. People come to these addresses with their browser and not by the page:
 * whatever goes wrong is told on the page of signing in.
 */
export const openIdRoutes: Routes = async (app, services) => {
  const { openId, access } = services;
  const provider = openId && access === 'accounts' ? openIdProvider(openId) : null;
  const cookies = sessionCookies(services.isSecure ?? false);
  const attempts = attemptCookies(services.isSecure ?? false);
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store');
  });
  const requireProvider = () => {
    if (provider) return provider;
    throw new OpenIdFailure('openid-off', 'no provider is set');
  };

  app.get(
    '/api/session/openid',
    {
      config: { action: 'anyone', rate: 'sign-in' },
      errorHandler: tellOnPage,
      schema: {
        operationId: 'signInByOpenId',
        summary: 'Go to the provider of OpenID Connect to sign in',
        tags: TAGS,
        querystring: z.object({ to: z.string().max(8000).default('/').describe('The page of this site wanted then') }),
        response: { 302: Away, ...refusals() },
      },
    },
    async ({ query }, reply) => {
      const { address, secret } = await beginOpenId(services, requireProvider(), query.to);
      attempts.set(reply, secret);
      return reply.redirect(address);
    },
  );

  app.get(
    CALLBACK,
    {
      config: { action: 'anyone', rate: 'sign-in' },
      errorHandler: tellOnPage,
      schema: {
        operationId: 'finishOpenId',
        summary: 'Come back from the provider',
        description: 'The provider sends the browser here. It does nothing for a browser that was not sent from here.',
        tags: TAGS,
        response: { 302: Away, ...refusals() },
      },
    },
    async (request, reply) => {
      const found = requireProvider();
      attempts.clear(reply);
      const { secret, path } = await finishOpenId(services, found, {
        query: request.url.split('?').slice(1).join('?'),
        attemptSecret: attempts.read(request),
        desk: {
          address: request.ip,
          device: request.headers['user-agent'] ?? '',
          formerSecret: readSecret(request),
        },
      });
      cookies.set(reply, secret);
      return reply.redirect(path);
    },
  );
};

/** The cookie by which a browser is known that was sent to the provider. */
function attemptCookies(isSecure: boolean) {
  const name = isSecure ? '__Host-openid' : 'openid';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const;
  return {
    set: (reply: FastifyReply, secret: string) => void reply.setCookie(name, secret, { ...options, maxAge: ATTEMPT_S }),
    clear: (reply: FastifyReply) => void reply.clearCookie(name, options),
    read: ({ cookies }: FastifyRequest) => cookies[name] ?? '',
  };
}

function tellOnPage(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof OpenIdFailure) {
    const { problem, message, returnPath } = error;
    request.log.warn({ problem, reason: message }, 'nobody was signed in by OpenID Connect');
    return reply.redirect(problemPath(problem, returnPath));
  }
  if (error instanceof Problem && error.kind === 'too-many-requests')
    return reply.redirect(problemPath('openid-throttled' satisfies OpenIdProblem));
  return handleError(error, request, reply);
}
