import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRows } from '../../db/sql.ts';
import type { ColumnName } from '../../domain/parcel-columns.ts';
import type { YearOfLand } from './totals.queries.ts';

/** Years of land that have been assessed. */
export function assessedYears(db: Connection) {
  return selectRows(
    db,
    z.object({ jurisdictionId: z.int(), code: z.string(), year: z.int() }),
    sql`
    SELECT j.id AS "jurisdictionId", j.code, y.year
    FROM jurisdictions j JOIN LATERAL (SELECT DISTINCT year FROM parcel_years WHERE jurisdiction_id = j.id) y ON TRUE
    ORDER BY j.id, y.year`,
  );
}

const PAGE_ROWS = 5000;
/** Stands between the kinds of a parcel. */
const SEPARATOR = '\u001f';

const [figure, text] = [z.number().nullable(), z.string().nullable()];
const kinds = z.string().transform((listed) => listed.split(SEPARATOR).sort().join(' '));
const ParcelRow = z.object({
  id: z.int(),
  class: text,
  town: text,
  park: text,
  industry: text,
  tier: text,
  right: text,
  findings: kinds,
  unknown: kinds,
  builtYear: figure,
  occupants: figure,
  countedMuHundredths: figure,
  taxPerMu10kYuan: figure,
  taxYuan: figure,
  addedValueYuan: figure,
  energyTceHundredths: figure,
  employeesHundredths: figure,
  farRatio: figure,
  longitude: figure,
  latitude: figure,
  enterpriseIds: z.array(z.int()),
}) satisfies z.ZodType<Record<ColumnName, string | number | null>>;
export type ParcelRow = z.infer<typeof ParcelRow>;

/** The parcels of a year as the tables have them, by id, under the names of the columns; kinds sorted, with blanks between. */
export async function* parcelsOfYear(db: Connection, { jurisdictionId, year }: YearOfLand): AsyncGenerator<ParcelRow> {
  let after = 0;
  for (;;) {
    // Where a page begins is said of both tables: else the second is read from its first row for every page.
    const rows = await selectRows(
      db,
      ParcelRow,
      sql`
      SELECT y.parcel_id AS id, y.class, t.code AS town, k.name AS park, y.industry_division AS industry, y.tier, y.right_kind AS right,
        array_to_string(y.finding_kinds, ${SEPARATOR}::text) AS findings, array_to_string(y.unknown_kinds, ${SEPARATOR}::text) AS unknown,
        y.built_year AS "builtYear", y.enterprises AS occupants, y.counted_mu_hundredths AS "countedMuHundredths",
        y.tax_per_mu_10k_yuan AS "taxPerMu10kYuan",
        floor(y.tax_10k_yuan * 10000 + 0.5) AS "taxYuan", floor(y.added_value_10k_yuan * 10000 + 0.5) AS "addedValueYuan",
        floor(y.energy_tce * 100 + 0.5) AS "energyTceHundredths", floor(y.employees * 100 + 0.5) AS "employeesHundredths",
        y.far_ratio AS "farRatio",
        (ST_XMin(p.geom) + ST_XMax(p.geom)) / 2 AS longitude, (ST_YMin(p.geom) + ST_YMax(p.geom)) / 2 AS latitude,
        to_jsonb(ARRAY(
          SELECT DISTINCT o.enterprise_id FROM occupancies o
          WHERE o.parcel_id = y.parcel_id AND o.from_year <= y.year AND (o.to_year IS NULL OR o.to_year >= y.year)
          ORDER BY o.enterprise_id)) AS "enterpriseIds"
      FROM parcel_years y LEFT JOIN parcels p ON p.id = y.parcel_id AND p.id > ${after}
        LEFT JOIN towns t ON t.id = y.town_id LEFT JOIN parks k ON k.id = y.park_id
      WHERE y.jurisdiction_id = ${jurisdictionId} AND y.year = ${year} AND y.parcel_id > ${after}
      ORDER BY y.parcel_id LIMIT ${PAGE_ROWS}`,
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return;
    after = last.id;
  }
}
