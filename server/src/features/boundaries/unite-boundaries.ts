import type { z } from 'zod';
import type { BoundaryUnion, BoundaryUnionRequest } from '../../contract/boundary-file.ts';
import { MOST_VERTICES } from '../../contract/zone.ts';
import type { Database } from '../../db/database.ts';
import { isBrokenOff } from '../../db/embedded-limit.ts';
import { requireJurisdiction } from '../../db/places.ts';
import type { Actor } from '../../domain/scope.ts';
import { outlineProblem } from '../imports/stage-file.ts';
import { enclosesNothing, refuseMisshapen, tooDetailed } from '../zones/sound-boundary.ts';
import { uniteBoundaries } from './boundaries.queries.ts';

/**
 * Several areas as the boundary of one zone; nothing is stored. Refuses with `jurisdiction-not-found`, `request-invalid`,
 * `zone-empty`, `zone-too-detailed`, `zone-too-large` and `outline-not-computed`.
 */
export async function uniteAreas(
  { db }: { readonly db: Database },
  actor: Actor,
  { jurisdiction, boundaries }: z.output<typeof BoundaryUnionRequest>,
): Promise<BoundaryUnion> {
  const { id } = await requireJurisdiction(db, actor.scope, jurisdiction);
  for (const [index, boundary] of boundaries.entries()) refuseMisshapen(boundary, `body.boundaries.${index}`);
  const united = await uniteBoundaries(db, id, boundaries).catch((error: unknown) => {
    throw isBrokenOff(error) ? outlineProblem(null) : error;
  });
  const { boundary, positions } = united;
  if (boundary === null) throw enclosesNothing('body.boundaries');
  if (positions > MOST_VERTICES) throw tooDetailed(positions, 'body.boundaries');
  return { ...united, boundary, areas: boundaries.length };
}
