import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { handleError } from '../../http/errors.ts';
import { refuseShapeless, tooDetailed } from './sound-boundary.ts';

/** Room for a million positions, so that what is far too detailed is read and told so in words. */
const BODY_BYTES = 48 * 1024 * 1024;

/** A part of a body that has not been read against its schema yet; undefined: there is none. */
const partOf = (body: unknown, part: string): unknown =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, part) ? Reflect.get(body, part) : undefined;

/** A body that is larger than any that is read can only hold too many points. */
function tellTooLarge(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return handleError(error.statusCode === 413 ? tooDetailed(null, 'body') : error, request, reply);
}

/** Options of a route whose body holds a boundary at this path: what has no shape or far too much of one is told in words. */
const takesBoundary = (...path: readonly string[]) => ({
  bodyLimit: BODY_BYTES,
  errorHandler: tellTooLarge,
  preValidation: async ({ body }: { readonly body: unknown }) =>
    refuseShapeless(path.reduce(partOf, body), ['body', ...path].join('.')),
});

export const TAKES_ZONE = takesBoundary('zone', 'boundary');
export const TAKES_BOUNDARY = takesBoundary('boundary');
