import { sql } from 'drizzle-orm';
import { Jurisdiction } from '../../contract/api.ts';
import type { Connection } from '../../db/database.ts';
import { selectRows, withinScope, withinTowns } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

/** Every jurisdiction in scope with its places, programmes and years. */
export function findJurisdictions(db: Connection, scope: Scope): Promise<Jurisdiction[]> {
  return selectRows(
    db,
    Jurisdiction,
    sql`
    WITH held AS (
      SELECT jurisdiction_id, park_id, count(*)::int AS parcels, ST_Extent(geom)::geometry AS extent
      FROM parcels WHERE ${withinTowns(scope, sql`jurisdiction_id`, sql`town_id`)} GROUP BY jurisdiction_id, park_id
    ), counted AS (
      SELECT jurisdiction_id, sum(parcels)::int AS parcels, ST_Extent(extent) AS extent FROM held GROUP BY jurisdiction_id
    ), park_boxes AS (
      SELECT k.id, COALESCE(h.parcels, 0) AS parcels, COALESCE(h.extent, k.geom) AS box
      FROM parks k LEFT JOIN held h ON h.park_id = k.id AND h.jurisdiction_id = k.jurisdiction_id
    ), boxed AS (
      SELECT j.id, COALESCE(c.parcels, 0) AS parcels, COALESCE(c.extent::geometry, ST_Envelope(j.geom)) AS box
      FROM jurisdictions j LEFT JOIN counted c ON c.jurisdiction_id = j.id
    )
    SELECT j.code, j.name, j.name_en AS "nameEn", j.division_code AS "divisionCode", j.is_synthetic AS "isSynthetic", b.parcels,
      CASE WHEN b.box IS NULL THEN NULL ELSE
        jsonb_build_array(ST_XMin(b.box), ST_YMin(b.box), ST_XMax(b.box), ST_YMax(b.box)) END AS box,
      (SELECT COALESCE(jsonb_agg(DISTINCT y.year), '[]') FROM parcel_years y WHERE y.jurisdiction_id = j.id) AS years,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.definition->>'name', 'nameEn', p.definition->>'nameEn') ORDER BY p.id DESC), '[]')
        FROM programmes p WHERE p.jurisdiction_id = j.id) AS programmes,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', t.id, 'code', t.code, 'name', t.name) ORDER BY t.code), '[]')
        FROM towns t WHERE t.jurisdiction_id = j.id AND ${withinTowns(scope, sql`t.jurisdiction_id`, sql`t.id`)}) AS towns,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'townCode', t.code, 'parcels', b.parcels, 'box',
          CASE WHEN b.box IS NULL THEN NULL ELSE
            jsonb_build_array(ST_XMin(b.box), ST_YMin(b.box), ST_XMax(b.box), ST_YMax(b.box)) END) ORDER BY k.name), '[]')
        FROM parks k JOIN park_boxes b ON b.id = k.id LEFT JOIN towns t ON t.id = k.town_id
        WHERE k.jurisdiction_id = j.id AND ${withinTowns(scope, sql`k.jurisdiction_id`, sql`k.town_id`)}) AS parks
    FROM jurisdictions j JOIN boxed b ON b.id = j.id
    WHERE ${withinScope(scope, sql`j.id`)}
    ORDER BY j.id`,
  );
}
