import { SearchQuery, SearchReply } from '../../contract/api.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { search } from './search.queries.ts';

export const searchRoutes: Routes = async (app, { db }) => {
  app.get(
    '/api/search',
    {
      config: { action: 'see-land' },
      schema: {
        operationId: 'search',
        summary: 'Parcels, enterprises, towns and parks by code or name',
        tags: ['parcels'],
        querystring: SearchQuery,
        response: { 200: SearchReply, ...refusals() },
      },
    },
    async ({ query, actor }, reply) => {
      reply.header('cache-control', 'private, no-cache');
      return { items: await search(db, actor.scope, query.q, query.jurisdiction, query.limit) };
    },
  );
};
