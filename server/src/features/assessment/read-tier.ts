import type { Connection } from '../../db/database.ts';
import type { FloorAreaRules } from '../../db/methods.ts';
import type { EvaluationMethod } from '../../domain/evaluation/method.ts';
import type { Tier } from '../../domain/evaluation.ts';
import { figurePages, type TierYear } from './evaluation.queries.ts';
import { type PackedTier, packedTier, packFigures } from './packed-figures.ts';
import { dropHeads, makeHeads } from './tenants.queries.ts';

export type TierMethods = Readonly<Record<Tier, EvaluationMethod>>;

export const isMerging = (method: EvaluationMethod): boolean => method.occupancy?.tenants === 'merged-with-holder';

export const definitionsOf = (
  methods: Readonly<Record<Tier, { readonly definition: EvaluationMethod }>>,
): TierMethods => ({
  'above-scale': methods['above-scale'].definition,
  'below-scale': methods['below-scale'].definition,
});

/** How each tier’s method lets floor area stand for land. */
export function floorAreaRules(methods: TierMethods): FloorAreaRules {
  const above = methods['above-scale'].occupancy?.floorArea;
  const below = methods['below-scale'].occupancy?.floorArea;
  return { ...(above ? { 'above-scale': above } : {}), ...(below ? { 'below-scale': below } : {}) };
}

/**
 * Reads the enterprises of a tier as a method takes them. Needs the working tables `enterprise_land` and `tenancies`;
 * leaves `heads` behind where tenants are merged.
 */
export async function readTier(db: Connection, of: TierYear, method: EvaluationMethod): Promise<PackedTier> {
  const isMerged = isMerging(method);
  if (isMerged) await makeHeads(db, of);
  const pages = [];
  for await (const rows of figurePages(db, of, isMerged)) pages.push(packFigures(rows));
  return packedTier(pages);
}

/** Clears what `readTier` left behind. */
export async function forgetTier(db: Connection, method: EvaluationMethod): Promise<void> {
  if (isMerging(method)) await dropHeads(db);
}
