import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyPluginOptions, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { OpenIdSettings } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { LandStore } from '../db/land-store.ts';
import type { Actor } from '../domain/scope.ts';

/** What the application is built of. Swappable things are passed, never imported. */
export type Services = {
  readonly db: Database;
  /** Now. Deadlines, idle land and stamps are judged by it. */
  readonly clock: () => Date;
  /** Folder for uploads and other files of this installation. */
  readonly dataDir: string;
  /** loopback, open: everybody who reaches the server acts; accounts: people sign in */
  readonly access: 'loopback' | 'open' | 'accounts';
  /** Who asks where nobody can sign in, as on the command line; absent: whoever the requests say. */
  readonly actor?: Actor;
  /** Whether people reach the server over TLS, by a proxy; absent: they do not */
  readonly isSecure?: boolean;
  /** Names besides its own under which the server may be asked; absent: none. */
  readonly hostNames?: readonly string[];
  /** Addresses of proxies whose word is taken for where a request comes from; absent: none. */
  readonly trustedProxies?: readonly string[];
  /** The provider by which people may sign in too; absent: none. */
  readonly openId?: OpenIdSettings | undefined;
  /** Memory for packed tiles; absent: enough for a day's browsing. */
  readonly tileStoreBytes?: number;
  /** Memory for land as columns; absent: enough for some years of a million parcels. */
  readonly landStoreBytes?: number;
  /** Largest file that an import takes over HTTP; absent: 512 MB. */
  readonly uploadLimitBytes?: number;
};

/** What every feature is given. */
export type FeatureServices = Services & { readonly land: LandStore };

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A feature's routes: one function per feature, registered in app.ts. */
export type Routes = (app: App, services: FeatureServices & FastifyPluginOptions) => Promise<void>;
