import { Tally, TallyQuery } from '../../contract/api.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { tallyLand } from './tally-land.ts';

export const tallyRoutes: Routes = async (app, services) => {
  app.get(
    '/api/tally',
    {
      config: { action: 'see-figures' },
      schema: {
        operationId: 'tallyLand',
        summary: 'Totals of land that could be freed, against targets',
        tags: ['totals'],
        querystring: TallyQuery,
        response: { 200: Tally, ...refusals('filter-invalid', 'jurisdiction-not-found', 'year-without-data') },
      },
    },
    async ({ query, actor }, reply) => {
      reply.header('cache-control', 'private, no-cache');
      return tallyLand(services, actor, { ...query, filter: query.filter });
    },
  );
};
