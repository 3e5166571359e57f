import { z } from 'zod';
import {
  ParcelBatch,
  ParcelBatchQuery,
  ParcelDetail,
  ParcelList,
  ParcelListQuery,
  ParcelSummary,
} from '../../contract/api.ts';
import { JurisdictionCode, RowId, shortText, Year } from '../../contract/parameters.ts';
import { Problem } from '../../contract/problem.ts';
import { filterCondition } from '../../db/parcel-filter.ts';
import { requireJurisdiction, requireYear } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { findParcelSummaries, findParcelSummary, findParcels } from './parcels.queries.ts';
import { readDossier } from './read-dossier.ts';

const TAGS = ['parcels'];
const PRIVATE = 'private, no-cache';

export const parcelRoutes: Routes = async (app, { db }) => {
  app.get(
    '/api/parcels',
    {
      config: { action: 'see-figures' },
      schema: {
        operationId: 'listParcels',
        summary: 'Parcels of a year, filtered, page by page',
        tags: TAGS,
        querystring: ParcelListQuery,
        response: { 200: ParcelList, ...refusals('filter-invalid', 'jurisdiction-not-found', 'year-without-data') },
      },
    },
    async ({ query, actor }, reply) => {
      reply.header('cache-control', PRIVATE);
      const condition = filterCondition(query.filter);
      return inSnapshot(db, async (moment) => {
        const jurisdiction = await requireJurisdiction(moment, actor.scope, query.jurisdiction);
        await requireYear(moment, jurisdiction, query.year);
        const page = await findParcels(moment, actor.scope, {
          jurisdictionId: jurisdiction.id,
          year: query.year,
          condition,
          order: query.order,
          after: query.after,
          limit: query.limit,
        });
        return { revision: (await currentRevision(moment)).id, year: query.year, ...page };
      });
    },
  );

  app.get(
    '/api/parcels/at',
    {
      config: { action: 'see-figures' },
      schema: {
        operationId: 'readParcelsById',
        summary: 'Some parcels in short by the ids that tiles and columns carry',
        tags: TAGS,
        querystring: ParcelBatchQuery,
        response: { 200: ParcelBatch, ...refusals() },
      },
    },
    async ({ query, actor }, reply) => {
      reply.header('cache-control', PRIVATE);
      return {
        items: await findParcelSummaries(db, actor.scope, query.ids.split(',').map(Number), query.year),
      };
    },
  );

  app.get(
    '/api/parcels/at/:id',
    {
      config: { action: 'see-figures' },
      schema: {
        operationId: 'readParcelById',
        summary: 'One parcel in short by the id that tiles carry',
        tags: TAGS,
        params: z.object({ id: RowId }),
        querystring: z.object({ year: Year }),
        response: { 200: ParcelSummary, ...refusals('parcel-not-found') },
      },
    },
    async ({ params, query, actor }, reply) => {
      reply.header('cache-control', PRIVATE);
      const parcel = await findParcelSummary(db, actor.scope, params.id, query.year);
      if (!parcel)
        throw new Problem('parcel-not-found', `No parcel has the id ${params.id} in ${query.year}.`, 'params.id');
      return parcel;
    },
  );

  app.get(
    '/api/parcels/:code',
    {
      config: { action: 'see-figures' },
      schema: {
        operationId: 'readParcel',
        summary: 'The dossier of one parcel, by its code in force or a former one',
        tags: TAGS,
        params: z.object({ code: shortText('a parcel code', 100) }),
        querystring: z.object({
          year: Year.optional().describe('Findings of this year; the newest when absent'),
          jurisdiction: JurisdictionCode.optional(),
        }),
        response: { 200: ParcelDetail, ...refusals('jurisdiction-not-found', 'parcel-not-found') },
      },
    },
    async ({ params, query, actor }, reply) => {
      reply.header('cache-control', PRIVATE);
      const request = { code: params.code, year: query.year, jurisdiction: query.jurisdiction };
      return inSnapshot(db, (moment) => readDossier(moment, actor, request));
    },
  );
};
