import { queryOptions } from '@tanstack/react-query';
import { InvitedUser, type NewUser, SignInLink, User, type UserChange, UserList } from '@yima-guandi/server/contract';
import { request } from './request.ts';

const json = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const usersQuery = () =>
  queryOptions({
    queryKey: ['users'],
    queryFn: ({ signal }) => request(UserList, '/api/users', { signal }),
  });

/** Errors: RequestError user-name-taken, scope-invalid. */
export const inviteUser = (user: NewUser): Promise<InvitedUser> =>
  request(InvitedUser, '/api/users', json('POST', user));

/** Errors: RequestError user-changed, last-administrator, scope-invalid. */
export const changeUser = (id: number, change: UserChange): Promise<User> =>
  request(User, `/api/users/${id}`, json('PUT', change));

/** A new one-time link; the former password no longer holds. Errors: RequestError last-administrator. */
export const resetUser = (id: number): Promise<SignInLink> =>
  request(SignInLink, `/api/users/${id}/link`, { method: 'POST' });
