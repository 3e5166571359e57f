import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { ParcelDetail } from '../../contract/api.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, withinTowns } from '../../db/sql.ts';
import { TIERS } from '../../domain/evaluation.ts';
import type { Scope } from '../../domain/scope.ts';

/** The parcel as its table has it, before areas are judged. */
const ParcelFacts = ParcelDetail.omit({
  revision: true,
  areas: true,
  farRatio: true,
  years: true,
  enterprises: true,
  projects: true,
  violations: true,
  findings: true,
}).extend({
  jurisdictionId: z.int(),
  certifiedAreaM2: z.number().nullable(),
  suppliedAreaM2: z.number().nullable(),
  measuredAreaM2: z.number(),
  reportedAreaM2: z.number().nullable(),
});
export type ParcelFacts = z.infer<typeof ParcelFacts>;

/** A parcel by its code in force or a former one, inside the scope and, where given, one jurisdiction. */
export function findParcelFacts(
  db: Connection,
  scope: Scope,
  code: string,
  jurisdiction: string | undefined,
): Promise<ParcelFacts | null> {
  return selectRow(
    db,
    ParcelFacts,
    sql`
    SELECT p.id, p.jurisdiction_id AS "jurisdictionId", j.code AS jurisdiction, p.code, p.name, p.address,
      t.name AS "townName", k.name AS "parkName", p.right_kind AS "rightKind",
      p.land_use_scheme AS "landUseScheme", p.land_use_code AS "landUseCode", p.is_synthetic AS "isSynthetic",
      (SELECT COALESCE(jsonb_agg(c.code ORDER BY c.code), '[]') FROM parcel_codes c WHERE c.parcel_id = p.id AND c.code <> p.code) AS "formerCodes",
      jsonb_build_array(ST_X(ST_PointOnSurface(p.geom)), ST_Y(ST_PointOnSurface(p.geom))) AS center,
      jsonb_build_array(ST_XMin(p.geom), ST_YMin(p.geom), ST_XMax(p.geom), ST_YMax(p.geom)) AS box,
      p.certified_area_m2 AS "certifiedAreaM2", p.supplied_area_m2 AS "suppliedAreaM2",
      p.measured_area_m2 AS "measuredAreaM2", p.reported_area_m2 AS "reportedAreaM2",
      p.floor_area_m2 AS "floorAreaM2", p.vacant_floor_area_m2 AS "vacantFloorAreaM2",
      p.supplied_on::text AS "suppliedOn", p.agreed_start_on::text AS "agreedStartOn", p.started_on::text AS "startedOn",
      p.stopped_on::text AS "stoppedOn", p.completed_on::text AS "completedOn",
      p.agreement, p.has_unapproved_use AS "hasUnapprovedUse",
      p.land_term_ends_on::text AS "landTermEndsOn"
    FROM parcels p
    JOIN jurisdictions j ON j.id = p.jurisdiction_id
    LEFT JOIN towns t ON t.id = p.town_id
    LEFT JOIN parks k ON k.id = p.park_id
    WHERE p.id IN (
        -- One jurisdiction after another, which are few: the index of codes begins with theirs.
        SELECT q.id FROM jurisdictions i
        JOIN LATERAL (SELECT id FROM parcels WHERE jurisdiction_id = i.id AND code = ${code} OFFSET 0) q ON TRUE
        UNION SELECT parcel_id FROM parcel_codes WHERE code = ${code}
      )
      AND ${jurisdiction === undefined ? sql`TRUE` : sql`j.code = ${jurisdiction}`}
      AND ${withinTowns(scope, sql`p.jurisdiction_id`, sql`p.town_id`)}
    ORDER BY (p.code = ${code}) DESC, p.id
    LIMIT 1`,
  );
}

const Records = ParcelDetail.pick({ years: true, projects: true, violations: true, findings: true }).extend({
  enterprises: z.array(
    ParcelDetail.shape.enterprises.element.extend({
      tier: z.enum(TIERS).nullable().describe('In the year; null: not known'),
    }),
  ),
});
export type ParcelRecords = z.infer<typeof Records>;

