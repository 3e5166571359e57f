import { type SQL, sql } from 'drizzle-orm';
import { SearchHit } from '../../contract/api.ts';
import type { Connection } from '../../db/database.ts';
import { selectRows, withinTenancy, withinTowns } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

/** Shorter texts hold no three characters in a row, which is what the indexes on names and codes go by. */
const LEAST_INDEXED = 3;

/** Each way of naming is asked for by itself, so that its own index serves. */
const parcelsByIndex = (anywhere: string, text: string): SQL => sql`
  p.id IN (
    SELECT id FROM parcels WHERE code ILIKE ${anywhere}
    UNION SELECT id FROM parcels WHERE name ILIKE ${anywhere}
    UNION SELECT parcel_id FROM parcel_codes WHERE code = ${text}
  )`;

/** One reading of the table costs less than putting together lists that may hold most of it. */
const parcelsByReading = (anywhere: string, text: string): SQL => sql`
  (p.code ILIKE ${anywhere} OR p.name ILIKE ${anywhere} OR p.id IN (SELECT parcel_id FROM parcel_codes WHERE code = ${text}))`;

const enterprisesByIndex = (anywhere: string, beginning: string, isCode: boolean): SQL => sql`
  id IN (
    SELECT id FROM enterprises WHERE name ILIKE ${anywhere}
    UNION SELECT id FROM enterprises WHERE ${isCode}::boolean AND credit_code ILIKE ${beginning}
  )`;

/**
 * Parcels by any part of a code or name, enterprises by name or credit code, towns and parks by name. Exact
 * hits come before beginnings, beginnings before any other place in the text, and the asked jurisdiction before all others.
 */
export function search(
  db: Connection,
  scope: Scope,
  text: string,
  jurisdiction: string | undefined,
  limit: number,
): Promise<SearchHit[]> {
  const escaped = text.replaceAll(/[\\%_]/g, (special) => `\\${special}`);
  const anywhere = `%${escaped}%`;
  const beginning = `${escaped}%`;
  const isSelective = [...text].length >= LEAST_INDEXED;
  const isCode = /^[0-9A-Za-z]+$/.test(text); // No other text can begin a credit code.
  const elsewhere = (row: SQL): SQL => sql`${row}.jurisdiction_id IS DISTINCT FROM (SELECT id FROM asked)`;
  return selectRows(
    db,
    SearchHit,
    sql`
    WITH asked AS (
      SELECT id FROM jurisdictions WHERE code = ${jurisdiction ?? ''}
    ), hits AS (
      (SELECT 'parcel' AS kind, COALESCE(p.name, p.code) AS label, p.code AS detail, p.jurisdiction_id, p.code AS parcel_code, p.geom,
        CASE WHEN p.code = ${text} OR p.name = ${text} THEN 0 WHEN p.code ILIKE ${beginning} OR p.name ILIKE ${beginning} THEN 1 ELSE 2 END AS rank,
        1 AS place, p.id
      FROM parcels p
      WHERE ${isSelective ? parcelsByIndex(anywhere, text) : parcelsByReading(anywhere, text)} AND ${withinTowns(scope, sql`p.jurisdiction_id`, sql`p.town_id`)}
      ORDER BY ${elsewhere(sql`p`)}, rank, p.id LIMIT ${limit})
      UNION ALL
      (SELECT 'enterprise', e.name, e.credit_code, e.jurisdiction_id, p.code, p.geom, e.rank, 2, e.id
      FROM (
        SELECT *,
          CASE WHEN name = ${text} OR credit_code = ${text} THEN 0 WHEN name ILIKE ${beginning} OR credit_code ILIKE ${beginning} THEN 1 ELSE 2 END AS rank
        FROM enterprises e
        WHERE ${isSelective ? enterprisesByIndex(anywhere, beginning, isCode) : sql`(name ILIKE ${anywhere} OR credit_code ILIKE ${beginning})`} AND ${withinTenancy(scope, { id: sql`e.id`, jurisdiction: sql`e.jurisdiction_id` })}
        ORDER BY ${elsewhere(sql`e`)}, rank, id LIMIT ${limit}
      ) e
      LEFT JOIN LATERAL (
        SELECT q.code, q.geom FROM occupancies o JOIN parcels q ON q.id = o.parcel_id
        WHERE o.enterprise_id = e.id AND ${withinTowns(scope, sql`q.jurisdiction_id`, sql`q.town_id`)} ORDER BY o.kind DESC, o.area_m2 DESC NULLS FIRST, q.id LIMIT 1
      ) p ON TRUE)
      UNION ALL
      (SELECT 'town', t.name, t.code, t.jurisdiction_id, NULL, t.geom, CASE WHEN t.name ILIKE ${beginning} THEN 1 ELSE 2 END AS rank, 0, t.id
      FROM towns t WHERE t.name ILIKE ${anywhere} AND ${withinTowns(scope, sql`t.jurisdiction_id`, sql`t.id`)} ORDER BY ${elsewhere(sql`t`)}, rank, t.id LIMIT ${limit})
      UNION ALL
      (SELECT 'park', k.name, '', k.jurisdiction_id, NULL, k.geom, CASE WHEN k.name ILIKE ${beginning} THEN 1 ELSE 2 END AS rank, 0, k.id
      FROM parks k WHERE k.name ILIKE ${anywhere} AND ${withinTowns(scope, sql`k.jurisdiction_id`, sql`k.town_id`)} ORDER BY ${elsewhere(sql`k`)}, rank, k.id LIMIT ${limit})
    )
    SELECT h.kind, h.label, h.detail, j.code AS jurisdiction, h.parcel_code AS "parcelCode",
      CASE WHEN h.geom IS NULL THEN NULL ELSE
        jsonb_build_array(ST_XMin(h.geom), ST_YMin(h.geom), ST_XMax(h.geom), ST_YMax(h.geom)) END AS box
    FROM hits h JOIN jurisdictions j ON j.id = h.jurisdiction_id
    ORDER BY ${elsewhere(sql`h`)}, h.rank, h.place, h.id
    LIMIT ${limit}`,
  );
}
