import { isIP } from 'node:net';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The project's own folder: a relative DATA_DIR is understood from here, wherever the command is called. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

const Environment = z.object({
  HOST: z
    .string()
    .regex(
      /^[A-Za-z0-9.:_-]+$/,
      'is not an address to listen on. Give a host name or an IP address, for example 127.0.0.1.',
    )
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is not a port. Give a whole number from 1 to 65535, for example 8080.')
    .transform(Number)
    .refine(
      (port) => port >= 1 && port <= 65535,
      'is not a port. Give a whole number from 1 to 65535, for example 8080.',
    )
    .default(8080),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'is not the address of a PostgreSQL. Write postgres://user:password@host:5432/database, or leave it empty for the embedded database.',
    )
    .default(''),
  LOG_LEVEL: z.enum(LOG_LEVELS, `is not a level. Give one of ${LOG_LEVELS.join(', ')}.`).default('info'),
  HOST_NAMES: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
    .refine(
      (names) => names.every((name) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)),
      'is not a list of host names. Write them with commas between and without a port, for example land.example.gov.cn,maps.lan.',
    )
    .default([]),
  ACCESS: z
    .enum(
      ['open', 'accounts'],
      'is not known. Set ACCESS=accounts to have people sign in, or ACCESS=open to say that everyone who reaches the server may use it; leave it empty for this machine alone.',
    )
    .optional(),
  PUBLIC_URL: z
    .string()
    .refine(
      isOrigin,
      'is not the address under which people open the page. Write it without a path, for example https://land.example.gov.cn.',
    )
    .transform((text) => new URL(text).origin)
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((address) => address.trim()))
    .refine(
      (addresses) => addresses.every((address) => isIP(address.replace(/\/\d{1,3}$/, '')) !== 0),
      'is not a list of addresses of proxies. Write them with commas between, for example 127.0.0.1,10.1.0.0/16.',
    )
    .default([]),
  OIDC_ISSUER: z
    .string()
    .refine(
      isIssuer,
      'is not the address of a provider of OpenID Connect. Write it as the provider names itself, for example https://login.example.gov.cn/realms/land; without TLS it may only be on this machine.',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().max(200, 'is longer than 200 characters.').optional(),
  OIDC_CLIENT_SECRET: z.string().max(1000, 'is longer than 1000 characters.').optional(),
  OIDC_NAME: z.string().trim().max(40, 'is longer than the 40 characters that a button takes.').optional(),
});

/** The provider of OpenID Connect by which people may sign in too. */
export type OpenIdSettings = {
  readonly issuer: string;
  readonly clientId: string;
  /** Goes to the provider and nowhere else. */
  readonly clientSecret: string;
  /** As it stands on the button; empty: in the page's own words */
  readonly name: string;
  /** The address under which people open the page, to which the provider sends them back */
  readonly publicUrl: string;
  /** How long one question to the provider may take */
  readonly patienceS: number;
};
const OPENID_PATIENCE_S = 10;

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Empty: the embedded database */
  readonly databaseUrl: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly access: 'loopback' | 'open' | 'accounts';
  /** The address under which people open the page, where it is not the server's own. */
  readonly publicUrl: string | undefined;
  /** Whether people reach it over TLS, which a proxy adds. */
  readonly isSecure: boolean;
  /** Addresses of proxies whose word is taken for where a request comes from. */
  readonly trustedProxies: readonly string[];
  /** Names besides its own under which the server may be asked. */
  readonly hostNames: readonly string[];
  /** undefined: nobody signs in by a provider. */
  readonly openId: OpenIdSettings | undefined;
};

/** A setting that cannot be used. The words name the variable and the cure, never a password. */
export class ConfigError extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'ConfigError';
  }
}

/** The settings of this process. */
export const readConfig = (dataDirArgument?: string): Config => parseConfig(process.env, dataDirArgument);

/** The folder in which the person stands: npm changes to its own before it runs a script. */
export const callerFolder = (): string => process.env.INIT_CWD ?? process.cwd();

/** Settings out of an environment. An empty variable counts as not given. */
export function parseConfig(environment: NodeJS.ProcessEnv, dataDirArgument?: string): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issueWords(issue, given)).join('\n'));
  const { HOST, PORT, DATA_DIR, DATABASE_URL, LOG_LEVEL, ACCESS, HOST_NAMES, PUBLIC_URL, TRUSTED_PROXIES } =
    parsed.data;
  if (!isLoopback(HOST) && ACCESS === undefined) {
    throw new ConfigError(
      `HOST=${HOST} would let other machines in. Set ACCESS=accounts to have people sign in, use HOST=127.0.0.1, or set ACCESS=open to say that everyone who reaches the server may use it.`,
    );
  }
  const dataDir = dataDirArgument ?? DATA_DIR;
  return {
    host: HOST,
    port: PORT,
    dataDir: isAbsolute(dataDir) ? dataDir : join(ROOT, dataDir),
    databaseUrl: DATABASE_URL,
    logLevel: LOG_LEVEL,
    access: ACCESS ?? 'loopback',
    publicUrl: PUBLIC_URL,
    isSecure: PUBLIC_URL?.startsWith('https:') ?? false,
    trustedProxies: TRUSTED_PROXIES,
    hostNames: PUBLIC_URL === undefined ? HOST_NAMES : [...HOST_NAMES, new URL(PUBLIC_URL).hostname],
    openId: openIdOf(parsed.data),
  };
}

/** Refuses a half of the settings: a button that leads nowhere would be found by those who want to sign in. */
function openIdOf(given: z.output<typeof Environment>): OpenIdSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, PUBLIC_URL, ACCESS } = given;
  const settings = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME };
  const named = Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (named.length === 0) return undefined;
  if (ACCESS !== 'accounts')
    throw new ConfigError(`${named[0]} is for people who sign in. Set ACCESS=accounts too, or leave out OIDC_*.`);
  const needed = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (!(OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET && PUBLIC_URL))
    throw new ConfigError(
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing beside ${named.join(', ')}. To sign in by OpenID Connect, set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET as the provider gave them, and PUBLIC_URL, to which it sends people back.`,
    );
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME ?? '',
    publicUrl: PUBLIC_URL,
    patienceS: OPENID_PATIENCE_S,
  };
}

/** What a refusal does not repeat. */
const SECRETS: readonly string[] = ['DATABASE_URL', 'OIDC_CLIENT_SECRET'];

function issueWords(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  return `${name}${SECRETS.includes(name) ? '' : `=${given[name]}`} ${issue.message}`;
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

/** An address of a page without a path, over either kind of HTTP. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && search + hash + username === '';
}

/** An address by which a provider names itself: over TLS, or on this machine. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  const isGuarded = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')));
  return isGuarded && search + hash + username + password === '';
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
