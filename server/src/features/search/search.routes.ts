import { SearchQuery, SearchReply } from '../../contract/api.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { search } from './search.queries.ts';

export const searchRoutes: Routes = async (app, { db }) => {
  app.get(
    '/api/search',
    {
      schema: {
        operationId: 'search',
        summary: 'Parcels, enterprises, towns and parks by code or name',
        tags: ['parcels'],
        querystring: SearchQuery,
        response: { 200: SearchReply, ...refusals() },
      },
    },
    async ({ query }, reply) => {
      reply.header('cache-control', 'private, no-cache');
      return { items: await search(db, OPEN_ACTOR.scope, query.q, query.jurisdiction, query.limit) };
    },
  );
};