/** What the years brought: the parcel's own figures, its enterprises with theirs, and its findings of one year. */
export async function findParcelRecords(db: Connection, parcelId: number, year: number): Promise<ParcelRecords> {
  const row = await selectRow(
    db,
    Records,
    sql`
    SELECT
      (SELECT COALESCE(jsonb_agg(jsonb_build_object(
          'year', y.year, 'class', y.class, 'tax10kYuan', y.tax_10k_yuan, 'taxPerMu10kYuan', y.tax_per_mu_10k_yuan,
          'energyTce', y.energy_tce, 'employees', y.employees) ORDER BY y.year), '[]')
        FROM parcel_years y WHERE y.parcel_id = ${parcelId}) AS years,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object(
          'kind', f.kind, 'ruleId', f.rule_id, 'year', f.year, 'programmeId', f.programme_id,
          'clause', f.clause, 'observed', f.observed) ORDER BY f.kind, f.rule_id), '[]')
        FROM findings f WHERE f.parcel_id = ${parcelId} AND f.year = ${year}) AS findings,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object(
          'name', e.name, 'creditCode', e.credit_code, 'industryCode', e.industry_code, 'isAboveScale', e.is_above_scale,
          'tier', CASE COALESCE(n.is_above_scale, e.is_above_scale) WHEN TRUE THEN 'above-scale' WHEN FALSE THEN 'below-scale' END,
          'kind', o.kind, 'areaM2', o.area_m2, 'floorAreaM2', o.floor_area_m2, 'share', NULL,
          'years', (SELECT COALESCE(jsonb_agg(jsonb_build_object(
              'year', i.year, 'class', v.class, 'score', v.score, 'tax10kYuan', i.tax_10k_yuan, 'taxPerMu10kYuan', NULL,
              'energyTce', i.energy_tce, 'employees', i.employees) ORDER BY i.year), '[]')
            FROM indicators i LEFT JOIN evaluations v ON v.enterprise_id = i.enterprise_id AND v.year = i.year
            WHERE i.enterprise_id = e.id)) ORDER BY o.kind DESC, o.area_m2 DESC NULLS FIRST, e.id), '[]')
        FROM occupancies o JOIN enterprises e ON e.id = o.enterprise_id
        LEFT JOIN indicators n ON n.enterprise_id = e.id AND n.year = ${year}
        WHERE o.parcel_id = ${parcelId} AND o.from_year <= ${year} AND (o.to_year IS NULL OR o.to_year >= ${year})) AS enterprises,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object(
          'name', r.name, 'signedOn', r.signed_on, 'startedOn', r.started_on, 'completedOn', r.completed_on,
          'producingOn', r.producing_on, 'aboveScaleOn', r.above_scale_on, 'reachedAgreedOn', r.reached_agreed_on,
          'agreedOutput10kYuan', r.agreed_output_10k_yuan) ORDER BY r.signed_on DESC NULLS LAST, r.name), '[]')
        FROM projects r WHERE r.parcel_id = ${parcelId}) AS projects,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object(
          'name', e.name, 'creditCode', e.credit_code, 'field', v.field, 'foundOn', v.found_on, 'remediedOn', v.remedied_on)
          ORDER BY v.found_on DESC, e.id, v.field), '[]')
        FROM violations v JOIN enterprises e ON e.id = v.enterprise_id
        WHERE v.enterprise_id IN (SELECT o.enterprise_id FROM occupancies o
          WHERE o.parcel_id = ${parcelId} AND o.from_year <= ${year} AND (o.to_year IS NULL OR o.to_year >= ${year}))) AS violations`,
  );
  if (!row) throw new Error('A SELECT without FROM gave no row');
  return row;
}

/** The newest year in which the parcel was assessed; the year 0 where it never was, which has no records. */
export async function findNewestYear(db: Connection, parcelId: number): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ year: z.int() }),
    sql`SELECT COALESCE(max(year), 0) AS year FROM parcel_years WHERE parcel_id = ${parcelId}`,
  );
  return row?.year ?? 0;
}
