import { z } from 'zod';
import { JurisdictionCode, RowId } from '../../contract/parameters.ts';
import { WhatIf, WhatIfDraft, WhatIfList } from '../../contract/what-if.ts';
import { requireJurisdiction } from '../../db/places.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { removeWhatIf, saveWhatIf } from './save-what-if.ts';
import { findWhatIfs } from './what-ifs.queries.ts';

const TAGS = ['what-ifs'];

/** Thresholds that were tried, kept under names. */
export const whatIfRoutes: Routes = async (app, { db, clock }) => {
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'private, no-cache');
  });

  app.get(
    '/api/what-ifs',
    {
      config: { action: 'see-land' },
      schema: {
        operationId: 'listWhatIfs',
        summary: 'Saved what-ifs of a jurisdiction',
        tags: TAGS,
        querystring: z.object({ jurisdiction: JurisdictionCode }),
        response: { 200: WhatIfList, ...refusals('jurisdiction-not-found') },
      },
    },
    async ({ query, actor }) => {
      const { id } = await requireJurisdiction(db, actor.scope, query.jurisdiction);
      return { items: await findWhatIfs(db, actor.scope, id) };
    },
  );

  app.post(
    '/api/what-ifs',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'saveWhatIf',
        summary: 'Keep values of rules that were tried, under a name',
        tags: TAGS,
        body: WhatIfDraft,
        response: {
          201: WhatIf,
          ...refusals(
            'jurisdiction-not-found',
            'scope-partial',
            'rule-not-found',
            'filter-invalid',
            'what-if-name-taken',
            'media-type-unsupported',
          ),
        },
      },
    },
    async ({ body, actor }, reply) => reply.code(201).send(await saveWhatIf({ db, clock }, actor, body)),
  );

  app.delete(
    '/api/what-ifs/:id',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'deleteWhatIf',
        summary: 'Let a saved what-if go',
        tags: TAGS,
        params: z.object({ id: RowId }),
        response: { 200: WhatIf.describe('As it was'), ...refusals('what-if-not-found') },
      },
    },
    ({ params, actor }) => removeWhatIf({ db, clock }, actor, params.id),
  );
};
