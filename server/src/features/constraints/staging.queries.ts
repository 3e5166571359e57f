import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { bulkLoad, type LoadColumn } from '../../db/bulk-load.ts';
import type { Connection, Database } from '../../db/database.ts';
import { selectRows } from '../../db/sql.ts';
import { CGCS2000_SRID } from '../../domain/import-place.ts';

export type StagedFeature = {
  readonly rowNumber: number;
  readonly name: string | null;
  /** EWKB of a MultiPolygon or MultiLineString in the system of the file */
  readonly geometryHex: string;
};

const COLUMNS: readonly LoadColumn[] = [
  { name: 'row_number', type: 'integer' },
  { name: 'name', type: 'text' },
  { name: 'geom', type: 'geometry' },
];

export const emptyStaging = (db: Connection): Promise<unknown> => db.execute(sql`TRUNCATE constraint_staging`);

export const loadStaging = (db: Database, features: readonly StagedFeature[]): Promise<void> =>
  bulkLoad(
    db,
    'constraint_staging',
    COLUMNS,
    features.map(({ rowNumber, name, geometryHex }) => [rowNumber, name, geometryHex]),
  );

/** Rows of the file, both ends included. */
export type RowRange = { readonly from: number; readonly to: number };
const within = ({ from, to }: RowRange): SQL => sql`s.row_number BETWEEN ${from}::int AND ${to}::int`;

/** Brings what is staged into CGCS2000 and makes areas of lines. */
export async function placeStaged(db: Connection, rows: RowRange, widthM: number | null): Promise<void> {
  await db.execute(sql`
    UPDATE constraint_staging s SET geom = ST_Transform(geom, ${CGCS2000_SRID}::int)
    WHERE ${within(rows)} AND ST_SRID(geom) <> ${CGCS2000_SRID}::int`);
  if (widthM === null) return;
  await db.execute(sql`
    UPDATE constraint_staging s SET geom = ST_Multi(ST_SetSRID(ST_Buffer(geom::geography, ${widthM}::float8 / 2)::geometry, ${CGCS2000_SRID}::int))
    WHERE ${within(rows)} AND ST_Dimension(geom) = 1`);
}

const Mended = z.object({ rowNumber: z.int(), fault: z.string(), areaBeforeM2: z.number(), areaAfterM2: z.number() });
type Mended = z.infer<typeof Mended>;

/** Makes what is staged valid and answers what was not. */
export function mendStaged(db: Connection, rows: RowRange): Promise<Mended[]> {
  return selectRows(
    db,
    Mended,
    sql`
    WITH faulty AS MATERIALIZED (
      SELECT row_number, geom, ST_Multi(ST_CollectionExtract(ST_MakeValid(geom), 3)) AS mended
      FROM constraint_staging s WHERE ${within(rows)} AND NOT ST_IsValid(geom)
    ), stored AS (
      UPDATE constraint_staging s SET geom = f.mended FROM faulty f WHERE s.row_number = f.row_number
    )
    SELECT row_number AS "rowNumber", ST_IsValidReason(geom) AS fault, ST_Area(geom::geography) AS "areaBeforeM2", ST_Area(mended::geography) AS "areaAfterM2"
    FROM faulty ORDER BY row_number`,
  );
}

/** A tenth of a millimetre: rounding to it keeps the engines' geometry library from stopping at hair-thin crossings. */
const GRID_DEGREES = 1e-9;

/** Tells the planner what is staged, once all of it is in place. */
export const weighStaged = (db: Connection): Promise<unknown> => db.execute(sql`ANALYZE constraint_staging`);

/**
 * Takes from each feature the ground of those before it, so that no ground is in a layer twice; answers how many gave some.
 * What an earlier step has taken from a feature before lies in one that is before that: the ground taken is the same.
 */
export async function partStaged(db: Connection, rows: RowRange): Promise<number> {
  const cut = await selectRows(
    db,
    z.object({ rowNumber: z.int() }),
    sql`
    WITH shared AS MATERIALIZED (
      SELECT s.row_number, ST_Multi(ST_CollectionExtract(ST_Difference(s.geom, ST_Union(before.geom, ${GRID_DEGREES}::float8), ${GRID_DEGREES}::float8), 3)) AS geom
      FROM constraint_staging s
      JOIN constraint_staging before ON before.row_number < s.row_number AND before.geom && s.geom AND ST_Relate(s.geom, before.geom, '2********')
      WHERE ${within(rows)}
      GROUP BY s.row_number
    )
    UPDATE constraint_staging s SET geom = shared.geom FROM shared WHERE s.row_number = shared.row_number RETURNING s.row_number AS "rowNumber"`,
  );
  return cut.length;
}
