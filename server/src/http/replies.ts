import { z } from 'zod';
import { PROBLEMS, ProblemDetails, type ProblemKind } from '../contract/problem.ts';

/** What any address may answer, whatever is asked of it: a body that nothing asked for is refused as well. */
const ANYWHERE: readonly ProblemKind[] = [
  'request-invalid',
  'too-many-requests',
  'sign-in-needed',
  'not-permitted',
  'origin-refused',
  'request-head-too-large',
  'media-type-unsupported',
  'upload-too-large',
  'internal',
  'starting',
];

/**
 * The refusals of a route for its `response` schema: those that any address may give and these kinds, by status.
 * They describe only: handleError sends them, so they add nothing to the type of the reply.
 */
export function refusals(...kinds: readonly ProblemKind[]): object {
  const all = [...new Set([...ANYWHERE, ...kinds])];
  const statuses = [...new Set(all.map((kind) => PROBLEMS[kind].status))].sort();
  return Object.fromEntries(statuses.map((status) => [status, refusal(all.filter((kind) => isOf(kind, status)))]));
}

const isOf = (kind: ProblemKind, status: number): boolean => PROBLEMS[kind].status === status;

function refusal(kinds: readonly ProblemKind[]) {
  return {
    description: kinds.map((kind) => `\`${kind}\`: ${PROBLEMS[kind].title}.`).join(' '),
    content: {
      'application/problem+json': { schema: ProblemDetails.and(z.looseObject({ type: z.enum(kinds) })) },
    },
  };
}

/** A file for a `response` schema, in each of these media types. It is sent as bytes, so it adds no type either. */
export function file(description: string, ...mediaTypes: readonly string[]): object {
  return {
    description,
    content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: z.file() }])),
  };
}
