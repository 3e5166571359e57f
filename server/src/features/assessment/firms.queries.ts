import { sql } from 'drizzle-orm';
import type { Connection } from '../../db/database.ts';
import type { Judging } from './rule-findings.queries.ts';

/**
 * Working table `firms` of one year: the enterprises with land in the jurisdiction, all their land there together, and their
 * own figures. Needs `land`, `shares` and the year's evaluations.
 */
export async function makeFirms(db: Connection, { year, asOf }: Judging): Promise<void> {
  await db.execute(sql`
    CREATE TEMP TABLE firms (
      enterprise_id integer PRIMARY KEY, class text, method_version integer, tier text, industry_division text,
      owned_mu double precision NOT NULL, used_mu double precision, leased_m2 double precision NOT NULL,
      tax_10k_yuan double precision, revenue_10k_yuan double precision, energy_tce double precision,
      land_use_ratio double precision, capacity_use_ratio double precision, energy_use_ratio double precision,
      emission_use_ratio double precision, has_violation boolean NOT NULL
    ) ON COMMIT DROP`);
  await db.execute(sql`
    INSERT INTO firms
    WITH held AS (
      SELECT enterprise_id, COALESCE(sum(owned_m2), 0) AS owned_m2, CASE WHEN bool_and(used_m2 IS NOT NULL) THEN sum(used_m2) END AS used_m2
      FROM shares GROUP BY enterprise_id
    ), leased AS (
      SELECT o.enterprise_id, sum(COALESCE(o.floor_area_m2, o.area_m2, l.counted_area_m2)) AS leased_m2
      FROM occupancies o JOIN land l ON l.parcel_id = o.parcel_id
      WHERE o.kind = 'leased-in' AND o.from_year <= ${year} AND (o.to_year IS NULL OR o.to_year >= ${year})
      GROUP BY o.enterprise_id
    )
    SELECT h.enterprise_id, v.class, m.version,
      CASE COALESCE(i.is_above_scale, e.is_above_scale) WHEN TRUE THEN 'above-scale' WHEN FALSE THEN 'below-scale' END,
      substring(e.industry_code FROM '[0-9]{2}'),
      floor(h.owned_m2 * 15 / 100 + 0.5) / 100, floor(h.used_m2 * 15 / 100 + 0.5) / 100, COALESCE(l.leased_m2, 0),
      i.tax_10k_yuan, i.revenue_10k_yuan, i.energy_tce, i.land_use_ratio, i.capacity_use_ratio, i.energy_use_ratio, i.emission_use_ratio,
      EXISTS (SELECT FROM violations w WHERE w.enterprise_id = h.enterprise_id AND w.found_on <= ${asOf}::date
        AND (w.remedied_on IS NULL OR w.remedied_on > ${asOf}::date))
    FROM held h JOIN enterprises e ON e.id = h.enterprise_id LEFT JOIN leased l ON l.enterprise_id = h.enterprise_id
    LEFT JOIN indicators i ON i.enterprise_id = h.enterprise_id AND i.year = ${year}
    LEFT JOIN evaluations v ON v.enterprise_id = h.enterprise_id AND v.year = ${year}
    LEFT JOIN evaluation_methods m ON m.id = v.method_id`);
  await db.execute(sql`ANALYZE firms (enterprise_id)`);
}
