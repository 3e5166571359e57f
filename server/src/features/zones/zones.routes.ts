import { ZoneBoundary, ZoneBoundaryRequest, ZoneMeasure, ZoneMeasureRequest } from '../../contract/zone-measure.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { findBoundary } from './find-boundary.ts';
import { measureZone } from './measure-zone.ts';
import { TAKES_BOUNDARY, TAKES_ZONE } from './zone-body.ts';

const TAGS = ['zones'];
const REFUSALS = [
  'jurisdiction-not-found',
  'zone-empty',
  'zone-self-intersects',
  'zone-too-detailed',
  'zone-too-large',
  'outline-not-computed',
  'media-type-unsupported',
] as const;

/** Zones of redevelopment: what they hold, and boundaries as the ground has them. */
export const zoneRoutes: Routes = async (app, services) => {
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'private, no-store');
  });

  app.post(
    '/api/zones/measure',
    {
      config: { action: 'plan' },
      ...TAKES_ZONE,
      schema: {
        operationId: 'measureZone',
        summary: 'What a zone holds: land by each counting rule, owners, findings, terms, layers that bind',
        tags: TAGS,
        body: ZoneMeasureRequest,
        response: {
          200: ZoneMeasure,
          ...refusals(...REFUSALS, 'year-without-data', 'parcel-not-found', 'zone-outside', 'locks-contradict'),
        },
      },
    },
    async ({ body, actor }) => measureZone(services, actor, body),
  );

  app.post(
    '/api/zones/boundary',
    {
      config: { action: 'plan' },
      ...TAKES_BOUNDARY,
      schema: {
        operationId: 'findZoneBoundary',
        summary: 'A boundary as the ground has it: of whole parcels, or a drawn one laid on the edges of parcels',
        tags: TAGS,
        body: ZoneBoundaryRequest,
        response: { 200: ZoneBoundary, ...refusals(...REFUSALS, 'zone-without-parcels') },
      },
    },
    async ({ body, actor }) => findBoundary(services.db, actor, body),
  );
};
