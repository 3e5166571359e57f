import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Problem, type ProblemDetails, type ProblemKind, problemDetails } from '../contract/problem.ts';

/** A boundary of thousands of points that are none would else be answered by as many sentences. */
const FAULTS_TOLD = 20;

/** Every failure leaves by this door. Anything unexpected is logged whole and leaves with no detail. */
export function handleError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = asError(thrown);
  if (error instanceof Problem)
    return sendDetails(reply, problemDetails(error.kind, error.message, error.place, error.faults));
  if (hasZodFastifySchemaValidationErrors(error)) {
    const told = error.validation.slice(0, FAULTS_TOLD);
    const rest = error.validation.length - told.length;
    const place = told.map(
      (issue) => `${error.validationContext ?? 'request'}${issue.instancePath.replaceAll('/', '.')}`,
    );
    const words = told.map((issue, index) => `${place[index]}: ${issue.message ?? 'not accepted'}`);
    if (rest > 0) words.push(`and ${rest} more`);
    return sendProblem(reply, 'request-invalid', words.join('; '), place.join(', '));
  }
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if ('code' in error && error.code === 'FST_ERR_BAD_URL')
    return sendProblem(
      reply,
      'request-invalid',
      'The address cannot be read. After each % belong two hexadecimal digits, and together they are UTF-8.',
      'url',
    );
  if (status === 414)
    return sendProblem(reply, 'request-head-too-large', 'A part of the address holds over 200 characters.', 'url');
  if (status === 413) return sendProblem(reply, 'upload-too-large', 'The request is larger than the server takes.');
  if (status === 415)
    return sendProblem(reply, 'media-type-unsupported', 'Send what /api/docs says of this address.', 'content-type');
  if (status !== undefined && status >= 400 && status < 500) {
    request.log.info({ err: error }, 'a library refused the request');
    return sendProblem(reply, 'request-invalid', wordsFor(error), 'body');
  }
  request.log.error({ err: error }, 'unexpected failure');
  return sendProblem(
    reply,
    'internal',
    'The failure is in the server’s log. Try again; if it comes back, tell the administrator the time.',
  );
}

/** Anything can be thrown. */
const asError = (thrown: unknown): FastifyError | Error =>
  thrown instanceof Error ? thrown : new Error(`no error but ${thrown}`);

/** Libraries word their refusals for programmers, and with pieces of what was sent: their words stay in the log. */
function wordsFor(error: FastifyError | Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return 'The body is empty. Send JSON, or leave out its content-type.';
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return 'The body is not as long as its content-length says.';
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError)
    return 'The body is not JSON, or a key of it is __proto__ or constructor.';
  return 'The body of the request cannot be read. Send it as /api/docs says of this address.';
}

export const sendProblem = (reply: FastifyReply, kind: ProblemKind, detail: string, place?: string): FastifyReply =>
  sendDetails(reply, problemDetails(kind, detail, place));

function sendDetails(reply: FastifyReply, details: ProblemDetails): FastifyReply {
  return reply
    .code(details.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(details);
}
