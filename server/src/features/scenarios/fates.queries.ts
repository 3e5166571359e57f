import { sql } from 'drizzle-orm';
import { ParcelFate } from '../../contract/scenario.ts';
import type { Connection } from '../../db/database.ts';
import { selectRows, withinWhole } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';
import type { MeasureKey } from './scenarios.queries.ts';

/** An outline that was redrawn under the same certificate: from here on its land is another. */
const LEAST_CHANGE_M2 = 1;

/** Codes that a fate names at most. */
const MOST_NAMED = 20;

/**
 * Counted parcels that are no longer what they were when they were measured. A parcel of today lies on the ground of an
 * earlier one where a point inside it does: that holds on either engine, and a shared edge is no overlap. A parcel that
 * stands under those that a later import laid on its ground counts as split too: both would count as one.
 */
export const findFates = (db: Connection, scope: Scope, key: MeasureKey): Promise<ParcelFate[]> =>
  selectRows(
    db,
    ParcelFate,
    sql`
    WITH measured AS (
      SELECT c.parcel_id, c.code, c.counted_mu_hundredths, c.parcel_mu_hundredths, c.measured_area_m2, c.geom, s.jurisdiction_id, s.year
      FROM scenario_parcels c JOIN scenarios s ON s.id = c.scenario_id
      WHERE c.scenario_id = ${key.id} AND c.version = ${key.version} AND c.revision = ${key.revision}
        AND ${withinWhole(scope, sql`s.jurisdiction_id`)}
    ),
    later AS MATERIALIZED (SELECT batch_id FROM dataset_revisions WHERE id > ${key.revision} AND batch_id IS NOT NULL),
    judged AS (
      SELECT d.*, y.parcel_id IS NULL AS is_gone, y.parcel_id IS NULL OR y.counted_mu_hundredths <> d.parcel_mu_hundredths
        OR abs(p.measured_area_m2 - d.measured_area_m2) >= ${LEAST_CHANGE_M2}::float8 AS is_changed
      FROM measured d
      LEFT JOIN parcel_years y ON y.parcel_id = d.parcel_id AND y.year = d.year
      LEFT JOIN parcels p ON p.id = d.parcel_id
    ),
    followed AS (
      SELECT c.code, c.is_gone, c.is_changed, c.counted_mu_hundredths,
        ARRAY(
          SELECT p.code FROM parcels p
          WHERE p.jurisdiction_id = c.jurisdiction_id AND p.geom && c.geom AND p.id <> c.parcel_id
            AND (c.is_changed OR p.batch_id IN (SELECT batch_id FROM later))
            AND NOT EXISTS (SELECT FROM measured d WHERE d.parcel_id = p.id)
            AND ST_Contains(c.geom, ST_PointOnSurface(p.geom))
          ORDER BY p.code LIMIT ${MOST_NAMED}) AS successors
      FROM judged c
    )
    SELECT code, counted_mu_hundredths AS "muHundredths",
      CASE WHEN cardinality(successors) > 0 THEN 'split' WHEN is_gone THEN 'gone' ELSE 'area-changed' END AS fate,
      to_jsonb(CASE WHEN is_gone THEN successors ELSE code || successors END) AS now
    FROM followed WHERE is_changed OR cardinality(successors) > 0
    ORDER BY code`,
  );
