import { sql } from 'drizzle-orm';
import type { Connection } from '../../db/database.ts';
import type { AreaSource } from '../../domain/counted-area.ts';
import { POTENTIAL_KINDS } from '../../domain/finding.ts';
import { type ParcelClassRule, USUAL_PARCEL_CLASS_RULE } from '../../domain/parcel-class.ts';
import { PARTS_PER_UNIT } from '../../domain/units.ts';
import { classesOfUsers } from './parcel-class.queries.ts';
import { apportioned } from './shares.queries.ts';

const AREA_COLUMN = {
  certified: sql`p.certified_area_m2`,
  supplied: sql`p.supplied_area_m2`,
  measured: sql`p.measured_area_m2`,
  reported: sql`p.reported_area_m2`,
} as const satisfies Record<AreaSource, unknown>;

/**
 * Working table `land`: the parcels of one jurisdiction with the area that counts and the cell at zoom 11 that their
 * middle falls in (columns from the west, rows from the north, 32 to a tile side). Lives as long as the transaction.
 * Where the basis names no known area, the measured one counts, which every parcel has.
 */
export async function makeLand(db: Connection, jurisdictionId: number, basis: readonly AreaSource[]): Promise<void> {
  const known = basis.map((source) => sql`WHEN ${AREA_COLUMN[source]} IS NOT NULL THEN ${source}`);
  await db.execute(sql`
    CREATE TEMP TABLE land (
      parcel_id integer PRIMARY KEY, town_id integer, park_id integer, right_kind text, built_year integer,
      counted_area_m2 double precision NOT NULL, counted_area_source text NOT NULL, counted_mu_hundredths integer NOT NULL,
      cell_x integer NOT NULL, cell_y integer NOT NULL
    ) ON COMMIT DROP`);
  await db.execute(sql`
    INSERT INTO land
    WITH sourced AS (
      SELECT p.*, CASE ${sql.join(known, sql` `)} ELSE 'measured' END AS source
      FROM parcels p WHERE p.jurisdiction_id = ${jurisdictionId}
    ), counted AS (
      SELECT *, CASE source WHEN 'certified' THEN certified_area_m2 WHEN 'supplied' THEN supplied_area_m2
          WHEN 'reported' THEN reported_area_m2 ELSE measured_area_m2 END AS area_m2,
        (ST_XMin(geom_3857) + ST_XMax(geom_3857)) / 2 AS x, (ST_YMin(geom_3857) + ST_YMax(geom_3857)) / 2 AS y
      FROM sourced
    )
    SELECT id, town_id, park_id,
      COALESCE(right_kind, CASE WHEN code ~ '^[0-9]{12}[GJZ]' THEN CASE substr(code, 13, 1) WHEN 'G' THEN 'state' WHEN 'J' THEN 'collective' END END),
      EXTRACT(year FROM COALESCE(completed_on, started_on))::int,
      area_m2, source, floor(area_m2 * 15 / 100 + 0.5)::int,
      floor((x + 20037508.342789244) / (40075016.685578488 / 65536))::int,
      floor((20037508.342789244 - y) / (40075016.685578488 / 65536))::int
    FROM counted`);
  await db.execute(sql`ANALYZE land (parcel_id)`);
}

/**
 * Working table `facts`: a parcel in one year before it is judged, its columns named as in parcel_years; `rule` says whose
 * class it shows. Needs `land`, `shares` and the year's evaluations.
 */
