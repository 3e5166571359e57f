import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  ChangePasswordRequest,
  ChoosePasswordRequest,
  LinkHolder,
  OwnSessionList,
  Session,
  SignInLinkRequest,
  SignInRequest,
} from '../../contract/accounts.ts';
import { shortText } from '../../contract/parameters.ts';
import { Problem } from '../../contract/problem.ts';
import { actionsOf } from '../../domain/permission.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { changePassword, choosePassword, readLink } from './passwords.ts';
import { hashSecret } from './secrets.ts';
import { actorOf, describeSignedIn, findSession } from './session-actor.ts';
import { readSecret, sessionCookies } from './session-cookie.ts';
import { findOwnSessions } from './sessions.queries.ts';
import { type Desk, signIn } from './sign-in.ts';
import { endSession, signOut, signOutEverywhere } from './sign-out.ts';

const TAGS = ['accounts'];
const Done = z.null().describe('Done');

/** Signing in and out, and one's own account. */
export const accountRoutes: Routes = async (app, services) => {
  const { db, clock, access } = services;
  const ways = services.openId ? { openIdName: services.openId.name } : {};
  const cookies = sessionCookies(services.isSecure ?? false);
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store');
  });
  const describeSession = async (request: FastifyRequest): Promise<Session> => {
    if (access !== 'accounts') return { access, user: null, actions: actionsOf(OPEN_ACTOR) };
    const row = await findSession(services, request);
    return row
      ? {
          access,
          ...ways,
          user: describeSignedIn(row),
          actions: actionsOf(actorOf(row)),
        }
      : { access, ...ways, user: null, actions: [] };
  };

  app.get(
    '/api/session',
    {
      config: { action: 'anyone' },
      schema: {
        operationId: 'readSession',
        summary: 'Who is signed in here, and what may be done',
        tags: TAGS,
        response: { 200: Session, ...refusals() },
      },
    },
    (request) => describeSession(request),
  );

  app.post(
    '/api/session',
    {
      config: { action: 'anyone', rate: 'sign-in' },
      schema: {
        operationId: 'signIn',
        summary: 'Begin a session by name and password',
        description:
          'The session is in a cookie that no script reads. It ends after an hour without a request, and after twelve in any case.',
        tags: TAGS,
        body: SignInRequest,
        response: { 204: Done, ...refusals('sign-in-refused', 'sign-in-throttled', 'media-type-unsupported') },
      },
    },
    async (request, reply) => {
      requireAccounts(access);
      cookies.set(reply, await signIn(services, request.body, deskOf(request)));
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/session',
    {
      config: { action: 'anyone' },
      schema: {
        operationId: 'signOut',
        summary: 'End the session of this browser',
        tags: TAGS,
        response: { 204: Done, ...refusals() },
      },
    },
    async (request, reply) => {
      await signOut(services, readSecret(request));
      cookies.clear(reply);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/sign-in-links/read',
    {
      config: { action: 'anyone', rate: 'sign-in' },
      schema: {
        operationId: 'readSignInLink',
        summary: 'Whom a one-time link is for',
        tags: TAGS,
        body: SignInLinkRequest,
        response: { 200: LinkHolder, ...refusals('sign-in-link-invalid', 'media-type-unsupported') },
      },
    },
    async ({ body }) => {
      const { name, displayName } = await readLink(services, body.secret);
      return { name, displayName };
    },
  );

  app.post(
    '/api/sign-in-links/use',
    {
      config: { action: 'anyone', rate: 'sign-in' },
      schema: {
        operationId: 'useSignInLink',
        summary: 'Choose a password by a one-time link, and sign in',
        tags: TAGS,
        body: ChoosePasswordRequest,
        response: { 204: Done, ...refusals('sign-in-link-invalid', 'password-unfit', 'media-type-unsupported') },
      },
    },
    async (request, reply) => {
      requireAccounts(access);
      cookies.set(reply, await choosePassword(services, request.body, deskOf(request)));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/account/password',
    {
      config: { action: 'signed-in', rate: 'sign-in' },
      schema: {
        operationId: 'changePassword',
        summary: 'Change one’s own password',
        description: 'Every other session ends.',
        tags: TAGS,
        body: ChangePasswordRequest,
        response: { 204: Done, ...refusals('sign-in-refused', 'password-unfit', 'media-type-unsupported') },
      },
    },
    async (request, reply) => {
      await changePassword(services, ownId(request), request.body, readSecret(request) ?? '');
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/account/sessions',
    {
      config: { action: 'signed-in' },
      schema: {
        operationId: 'listOwnSessions',
        summary: 'Where one is signed in',
        tags: TAGS,
        response: { 200: OwnSessionList, ...refusals() },
      },
    },
    async (request) => {
      const tokenHash = hashSecret(readSecret(request) ?? '');
      return { sessions: await findOwnSessions(db, ownId(request), { tokenHash, now: clock() }) };
    },
  );

  app.delete(
    '/api/account/sessions',
    {
      config: { action: 'signed-in' },
      schema: {
        operationId: 'signOutEverywhere',
        summary: 'Sign out everywhere, here too',
        tags: TAGS,
        response: { 204: Done, ...refusals() },
      },
    },
    async (request, reply) => {
      await signOutEverywhere(services, ownId(request));
      cookies.clear(reply);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/account/sessions/:id',
    {
      config: { action: 'signed-in' },
      schema: {
        operationId: 'endOwnSession',
        summary: 'End one of one’s own sessions',
        tags: TAGS,
        params: z.object({ id: shortText('the id of a session', 40) }),
        response: { 204: Done, ...refusals('own-session-not-found') },
      },
    },
    async (request, reply) => {
      if (!(await endSession(services, ownId(request), request.params.id)))
        throw new Problem('own-session-not-found', '该会话已结束。 The session has ended already.', 'params.id');
      return reply.code(204).send(null);
    },
  );
};

/** Where nobody signs in, no session is begun. */
function requireAccounts(access: Session['access']): void {
  if (access === 'accounts') return;
  throw new Problem(
    'not-permitted',
    '本机未启用登录（ACCESS=accounts）。 Accounts are not in use here: start with ACCESS=accounts.',
  );
}

const deskOf = (request: FastifyRequest): Desk => ({
  address: request.ip,
  device: request.headers['user-agent'] ?? '',
  formerSecret: readSecret(request),
});

function ownId({ actor }: FastifyRequest): number {
  if (actor.user) return actor.user.id;
  throw new Error('An address for people who are signed in let somebody else through');
}
