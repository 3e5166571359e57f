import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../config.ts';
import { Problem } from '../contract/problem.ts';
import type { App } from './services.ts';

/**
 * What may be asked in a while, by what it costs. read: a fast pan over the map asks 60 tiles a second for some seconds;
 * change: what a hand keeps, and what a drawn boundary asks while its corners move; costly: searches, files in and
 * files out, each of which keeps a processor busy; sign-in: few enough that guessing passwords is hopeless.
 */
const BUDGETS = {
  read: { max: 1500, timeWindow: 10_000 },
  change: { max: 300, timeWindow: 60_000 },
  costly: { max: 60, timeWindow: 60_000 },
  'sign-in': { max: 20, timeWindow: 60_000 },
} as const satisfies Record<string, { max: number; timeWindow: number }>;
type Rate = keyof typeof BUDGETS;
export type Budgets = Readonly<Record<Rate, { readonly max: number; readonly timeWindow: number }>>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The budget that a request draws on. Left out: `read` for what only reads, else `change`. */
    rate?: Rate;
  }
}

/** Whose budget is drawn on: whoever is signed in, else null. */
export type WhoAsks = (request: FastifyRequest) => string | null;

/**
 * Keeps one from taking the server from all others. A budget belongs to whoever is signed in, else to the address.
 * This machine's own address has none, because there nobody is told from anybody: a demonstration on loopback is one
 * person with programs of their own, and behind a proxy on this machine everybody comes from it. Signing in is counted
 * there too, since that is where guessing would begin. Errors: `too-many-requests`.
 */
export async function limitRates(app: App, whoAsks: WhoAsks, budgets: Budgets = BUDGETS): Promise<void> {
  await app.register(rateLimit, { global: false });
  const keyGenerator = (request: FastifyRequest) => keyOf(whoAsks(request), request);
  const limits = new Map(
    Object.entries(budgets).map(([rate, budget]) => [rate, app.createRateLimit({ ...budget, keyGenerator })]),
  );
  // After every onRequest, so that it is known who asks; before the body, so that nobody sends one in vain.
  app.addHook('preParsing', async (request, reply) => {
    const rate = rateOf(request);
    if (rate !== 'sign-in' && whoAsks(request) === null && isLoopback(normalizeIP(request.ip, 128))) return;
    const drawn = await limits.get(rate)?.(request);
    if (!drawn || drawn.isAllowed || !drawn.isExceeded) return;
    reply.header('retry-after', drawn.ttlInSeconds);
    throw new Problem('too-many-requests', wordsFor(rate, drawn.ttlInSeconds));
  });
}

function rateOf({ routeOptions, method }: FastifyRequest): Rate {
  return routeOptions.config.rate ?? (/^(GET|HEAD|OPTIONS)$/.test(method) ? 'read' : 'change');
}

/** An account and an address never share a key. A whole network of IPv6 is one address: it belongs to one house. */
const keyOf = (account: string | null, { ip }: FastifyRequest): string =>
  account === null ? `address ${normalizeIP(ip)}` : `account ${account}`;

function wordsFor(rate: Rate, seconds: number): string {
  const of = {
    read: 'More is asked than a map needs.',
    change: 'More is being changed than hands can change.',
    costly: 'Too many searches, imports and exports were asked for at once.',
    'sign-in': 'There were too many attempts to sign in from this address.',
  }[rate];
  return `${of} Ask again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
}
