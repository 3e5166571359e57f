import type { BaselineInForce, EvaluationReply, PublishedMethod, TierEvaluation } from '../../contract/evaluation.ts';
import type { EvaluationMethod } from '../../contract/evaluation-method.ts';
import type { Connection } from '../../db/database.ts';
import { requireWhole, requireYear } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { describeTier } from '../../domain/evaluation/distribution.ts';
import type { ItemBasis } from '../../domain/evaluation/points.ts';
import type { Actor } from '../../domain/scope.ts';
import {
  countBins,
  countClasses,
  countOutsideTiers,
  findClosedAt,
  findTiers,
  findVersions,
  type StoredTier,
} from './tiers.queries.ts';

/** Methods in force in a year and how they spread its enterprises. Refuses with `jurisdiction-not-found` and `year-without-data`. */
export async function readEvaluation(
  db: Connection,
  actor: Actor,
  ask: { readonly jurisdiction: string; readonly year: number },
): Promise<EvaluationReply> {
  const jurisdiction = await requireWhole(db, actor.scope, ask.jurisdiction);
  await requireYear(db, jurisdiction, ask.year);
  const of = { jurisdictionId: jurisdiction.id, year: ask.year };
  const versions = await findVersions(db, of);
  const tiers: TierEvaluation[] = [];
  for (const stored of await findTiers(db, actor.scope, of)) {
    tiers.push({
      tier: stored.tier,
      method: publishedMethod(stored),
      versions: versions.filter(({ tier }) => tier === stored.tier).map(({ tier: _, ...version }) => version),
      baselines: baselinesInForce(stored.definition, stored.basis),
      distribution: describeTier(stored.definition, {
        counts: await countClasses(db, stored.methodId, of.year),
        ...(await countBins(db, stored.methodId, of.year)),
        cuts: stored.cuts,
      }),
    });
  }
  return {
    jurisdiction: jurisdiction.code,
    year: ask.year,
    revision: (await currentRevision(db)).id,
    closedAt: await findClosedAt(db, of),
    tiers,
    notInATier: await countOutsideTiers(db, of),
  };
}

export const publishedMethod = ({
  methodId,
  version,
  origin,
  publishedAt,
  note,
  definition,
}: StoredTier): PublishedMethod => ({
  id: methodId,
  version,
  origin,
  publishedAt,
  note,
  definition,
});

/** Baselines as they are answered; the values that ranks are taken among are not. */
export const baselinesInForce = (method: EvaluationMethod, basis: readonly ItemBasis[]): BaselineInForce[] =>
  method.items.map(({ indicator }, index) => {
    const item = basis[index];
    const baseline = item?.baseline ?? null;
    return {
      indicator,
      value: typeof baseline === 'number' ? baseline : null,
      range: baseline !== null && typeof baseline === 'object' && 'min' in baseline ? baseline : null,
      known: item?.known ?? 0,
      meanPoints: item?.meanPoints ?? null,
      belowZero: item?.belowZero ?? null,
    };
  });
