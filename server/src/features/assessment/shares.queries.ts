import { type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../../db/database.ts';
import type { FloorAreaRules } from '../../db/methods.ts';
import type { Tier } from '../../domain/evaluation.ts';
import { USUAL_FLOOR_AREA_RULE } from '../../domain/occupancy.ts';

/** Floor area of `occupancies o` as land of its parcel `l`, m²: by the rule of the enterprise's tier in the year; NULL where that cannot be told. */
function floorAsLand(year: number, rules: FloorAreaRules): SQL {
  const ruleOf = (tier: Tier) => sql`${rules[tier] ?? USUAL_FLOOR_AREA_RULE}::text`;
  // LEAST passes over NULL, so that an unknown quotient must not reach it.
  return sql`(
    SELECT CASE WHEN rule = 'not-counted' THEN 0
      WHEN base_m2 > 0 THEN LEAST(l.counted_area_m2, o.floor_area_m2 * l.counted_area_m2 / base_m2) END
    FROM (
      SELECT rule, p.floor_area_m2 - CASE WHEN rule = 'by-share' THEN COALESCE(p.vacant_floor_area_m2, 0) ELSE 0 END AS base_m2
      FROM parcels p CROSS JOIN (
        SELECT CASE COALESCE(i.is_above_scale, e.is_above_scale) WHEN TRUE THEN ${ruleOf('above-scale')} WHEN FALSE THEN ${ruleOf('below-scale')}
          ELSE ${USUAL_FLOOR_AREA_RULE} END AS rule
        FROM enterprises e LEFT JOIN indicators i ON i.enterprise_id = e.id AND i.year = ${year}
        WHERE e.id = o.enterprise_id
      ) asked
      WHERE p.id = o.parcel_id
    ) based)`;
}

/** A sum of `m2` that is NULL where one part is; `of` says which rows it takes. */
const sumOf = (of: SQL): SQL =>
  sql`CASE WHEN NOT COALESCE(bool_or(m2 IS NULL) FILTER (WHERE ${of}), FALSE) THEN COALESCE(sum(m2) FILTER (WHERE ${of}), 0) END`;

/**
 * Working table `shares` of one year: who holds and uses what, and the part of an enterprise that falls to each parcel,
 * from `from_share` through `through_share` in the order of parcels. The same steps as `landUses` and `landShares`.
 * Needs `land`.
 */
export async function makeShares(db: Connection, year: number, rules: FloorAreaRules = {}): Promise<void> {
  await db.execute(sql`
    CREATE TEMP TABLE shares (
      enterprise_id integer NOT NULL, parcel_id integer NOT NULL, is_tenant boolean NOT NULL,
      owned_m2 double precision, used_m2 double precision,
      share double precision NOT NULL, from_share double precision NOT NULL, through_share double precision NOT NULL
    ) ON COMMIT DROP`);
  await db.execute(sql`
    INSERT INTO shares
    WITH measured AS (
      SELECT o.enterprise_id, o.parcel_id, o.kind,
        CASE WHEN o.area_m2 IS NOT NULL THEN o.area_m2 WHEN o.floor_area_m2 IS NULL THEN l.counted_area_m2
          ELSE ${floorAsLand(year, rules)} END AS m2
      FROM occupancies o JOIN land l ON l.parcel_id = o.parcel_id
      WHERE o.from_year <= ${year} AND (o.to_year IS NULL OR o.to_year >= ${year})
    ), held AS (
      SELECT enterprise_id, parcel_id, bool_or(kind = 'leased-in') AS is_tenant,
        sum(COALESCE(m2, 0)) FILTER (WHERE kind = 'owned') AS owned_m2,
        ${sumOf(sql`kind <> 'leased-out'`)} AS held_m2, ${sumOf(sql`kind = 'leased-out'`)} AS let_m2
      FROM measured
      GROUP BY enterprise_id, parcel_id
    ), used AS (
      SELECT *, CASE WHEN held_m2 - let_m2 IS NOT NULL THEN GREATEST(held_m2 - let_m2, 0) END AS used_m2 FROM held
    ), weighed AS (
      SELECT *, CASE WHEN bool_or(used_m2 IS NULL) OVER own THEN 1 WHEN bool_or(used_m2 > 0) OVER own THEN used_m2
        WHEN bool_or(held_m2 > 0) OVER own THEN held_m2 ELSE 1 END AS weight
      FROM used WINDOW own AS (PARTITION BY enterprise_id)
    ), placed AS (
      SELECT *, COALESCE(sum(weight) OVER (own ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
        sum(weight) OVER (own ROWS UNBOUNDED PRECEDING) AS through,
        sum(weight) OVER (own ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS total
      FROM weighed WINDOW own AS (PARTITION BY enterprise_id ORDER BY parcel_id)
    )
    SELECT enterprise_id, parcel_id, is_tenant, owned_m2, used_m2, weight / total, before / total, through / total
    FROM placed`);
  await db.execute(sql`ANALYZE shares (enterprise_id, parcel_id)`);
}

/** Sum of the parts of an enterprise figure that fall to a parcel of `shares s`, each a whole number of parts of its unit. The same steps as `apportion`. */
export function apportioned(figure: SQL, partsPerUnit: number): SQL {
  const whole = sql`floor(${figure} * ${partsPerUnit}::float8 + 0.5)`;
  return sql`sum(floor(s.through_share * ${whole} + 0.5) - floor(s.from_share * ${whole} + 0.5)) / ${partsPerUnit}::float8`;
}
