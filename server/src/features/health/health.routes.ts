import { Health } from '../../contract/api.ts';
import { currentRevision } from '../../db/revision.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { findVersions } from './health.queries.ts';

/** Whoever may ask without signing in need not know what would help to break in. */
const UNTOLD = { postgresVersion: null, postgisVersion: null };

export const healthRoutes: Routes = async (app, { db, access }) => {
  app.get(
    '/api/health',
    {
      config: { action: 'anyone' },
      schema: {
        operationId: 'readHealth',
        summary: 'Whether the server is ready, on which database, at which revision',
        tags: ['service'],
        response: { 200: Health, ...refusals() },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      const revision = await currentRevision(db);
      return {
        status: 'ready' as const,
        engine: db.engine,
        ...(access === 'accounts' ? UNTOLD : await findVersions(db)),
        revision: revision.id,
        revisionAt: revision.at,
        access,
      };
    },
  );
};
