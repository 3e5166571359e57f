import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../config.ts';
import { Problem } from '../contract/problem.ts';
import { PAGE_POLICY } from './page-policy.ts';
import { limitRates } from './rate-limits.ts';
import type { App, Services } from './services.ts';

/** Puts the common protections and the compression before every route. */
export async function guardApp(app: App, services: Pick<Services, 'access' | 'hostNames'>): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { ...PAGE_POLICY } },
    strictTransportSecurity: false, // Served over plain HTTP on this machine; a proxy that adds TLS adds this too.
    crossOriginEmbedderPolicy: false,
  });
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { 1: 4 } } });
  app.addHook('onRequest', refuseStrangers(services));
  // What says nothing of being kept is about whoever asked: nobody on the way keeps it.
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-store');
  });
  await limitRates(app, ({ actor }) => (actor.user === null ? null : String(actor.user.id)));
}

/**
 * A foreign page open in the same browser must not act here, signed in or not: neither by sending a form across origins,
 * nor by a host name of its own that it points at this machine.
 */
function refuseStrangers(services: Pick<Services, 'access' | 'hostNames'>) {
  return async ({ headers, method }: FastifyRequest): Promise<void> => {
    if (headers.host === undefined)
      throw new Problem('request-invalid', 'The request names no host. Send the header Host.', 'host');
    if (!answersTo(headers.host, services))
      throw new Problem(
        'origin-refused',
        `${headers.host} is no name of this server. Use http://127.0.0.1 or http://localhost, or have the name put into HOST_NAMES.`,
        'host',
      );
    const isRead = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
    if (!isRead && isFromElsewhere(headers))
      throw new Problem(
        'origin-refused',
        'The request comes from a page of another site. Send it from this one.',
        'origin',
      );
  };
}

/**
 * A browser says where a request comes from, and no page can change what it says: by Sec-Fetch-Site where the address
 * is this machine or has TLS, else by Origin alone. A program says neither.
 */
function isFromElsewhere({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host);
}

/**
 * Whether the server answers to a name. Nobody can point an address, or a name without a dot, at somebody else's
 * machine; any other name a stranger could own, so it has to be one of the settings.
 */
function answersTo(host: string, { access, hostNames = [] }: Pick<Services, 'access' | 'hostNames'>): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const bare = name.replace(/^\[(.*)\]$/, '$1');
  if (isLoopback(bare) || hostNames.includes(name)) return true;
  return access !== 'loopback' && (isIP(bare) !== 0 || /^[a-z0-9-]+$/.test(name));
}
