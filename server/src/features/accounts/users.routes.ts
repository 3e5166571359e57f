import { z } from 'zod';
import { InvitedUser, NewUser, SignInLink, User, UserChange, UserList } from '../../contract/accounts.ts';
import { RowId } from '../../contract/parameters.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { findUsers } from './users.queries.ts';
import { changeUser, inviteUser, resetUser } from './users.ts';

const TAGS = ['users'];
const Id = z.object({ id: RowId });

/** The people who may sign in, and what each may do and see. */
export const userRoutes: Routes = async (app, services) => {
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get(
    '/api/users',
    {
      config: { action: 'administer' },
      schema: {
        operationId: 'listUsers',
        summary: 'Everybody who may sign in',
        tags: TAGS,
        response: { 200: UserList, ...refusals() },
      },
    },
    async () => ({ users: await findUsers(services.db) }),
  );

  app.post(
    '/api/users',
    {
      config: { action: 'administer' },
      schema: {
        operationId: 'inviteUser',
        summary: 'Make somebody known who may sign in',
        description: 'The link is told once: hand it over. It lets the person choose a password within a day.',
        tags: TAGS,
        body: NewUser,
        response: { 201: InvitedUser, ...refusals('user-name-taken', 'scope-invalid', 'media-type-unsupported') },
      },
    },
    async ({ body, actor }, reply) => reply.code(201).send(await inviteUser(services, actor, body)),
  );

  app.put(
    '/api/users/:id',
    {
      config: { action: 'administer' },
      schema: {
        operationId: 'changeUser',
        summary: 'Change what somebody may do and see',
        description: 'It holds from the next request of that person on.',
        tags: TAGS,
        params: Id,
        body: UserChange,
        response: {
          200: User,
          ...refusals(
            'user-not-found',
            'user-changed',
            'scope-invalid',
            'last-administrator',
            'media-type-unsupported',
          ),
        },
      },
    },
    ({ params, body, actor }) => changeUser(services, actor, params.id, body),
  );

  app.post(
    '/api/users/:id/link',
    {
      config: { action: 'administer' },
      schema: {
        operationId: 'resetUser',
        summary: 'A new one-time link for somebody; the former password no longer holds',
        tags: TAGS,
        params: Id,
        response: { 201: SignInLink, ...refusals('user-not-found', 'last-administrator') },
      },
    },
    async ({ params, actor }, reply) => reply.code(201).send(await resetUser(services, actor, params.id)),
  );
};
