import { z } from 'zod';
import { shortText } from '../../contract/parameters.ts';
import { Problem } from '../../contract/problem.ts';
import { Programme } from '../../contract/programme.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { findProgramme } from './programmes.queries.ts';

export const programmeRoutes: Routes = async (app, { db }) => {
  app.get(
    '/api/programmes/:id',
    {
      config: { action: 'see-land' },
      schema: {
        operationId: 'readProgramme',
        summary: 'One action programme: its rules, paths, phases and targets with their clauses',
        tags: ['programmes'],
        params: z.object({ id: shortText('the id of a programme', 100) }),
        response: { 200: Programme, ...refusals('programme-not-found') },
      },
    },
    async ({ params, actor }) => {
      const programme = await findProgramme(db, actor.scope, params.id);
      if (!programme)
        throw new Problem(
          'programme-not-found',
          `No programme has the id ${params.id}. /api/jurisdictions lists those of each jurisdiction.`,
          'id',
        );
      return programme;
    },
  );
};
