import { z } from 'zod';
import {
  JurisdictionCode,
  ParcelDetail,
  ParcelList,
  ParcelListQuery,
  ParcelSummary,
  Year,
} from '../../contract/api.ts';
import { Problem } from '../../contract/problem.ts';
import { filterCondition } from '../../db/parcel-filter.ts';
import { requireJurisdiction } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import type { Routes } from '../../http/services.ts';
import { findParcelSummary, findParcels } from './parcels.queries.ts';
import { readDossier } from './read-dossier.ts';

const TAGS = ['parcels'];
const PRIVATE = 'private, no-cache';

export const parcelRoutes: Routes = async (app, { db }) => {
  app.get(
    '/api/parcels',
    {
      schema: {
        summary: 'Parcels of a year, filtered, page by page',
        tags: TAGS,
        querystring: ParcelListQuery,
        response: { 200: ParcelList },
      },
    },
    async ({ query }, reply) => {
      reply.header('cache-control', PRIVATE);
      const jurisdiction = await requireJurisdiction(db, OPEN_ACTOR.scope, query.jurisdiction);
      const page = await findParcels(db, OPEN_ACTOR.scope, {
        jurisdictionId: jurisdiction.id,
        year: query.year,
        condition: filterCondition(query.filter),
        order: query.order,
        after: query.after,
        limit: query.limit,
      });
      return { revision: (await currentRevision(db)).id, year: query.year, ...page };
    },
  );

  app.get(
    '/api/parcels/at/:id',
    {
      schema: {
        summary: 'One parcel in short by the id that tiles carry',
        tags: TAGS,
        params: z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) }),
        querystring: z.object({ year: Year }),
        response: { 200: ParcelSummary },
      },
    },
    async ({ params, query }, reply) => {
      reply.header('cache-control', PRIVATE);
      const parcel = await findParcelSummary(db, OPEN_ACTOR.scope, params.id, query.year);
      if (!parcel)
        throw new Problem('parcel-not-found', `No parcel has the id ${params.id} in ${query.year}.`, 'params.id');
      return parcel;
    },
  );

  app.get(
    '/api/parcels/:code',
    {
      schema: {
        summary: 'The dossier of one parcel, by its code in force or a former one',
        tags: TAGS,
        params: z.object({ code: z.string().min(1).max(100) }),
        querystring: z.object({
          year: Year.optional().describe('Findings of this year; the newest when absent'),
          jurisdiction: JurisdictionCode.optional(),
        }),
        response: { 200: ParcelDetail },
      },
    },
    async ({ params, query }, reply) => {
      reply.header('cache-control', PRIVATE);
      return readDossier(db, OPEN_ACTOR, { code: params.code, year: query.year, jurisdiction: query.jurisdiction });
    },
  );
};