export async function makeFacts(
  db: Connection,
  year: number,
  rule: ParcelClassRule = USUAL_PARCEL_CLASS_RULE,
): Promise<void> {
  await db.execute(sql`
    CREATE TEMP TABLE facts (
      parcel_id integer PRIMARY KEY, town_id integer, park_id integer, right_kind text, built_year integer,
      counted_area_m2 double precision NOT NULL, counted_area_source text NOT NULL, counted_mu_hundredths integer NOT NULL,
      cell_x integer NOT NULL, cell_y integer NOT NULL,
      class text, tier text, industry_division text, enterprises integer NOT NULL,
      tax_10k_yuan double precision, tax_per_mu_10k_yuan double precision, added_value_10k_yuan double precision,
      energy_tce double precision, employees double precision, far_ratio double precision
    ) ON COMMIT DROP`);
  await db.execute(sql`
    INSERT INTO facts
    WITH holders AS (
      SELECT DISTINCT ON (s.parcel_id) s.parcel_id, v.class,
        CASE COALESCE(i.is_above_scale, e.is_above_scale) WHEN TRUE THEN 'above-scale' WHEN FALSE THEN 'below-scale' END AS tier,
        substring(e.industry_code FROM '[0-9]{2}') AS industry_division
      FROM shares s JOIN enterprises e ON e.id = s.enterprise_id
      LEFT JOIN indicators i ON i.enterprise_id = s.enterprise_id AND i.year = ${year}
      LEFT JOIN evaluations v ON v.enterprise_id = s.enterprise_id AND v.year = ${year}
      WHERE s.owned_m2 IS NOT NULL
      ORDER BY s.parcel_id, s.owned_m2 DESC, s.enterprise_id
    ), classes AS (
      ${rule === 'right-holder' ? sql`SELECT parcel_id, class FROM holders` : classesOfUsers(rule, year)}
    ), summed AS (
      SELECT s.parcel_id, count(*)::int AS enterprises,
        count(*) FILTER (WHERE s.share > 0) AS contributors,
        count(i.tax_10k_yuan) FILTER (WHERE s.share > 0) AS with_tax,
        count(i.added_value_10k_yuan) FILTER (WHERE s.share > 0) AS with_added_value,
        count(i.energy_tce) FILTER (WHERE s.share > 0) AS with_energy,
        count(i.employees) FILTER (WHERE s.share > 0) AS with_employees,
        ${apportioned(sql`i.tax_10k_yuan`, PARTS_PER_UNIT.tax)} AS tax,
        ${apportioned(sql`i.added_value_10k_yuan`, PARTS_PER_UNIT.addedValue)} AS added_value,
        ${apportioned(sql`i.energy_tce`, PARTS_PER_UNIT.energy)} AS energy,
        ${apportioned(sql`i.employees`, PARTS_PER_UNIT.employees)} AS employees
      FROM shares s LEFT JOIN indicators i ON i.enterprise_id = s.enterprise_id AND i.year = ${year}
      GROUP BY s.parcel_id
    ), apportioned AS (
      SELECT parcel_id, enterprises,
        CASE WHEN contributors > 0 AND with_tax = contributors THEN tax END AS tax,
        CASE WHEN contributors > 0 AND with_added_value = contributors THEN added_value END AS added_value,
        CASE WHEN contributors > 0 AND with_energy = contributors THEN energy END AS energy,
        CASE WHEN contributors > 0 AND with_employees = contributors THEN employees END AS employees
      FROM summed
    )
    SELECT l.*, c.class, h.tier, h.industry_division, COALESCE(a.enterprises, 0), a.tax,
      floor(a.tax * 100 / NULLIF(l.counted_mu_hundredths, 0) * 1e6 + 0.5) / 1e6, a.added_value, a.energy, a.employees,
      floor(p.floor_area_m2 / l.counted_area_m2 * 1e6 + 0.5) / 1e6
    FROM land l JOIN parcels p ON p.id = l.parcel_id LEFT JOIN holders h ON h.parcel_id = l.parcel_id
    LEFT JOIN classes c ON c.parcel_id = l.parcel_id LEFT JOIN apportioned a ON a.parcel_id = l.parcel_id`);
  await db.execute(sql`ANALYZE facts (parcel_id)`);
}

/** Puts the judged year in place. Needs `facts`, the year's findings and what they leave `undecided`. */
export async function storeParcelYears(db: Connection, jurisdictionId: number, year: number): Promise<void> {
  const potential = sql`${sql.param([...POTENTIAL_KINDS])}::text[]`;
  await db.execute(sql`
    INSERT INTO parcel_years (
      year, parcel_id, jurisdiction_id, town_id, park_id, counted_mu_hundredths, counted_area_source, class, tier, right_kind,
      built_year, industry_division, enterprises, tax_10k_yuan, tax_per_mu_10k_yuan, added_value_10k_yuan, energy_tce, employees,
      far_ratio, finding_kinds, unknown_kinds, is_pending)
    WITH found AS (
      SELECT n.parcel_id, array_agg(DISTINCT n.kind ORDER BY n.kind) AS kinds
      FROM findings n JOIN facts f ON f.parcel_id = n.parcel_id
      WHERE n.year = ${year} GROUP BY n.parcel_id
    ), left_open AS (
      SELECT parcel_id, array_agg(DISTINCT kind ORDER BY kind) AS kinds FROM undecided GROUP BY parcel_id
    ), judged AS (
      SELECT f.*, COALESCE(n.kinds, '{}') AS kinds, COALESCE(o.kinds, '{}') AS unknown_kinds
      FROM facts f LEFT JOIN found n ON n.parcel_id = f.parcel_id LEFT JOIN left_open o ON o.parcel_id = f.parcel_id
    )
    SELECT ${year}, parcel_id, ${jurisdictionId}, town_id, park_id, counted_mu_hundredths, counted_area_source, class, tier, right_kind,
      built_year, industry_division, enterprises, tax_10k_yuan, tax_per_mu_10k_yuan, added_value_10k_yuan, energy_tce, employees,
      far_ratio, kinds, unknown_kinds, unknown_kinds && ${potential} AND NOT kinds && ${potential}
    FROM judged`);
}

/** Clears the working tables of a year, so that the next one can be made in the same transaction. */
export async function dropYearTables(db: Connection): Promise<void> {
  await db.execute(sql`DROP TABLE IF EXISTS facts, shares, firms, undecided`);
}

/** Clears what was made for one jurisdiction, so that the next one can be assessed in the same transaction. */
export async function dropLand(db: Connection): Promise<void> {
  await db.execute(sql`DROP TABLE land, redrawn`);
}
