import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ZoneBoundary, ZoneBoundaryRequest, ZoneMeasure, ZoneMeasureRequest } from '../../contract/zone-measure.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import { handleError } from '../../http/errors.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { findBoundary } from './find-boundary.ts';
import { measureZone } from './measure-zone.ts';
import { refuseShapeless, tooDetailed } from './sound-boundary.ts';

const TAGS = ['zones'];
/** Room for a million positions, so that what is far too detailed is read and told so in words. */
const BODY_BYTES = 48 * 1024 * 1024;
const REFUSALS = [
  'jurisdiction-not-found',
  'zone-empty',
  'zone-self-intersects',
  'zone-too-detailed',
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
      bodyLimit: BODY_BYTES,
      preValidation: async ({ body }) =>
        refuseShapeless(partOf(partOf(body, 'zone'), 'boundary'), 'body.zone.boundary'),
      errorHandler: tellTooLarge,
      schema: {
        operationId: 'measureZone',
        summary: 'What a zone holds: land by each counting rule, owners, findings, terms, layers that bind',
        tags: TAGS,
        body: ZoneMeasureRequest,
        response: {
          200: ZoneMeasure,
          ...refusals(
            ...REFUSALS,
            'year-without-data',
            'parcel-not-found',
            'zone-outside',
            'zone-too-large',
            'locks-contradict',
          ),
        },
      },
    },
    async ({ body }) => measureZone(services, OPEN_ACTOR, body),
  );

  app.post(
    '/api/zones/boundary',
    {
      bodyLimit: BODY_BYTES,
      preValidation: async ({ body }) => refuseShapeless(partOf(body, 'boundary'), 'body.boundary'),
      errorHandler: tellTooLarge,
      schema: {
        operationId: 'findZoneBoundary',
        summary: 'A boundary as the ground has it: of whole parcels, or a drawn one laid on the edges of parcels',
        tags: TAGS,
        body: ZoneBoundaryRequest,
        response: { 200: ZoneBoundary, ...refusals(...REFUSALS, 'zone-without-parcels') },
      },
    },
    async ({ body }) => findBoundary(services.db, OPEN_ACTOR, body),
  );
};

/** A part of a body that has not been read against its schema yet; undefined: there is none. */
const partOf = (body: unknown, part: string): unknown =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, part) ? Reflect.get(body, part) : undefined;

/** A body that is larger than any that is read can only hold too many points. */
function tellTooLarge(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return handleError(error.statusCode === 413 ? tooDetailed(null, 'body') : error, request, reply);
}
