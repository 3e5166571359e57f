import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ZoneMeasure, ZoneMeasureRequest } from '../../contract/zone-measure.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import { handleError } from '../../http/errors.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { measureZone } from './measure-zone.ts';
import { refuseShapeless, tooDetailed } from './sound-boundary.ts';

const TAGS = ['zones'];
/** Room for a million positions, so that what is far too detailed is read and told so in words. */
const BODY_BYTES = 48 * 1024 * 1024;
const REFUSALS = [
  'jurisdiction-not-found',
  'parcel-not-found',
  'zone-empty',
  'zone-self-intersects',
  'zone-outside',
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
      preValidation: refuseShapelessZone,
      errorHandler: tellTooLarge,
      schema: {
        operationId: 'measureZone',
        summary: 'What a zone holds: land by each counting rule, owners, findings, terms, layers that bind',
        tags: TAGS,
        body: ZoneMeasureRequest,
        response: {
          200: ZoneMeasure,
          ...refusals(...REFUSALS, 'year-without-data', 'zone-too-large', 'locks-contradict'),
        },
      },
    },
    async ({ body }) => measureZone(services, OPEN_ACTOR, body),
  );
};

async function refuseShapelessZone({ body }: FastifyRequest): Promise<void> {
  if (typeof body !== 'object' || body === null || !('zone' in body)) return;
  const { zone } = body;
  if (typeof zone === 'object' && zone !== null && 'boundary' in zone)
    refuseShapeless(zone.boundary, 'body.zone.boundary');
}

/** A body that is larger than any that is read can only hold too many points. */
function tellTooLarge(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return handleError(error.statusCode === 413 ? tooDetailed(null, 'body') : error, request, reply);
}
