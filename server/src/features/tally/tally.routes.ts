import { Tally, TallyQuery } from '../../contract/api.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import type { Routes } from '../../http/services.ts';
import { tallyLand } from './tally-land.ts';

export const tallyRoutes: Routes = async (app, { db, clock }) => {
  app.get(
    '/api/tally',
    {
      schema: {
        summary: 'Totals of land that could be freed, against targets',
        tags: ['totals'],
        querystring: TallyQuery,
        response: { 200: Tally },
      },
    },
    async ({ query }, reply) => {
      reply.header('cache-control', 'private, no-cache');
      return tallyLand(db, clock, OPEN_ACTOR, { ...query, filter: query.filter });
    },
  );
};
