import cookie from '@fastify/cookie';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { landStore } from './db/land-store.ts';
import { prepareRoles, rowSecurity } from './db/row-security.ts';
import { accountRoutes } from './features/accounts/accounts.routes.ts';
import { openIdRoutes } from './features/accounts/oidc.routes.ts';
import { identifyBySession } from './features/accounts/session-actor.ts';
import { userRoutes } from './features/accounts/users.routes.ts';
import { auditRoutes } from './features/audit/audit.routes.ts';
import { boundaryRoutes } from './features/boundaries/boundaries.routes.ts';
import { columnRoutes } from './features/columns/columns.routes.ts';
import { neighbourRoutes } from './features/columns/neighbours.routes.ts';
import { constraintRoutes } from './features/constraints/constraints.routes.ts';
import { evaluationRoutes } from './features/evaluation/evaluation.routes.ts';
import { exportRoutes } from './features/exports/exports.routes.ts';
import { scenarioExportRoutes } from './features/exports/scenario-exports.routes.ts';
import { healthRoutes } from './features/health/health.routes.ts';
import { importRoutes } from './features/imports/imports.routes.ts';
import { jurisdictionRoutes } from './features/jurisdictions/jurisdictions.routes.ts';
import { offsetRoutes } from './features/offsets/offsets.routes.ts';
import { parcelRoutes } from './features/parcels/parcels.routes.ts';
import { programmeRoutes } from './features/programmes/programmes.routes.ts';
import { proposalRoutes } from './features/proposals/proposals.routes.ts';
import { scenarioRoutes } from './features/scenarios/scenarios.routes.ts';
import { searchRoutes } from './features/search/search.routes.ts';
import { tallyRoutes } from './features/tally/tally.routes.ts';
import { tileRoutes } from './features/tiles/tiles.routes.ts';
import { whatIfRoutes } from './features/what-ifs/what-ifs.routes.ts';
import { zoneRoutes } from './features/zones/zones.routes.ts';
import { identifyNobody, requireActors } from './http/actor.ts';
import { describeApi } from './http/describe-api.ts';
import { handleError } from './http/errors.ts';
import { guardApp } from './http/guard.ts';
import { knownMethods } from './http/known-methods.ts';
import type { App, Routes, Services } from './http/services.ts';
import { serveClient } from './http/static-client.ts';
import { refuseNul, refuseUnstorableBody } from './http/storable-text.ts';

const FEATURES: readonly Routes[] = [
  healthRoutes,
  programmeRoutes,
  jurisdictionRoutes,
  parcelRoutes,
  searchRoutes,
  tallyRoutes,
  columnRoutes,
  neighbourRoutes,
  evaluationRoutes,
  exportRoutes,
  scenarioExportRoutes,
  importRoutes,
  tileRoutes,
  whatIfRoutes,
  scenarioRoutes,
  boundaryRoutes,
  constraintRoutes,
  offsetRoutes,
  zoneRoutes,
  proposalRoutes,
  auditRoutes,
];

/** Builds the whole application. Tests, the CLI and the server all call this one function. */
export async function buildApp(services: Services, logger?: FastifyBaseLogger): Promise<App> {
  const app = fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    bodyLimit: 1024 * 1024,
    trustProxy: ['loopback', ...(services.trustedProxies ?? [])], // Nobody else is believed who says from where a request comes.
    logController: new LogController({ disableRequestLogging: logger?.level !== 'debug' && logger?.level !== 'trace' }),
    frameworkErrors: (error, request, reply) => handleError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(handleError);
  app.addHook('onRequest', refuseNul);
  app.addHook('preValidation', refuseUnstorableBody);
  const methodsAt = knownMethods(app as unknown as App);
  await guardApp(app as unknown as App, services);
  await app.register(cookie);
  const bySession = services.access === 'accounts' ? identifyBySession(services) : identifyNobody;
  const { actor } = services;
  requireActors(app as unknown as App, actor ? async () => actor : bySession);
  await describeApi(app as unknown as App);
  const db = services.access === 'accounts' ? await underRowSecurity(services.db) : services.db;
  const given = { ...services, db, land: landStore(db, services.landStoreBytes) };
  for (const routes of FEATURES) await app.register(async (scoped) => routes(scoped as unknown as App, given));
  // People and their sessions are the program's: it has to know who somebody is before there is a scope.
  for (const routes of [accountRoutes, openIdRoutes, userRoutes])
    await app.register(async (scoped) => routes(scoped as unknown as App, { ...given, db: services.db }));
  await serveClient(app as unknown as App, { methodsAt });
  return app as unknown as App;
}

async function underRowSecurity(db: Services['db']): Promise<Services['db']> {
  await prepareRoles(db);
  return rowSecurity(db);
}
