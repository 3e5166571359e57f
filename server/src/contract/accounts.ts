import { z } from 'zod';
import { ACTIONS, ROLES } from '../domain/access.ts';
import { JurisdictionCode, oneOf, shortText } from './parameters.ts';

/** Signing in, and the people who may. */

const NAME_WORDS = 'a name to sign in with: 2 to 64 letters, digits, dots, hyphens or underscores';
const UserName = z
  .string(NAME_WORDS)
  .trim()
  .regex(/^[\p{L}\p{N}._-]{2,64}$/u, NAME_WORDS)
  .transform((name) => name.toLowerCase());
/** As it is typed: whether it is right is told in one way only. */
const Typed = (what: string) => z.string(what).min(1, what).max(1000, what);

export const SignInRequest = z.strictObject({ name: Typed('the name'), password: Typed('the password') });
const LinkSecret = Typed('the secret of the link');
export const SignInLinkRequest = z.strictObject({ secret: LinkSecret });
export const ChoosePasswordRequest = z.strictObject({ secret: LinkSecret, password: Typed('the password') });
export const ChangePasswordRequest = z.strictObject({
  current: Typed('the password as it is'),
  password: Typed('the new password'),
});

/** A jurisdiction that is seen, whole or in some towns. */
export const ScopePlace = z.strictObject({
  jurisdiction: JurisdictionCode,
  towns: z.array(shortText('the code of a town', 40)).min(1).max(500).nullable().describe('Codes; null: all of it'),
});
const SeenPlaces = z.array(ScopePlace).max(200).nullable().describe('What is seen; null: everything');

export const SignedIn = z.object({
  name: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  scope: SeenPlaces,
});
export type SignedIn = z.infer<typeof SignedIn>;

export const Session = z.object({
  access: oneOf(['loopback', 'open', 'accounts']).describe(
    'loopback, open: whoever reaches the server acts without signing in; accounts: people sign in',
  ),
  user: SignedIn.nullable().describe('null: nobody is signed in here'),
  actions: z.array(z.enum(ACTIONS)).describe('What may be done here'),
  openIdName: z
    .string()
    .optional()
    .describe('The provider by which one may sign in too, at /api/session/openid; empty: it has no name; absent: none'),
});
export type Session = z.infer<typeof Session>;

/** What can go wrong on the way by the provider, as the address of the page of signing in tells it. */
export const OPENID_PROBLEMS = [
  'openid-off',
  'openid-unavailable',
  'openid-untrusted',
  'openid-expired',
  'openid-declined',
  'openid-not-invited',
  'openid-throttled',
] as const;
export type OpenIdProblem = (typeof OPENID_PROBLEMS)[number];

export const OwnSession = z.object({
  id: z.string().describe('Names it among one’s own; gives no access'),
  isThis: z.boolean(),
  device: z.string().describe('What the browser said of itself'),
  beganAt: z.string(),
  seenAt: z.string(),
});
export const OwnSessionList = z.object({ sessions: z.array(OwnSession) });
export type OwnSession = z.infer<typeof OwnSession>;

const UserFields = {
  displayName: shortText('the name as it is shown', 100),
  role: oneOf(ROLES),
  scope: SeenPlaces,
};
export const NewUser = z.strictObject({ name: UserName, ...UserFields });
export type NewUser = z.output<typeof NewUser>;
export const UserChange = z.strictObject({
  ...UserFields,
  isDisabled: z.boolean(),
  version: z.int().describe('The version that was looked at'),
});
export type UserChange = z.output<typeof UserChange>;

export const User = z.object({
  id: z.int(),
  name: z.string(),
  ...UserFields,
  isDisabled: z.boolean(),
  hasPassword: z.boolean().describe('false: invited, and no password chosen yet'),
  version: z.int(),
  seenAt: z.string().nullable().describe('Last request; null: not signed in anywhere'),
});
export type User = z.infer<typeof User>;
export const UserList = z.object({ users: z.array(User) });

/** A link by which somebody chooses a password. It is told once. */
export const SignInLink = z.object({
  path: z.string().describe('To be opened on this server before it expires'),
  expiresAt: z.string(),
});
export type SignInLink = z.infer<typeof SignInLink>;
export const InvitedUser = z.object({ user: User, link: SignInLink });
export type InvitedUser = z.infer<typeof InvitedUser>;
/** Whom a link is for. */
export const LinkHolder = z.object({ name: z.string(), displayName: z.string() });
