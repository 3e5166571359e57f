import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { FINDING_KINDS } from '../domain/finding.ts';
import type { ParcelColumns } from '../domain/parcel-columns.ts';
import type { Scope } from '../domain/scope.ts';
import { type ColumnPage, columnWriter } from './column-writer.ts';
import type { Connection } from './database.ts';
import { selectRow, selectRows, withinScope } from './sql.ts';

/** Parcels of a page: so few that its text is small beside the columns, so many that asking costs little. */
const PAGE_ROWS = 10_000;

export type WantedColumns = {
  readonly jurisdiction: { readonly id: number; readonly code: string };
  readonly year: number;
  readonly revision: number;
};

/**
 * Reads the parcels of a jurisdiction in a year, page by page into arrays of the right length, so that memory stays near
 * that of the result. Give it a snapshot of the revision that it names.
 */
export async function readColumns(db: Connection, scope: Scope, wanted: WantedColumns): Promise<ParcelColumns> {
  const { jurisdiction, year, revision } = wanted;
  const writer = columnWriter(await countRows(db, scope, wanted), await readPlaces(db, jurisdiction.id));
  for (;;) {
    const page = await readPage(db, scope, wanted, writer.lastId());
    if (page === null) break;
    writer.add(page, await readOccupancies(db, year, page.id));
  }
  return { revision, jurisdiction: jurisdiction.code, year, kinds: FINDING_KINDS, ...writer.finish() };
}

const ofYear = (scope: Scope, { jurisdiction, year }: WantedColumns) =>
  sql`y.jurisdiction_id = ${jurisdiction.id} AND y.year = ${year} AND ${withinScope(scope, sql`y.jurisdiction_id`)}`;

async function countRows(db: Connection, scope: Scope, wanted: WantedColumns): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ rows: z.int() }),
    sql`SELECT count(*)::int AS rows FROM parcel_years y WHERE ${ofYear(scope, wanted)}`,
  );
  return row?.rows ?? 0;
}

const Place = z.object({ id: z.int(), name: z.string() });

/** What stands in the columns for a town (its code) and a park (its name), by their ids. */
async function readPlaces(db: Connection, jurisdictionId: number) {
  const towns = await selectRows(
    db,
    Place,
    sql`SELECT id, code AS name FROM towns WHERE jurisdiction_id = ${jurisdictionId}`,
  );
  const parks = await selectRows(db, Place, sql`SELECT id, name FROM parks WHERE jurisdiction_id = ${jurisdictionId}`);
  const namesOf = (places: readonly z.infer<typeof Place>[]) => new Map(places.map(({ id, name }) => [id, name]));
  return { town: namesOf(towns), park: namesOf(parks) };
}

const numbers = z.array(z.number());
const figures = z.array(z.number().nullable());
const texts = z.array(z.string().nullable());
const Page = z.object({
  id: numbers,
  class: texts,
  townId: figures,
  parkId: figures,
  industry: texts,
  tier: texts,
  right: texts,
  findings: z.array(z.string()),
  unknown: z.array(z.string()),
  builtYear: figures,
  occupants: numbers,
  countedMuHundredths: numbers,
  taxPerMu10kYuan: figures,
  tax10kYuan: figures,
  addedValue10kYuan: figures,
  energyTce: figures,
  employees: figures,
  farRatio: figures,
  longitude: figures,
  latitude: figures,
}) satisfies z.ZodType<ColumnPage>;
/** Past the last parcel a page is one row of nulls. */
const PageOrNone = z.union([Page, z.object({ id: z.null() })]);

/** The next parcels by id, one list a property: a tenth of the work of a row each. */
async function readPage(
  db: Connection,
  scope: Scope,
  wanted: WantedColumns,
  afterId: number,
): Promise<ColumnPage | null> {
  // Each box is looked up by its id. Left to itself the planner may read all parcels for every page.
  const row = await selectRow(
    db,
    PageOrNone,
    sql`
    WITH page AS (
      SELECT y.* FROM parcel_years y
      WHERE ${ofYear(scope, wanted)} AND y.parcel_id > ${afterId}
      ORDER BY y.parcel_id LIMIT ${PAGE_ROWS}
    ), placed AS (
      SELECT page.*, b.longitude, b.latitude
      FROM page LEFT JOIN LATERAL (
        SELECT (ST_XMin(p.geom) + ST_XMax(p.geom)) / 2 AS longitude, (ST_YMin(p.geom) + ST_YMax(p.geom)) / 2 AS latitude
        FROM parcels p WHERE p.id = page.parcel_id OFFSET 0
      ) b ON TRUE
      ORDER BY page.parcel_id
    )
    SELECT json_agg(parcel_id) AS id, json_agg(class) AS class, json_agg(town_id) AS "townId", json_agg(park_id) AS "parkId",
      json_agg(industry_division) AS industry, json_agg(tier) AS tier, json_agg(right_kind) AS right,
      json_agg(array_to_string(finding_kinds, ' ')) AS findings, json_agg(array_to_string(unknown_kinds, ' ')) AS unknown,
      json_agg(built_year) AS "builtYear", json_agg(enterprises) AS occupants,
      json_agg(counted_mu_hundredths) AS "countedMuHundredths", json_agg(tax_per_mu_10k_yuan) AS "taxPerMu10kYuan",
      json_agg(tax_10k_yuan) AS "tax10kYuan", json_agg(added_value_10k_yuan) AS "addedValue10kYuan",
      json_agg(energy_tce) AS "energyTce", json_agg(employees) AS employees, json_agg(far_ratio) AS "farRatio",
      json_agg(longitude) AS longitude, json_agg(latitude) AS latitude
    FROM placed`,
  );
  return row === null || row.id === null ? null : (row as ColumnPage);
}

const Occupancies = z.object({ parcel: numbers, enterprise: numbers });

/** Who stands on the parcels of a page in the year, each once a parcel, in the order of the parcels. Others' parcels may be among them. */
async function readOccupancies(db: Connection, year: number, ids: readonly number[]) {
  const row = await selectRow(
    db,
    Occupancies,
    sql`
    WITH standing AS (
      SELECT DISTINCT o.parcel_id, o.enterprise_id FROM occupancies o
      WHERE o.parcel_id BETWEEN ${ids[0]} AND ${ids.at(-1)}
        AND o.from_year <= ${year} AND (o.to_year IS NULL OR o.to_year >= ${year})
      ORDER BY o.parcel_id, o.enterprise_id
    )
    SELECT COALESCE(json_agg(parcel_id), '[]') AS parcel, COALESCE(json_agg(enterprise_id), '[]') AS enterprise FROM standing`,
  );
  return row ?? { parcel: [], enterprise: [] };
}
