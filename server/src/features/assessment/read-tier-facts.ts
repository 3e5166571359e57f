import type { Connection } from '../../db/database.ts';
import { floorAreaRulesInForce } from '../../db/methods.ts';
import { AREA_SOURCES } from '../../domain/counted-area.ts';
import type { EvaluationMethod } from '../../domain/evaluation/method.ts';
import { programmesOf } from '../programmes/sync-programmes.ts';
import { findHeads, findTenancies, makeEnterpriseLand, type TenancyRow, type TierYear } from './evaluation.queries.ts';
import { makeLand } from './land.queries.ts';
import type { PackedTier } from './packed-figures.ts';
import { isMerging, readTier } from './read-tier.ts';
import { makeShares } from './shares.queries.ts';
import { makeTenancies } from './tenants.queries.ts';

/** A tier as a method would take it. */
export type TierFactsOfYear = {
  readonly tier: PackedTier;
  /** Firms that would be evaluated under the name of another */
  readonly heads: readonly { readonly id: number; readonly headId: number }[];
  readonly tenancies: readonly TenancyRow[];
};

/** Reads what an assessment would read, and changes nothing that is kept. Needs a transaction of its own, whose end clears the working tables. */
export async function readTierFacts(db: Connection, of: TierYear, method: EvaluationMethod): Promise<TierFactsOfYear> {
  const [programme] = await programmesOf(db, of.jurisdictionId);
  await makeLand(db, of.jurisdictionId, programme?.areaBasis ?? AREA_SOURCES);
  // Who holds the land that a tenant stands on may be told by the method of the other tier.
  const { [of.tier]: _replaced, ...ofOtherTier } = await floorAreaRulesInForce(db, of.jurisdictionId, of.year);
  const floorArea = method.occupancy?.floorArea;
  await makeShares(db, of.year, { ...ofOtherTier, ...(floorArea ? { [of.tier]: floorArea } : {}) });
  await makeEnterpriseLand(db, of);
  await makeTenancies(db);
  const tier = await readTier(db, of, method);
  return {
    tier,
    heads: isMerging(method) ? await findHeads(db) : [],
    tenancies: await findTenancies(db, of.year),
  };
}
