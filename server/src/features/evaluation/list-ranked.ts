import type { z } from 'zod';
import type { RankedList, RankedQuery } from '../../contract/evaluation.ts';
import type { Connection } from '../../db/database.ts';
import { requireJurisdiction, requireYear } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import type { Actor } from '../../domain/scope.ts';
import { findRanked } from './enterprises.queries.ts';
import { findTiers } from './tiers.queries.ts';

/** The enterprises of a tier in a year by falling score, the unrated last. Refuses with `jurisdiction-not-found` and `year-without-data`. */
export async function listRanked(
  db: Connection,
  actor: Actor,
  query: z.infer<typeof RankedQuery>,
): Promise<RankedList> {
  const jurisdiction = await requireJurisdiction(db, actor.scope, query.jurisdiction);
  await requireYear(db, jurisdiction, query.year);
  const tiers = await findTiers(db, actor.scope, { jurisdictionId: jurisdiction.id, year: query.year });
  const tier = tiers.find((each) => each.tier === query.tier);
  const { id: revision } = await currentRevision(db);
  if (!tier) return { revision, items: [], next: null };
  const { year, q, after, limit } = query;
  return {
    revision,
    ...(await findRanked(db, actor.scope, { methodId: tier.methodId, year, class: query.class, q, after, limit })),
  };
}
