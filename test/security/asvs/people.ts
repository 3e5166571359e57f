import { type Line, met, notOurs, open, part } from './line.ts';

const ACCOUNTS = 'api/accounts/accounts.test.ts';
const OPENID = 'api/accounts/oidc.test.ts';
const MATRIX = 'security/access-matrix.test.ts';
const ROWS = 'sql/row-security.test.ts';
const AUDIT = 'api/audit.test.ts';
const HOUSE = 'architecture.test.ts';

/** Chapters 1 to 4: the plan of the house, who signs in, sessions, and who may do what. */
export const PEOPLE: readonly Line[] = [
  part(
    '1.1',
    'security has its place in how the program is made',
    'each change is checked by all suites, and guards are tried with a planted fault',
    'a written model of threats',
    HOUSE,
  ),
  met(
    '1.2',
    'one way to sign in, of one strength',
    'one function finds who asks; nothing else reads a session, and one function begins it, by password or by a provider of OpenID Connect',
    ACCOUNTS,
    OPENID,
    MATRIX,
  ),
  met('1.3', 'a plan for sessions', 'a session is a row of the database and a secret in a cookie', ACCOUNTS),
  met(
    '1.4',
    'access is decided at one place that can be trusted',
    'each address names the action it asks for and an application with one that does not is not built',
    MATRIX,
    ROWS,
  ),
  met(
    '1.5',
    'what comes in and goes out is described, checked and written at known places',
    'the contract parses and serialises; SQL takes bound parameters only',
    HOUSE,
    'security/fuzz.test.ts',
  ),
  part(
    '1.6',
    'keys are known, kept and changed',
    'the secrets are the password of the database and that of the client of a provider, from the environment, and those of sessions, which are kept as hashes',
    'a written way to change the password of the database without a stop',
    'across/secrets.test.ts',
  ),
  met(
    '1.7',
    'one shape of log and one place of errors',
    'every failure leaves by one function; the log is lines of JSON',
    'security/pure/no-inner-words.test.ts',
    AUDIT,
  ),
  part(
    '1.8',
    'data is sorted by how much harm it does in the wrong hands',
    'figures of enterprises ask for a right of their own',
    'masking of names and of totals over few enterprises',
    MATRIX,
  ),
  notOurs(
    '1.9',
    'parts of the program speak to one another in cipher',
    'server and database are set up by the bureau: TLS before the server, sslmode in DATABASE_URL',
  ),
  met(
    '1.10',
    'the source is under version control and each change has a reason',
    'one repository, one lock file, messages that say why',
    HOUSE,
  ),
  met(
    '1.11',
    'what the program does is written down, and no step waits for another unguarded',
    'use cases are one function each; holds and versions guard what two change at once',
    'api/scenarios.test.ts',
  ),
  met(
    '1.12',
    'files of strangers lie where nothing runs and nothing is served',
    'uploads lie in a private folder under names of ours and go when they are read',
    'across/uploads.test.ts',
    'api/imports-hostile.test.ts',
  ),
  part(
    '1.14',
    'the program is built and set up the same way each time, with few rights',
    'one lock file, one build, settings checked at the start; queries of people run under roles that own nothing',
    'a login to the database that owns nothing either',
    ROWS,
    'process/config.test.ts',
    'process/containers.test.ts',
  ),
  met(
    '2.1',
    'passwords are long rather than odd, and known ones are refused',
    'length before complexity and a list of common ones; changing asks for the present one',
    ACCOUNTS,
  ),
  met(
    '2.2',
    'guessing is slowed and changes are told',
    'each wrong attempt doubles the wait by account and address, and addresses have a budget',
    ACCOUNTS,
    'security/pure/rate-limits.test.ts',
  ),
  met(
    '2.3',
    'the first secret is drawn by chance, short-lived and used once',
    'a one-time link, of which the hash alone is kept',
    ACCOUNTS,
  ),
  met('2.4', 'passwords are kept stretched and salted', 'scrypt from Node with a salt for each', ACCOUNTS),
  met(
    '2.5',
    'whoever forgot a password is not let in by a hint',
    'an administrator gives a new one-time link; there are no questions and no hints',
    ACCOUNTS,
  ),
  notOurs('2.6', 'lists of codes to look up', 'there are none'),
  notOurs('2.7', 'codes by post, telephone or message', 'there are none'),
  open(
    '2.8',
    'codes that change with time as a second proof',
    'a second proof of one’s own; a provider of the bureau may ask for it',
  ),
  open('2.9', 'keys and tokens as proof', 'none of one’s own; a provider of the bureau may ask for it'),
  part(
    '2.10',
    'programs among themselves use no password that stands in the code',
    'the password of the database and the secret shown to a provider come from the environment and leave by nothing',
    'secrets from a file or a keeper of secrets',
    'across/secrets.test.ts',
    'process/config.test.ts',
  ),
  met('3.1', 'no secret of a session in an address', 'it is in a cookie alone', ACCOUNTS),
  met(
    '3.2',
    'a new secret at each sign-in, long and drawn by chance',
    'drawn by the system’s source, kept as a hash',
    ACCOUNTS,
  ),
  met(
    '3.3',
    'sessions end by themselves, by hand and all at once',
    'after an hour idle, after twelve in any case; each can be ended, and a new password ends the others',
    ACCOUNTS,
  ),
  met(
    '3.4',
    'the cookie is kept from scripts, from plain HTTP and from other sites',
    'HttpOnly, SameSite, and over TLS Secure with the __Host- prefix',
    ACCOUNTS,
  ),
  notOurs(
    '3.5',
    'tokens that hold what they grant',
    'a session is looked up at each request, so that a right that was taken away is gone',
  ),
  met(
    '3.7',
    'the account itself asks for the password again',
    'changing the password asks for the present one',
    ACCOUNTS,
  ),
  met(
    '4.1',
    'rights are enforced by the server, for each operation, by default closed',
    'one table of role and action; an address that says nothing of it is not built',
    MATRIX,
  ),
  met(
    '4.2',
    'nobody reaches what belongs to another, and no page acts for its reader',
    'every query takes a scope, and the database keeps rows to it behind that; requests from pages of other sites are refused',
    MATRIX,
    ROWS,
    'api/health.test.ts',
  ),
  part(
    '4.3',
    'administering is fenced more strongly',
    'it asks for a role and for everything in scope, and is written down',
    'a second proof for administrators',
    MATRIX,
    AUDIT,
  ),
];
