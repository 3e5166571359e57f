import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import type { PlainBox } from '../../domain/import-place.ts';

const ImportJurisdiction = z.object({
  id: z.int(),
  code: z.string(),
  codeScheme: z.enum(['gb37346', 'free']),
  division: z.string().nullable(),
});
export type ImportJurisdiction = z.infer<typeof ImportJurisdiction>;

export function findJurisdiction(db: Connection, code: string): Promise<ImportJurisdiction | null> {
  return selectRow(
    db,
    ImportJurisdiction,
    sql`SELECT id, code, parcel_code_scheme AS "codeScheme", division_code AS division FROM jurisdictions WHERE code = ${code}`,
  );
}

/** An id kept for a jurisdiction that does not exist yet: nothing is found under it until it is stored. */
export async function reserveJurisdiction(
  db: Connection,
  code: string,
  { codeScheme }: NewJurisdiction,
): Promise<ImportJurisdiction> {
  const row = await selectRow(
    db,
    z.object({ id: z.int() }),
    sql`SELECT nextval(pg_get_serial_sequence('jurisdictions', 'id'))::int AS id`,
  );
  if (!row) throw new Error('The sequence gave no row');
  return { id: row.id, code, codeScheme, division: null };
}

export type NewJurisdiction = {
  readonly name: string;
  readonly nameEn: string;
  readonly codeScheme: 'gb37346' | 'free';
};

export async function insertJurisdiction(
  db: Connection,
  { id, code }: ImportJurisdiction,
  made: NewJurisdiction,
): Promise<void> {
  await db.execute(sql`
    INSERT INTO jurisdictions (id, code, name, name_en, parcel_code_scheme)
    VALUES (${id}, ${code}, ${made.name}, ${made.nameEn}, ${made.codeScheme})`);
}

/** Ids of towns and parks by name and by code. */
export async function findPlaceIds(
  db: Connection,
  jurisdictionId: number,
): Promise<{ towns: Map<string, number>; parks: Map<string, number> }> {
  const Named = z.object({ name: z.string(), id: z.int() });
  const towns = await selectRows(
    db,
    Named,
    sql`
    SELECT name, id FROM towns WHERE jurisdiction_id = ${jurisdictionId}
    UNION ALL SELECT code, id FROM towns WHERE jurisdiction_id = ${jurisdictionId}`,
  );
  const parks = await selectRows(db, Named, sql`SELECT name, id FROM parks WHERE jurisdiction_id = ${jurisdictionId}`);
  return {
    towns: new Map(towns.map((town) => [town.name, town.id])),
    parks: new Map(parks.map((park) => [park.name, park.id])),
  };
}

/** The system where PostGIS knows it and it is one of maps: degrees or a projection. `isGeographic`: its coordinates are degrees. */
export function findSystem(db: Connection, srid: number): Promise<{ isGeographic: boolean } | null> {
  return selectRow(
    db,
    z.object({ isGeographic: z.boolean() }),
    sql`SELECT (proj4text LIKE '%+proj=longlat%' OR srtext LIKE 'GEOGCS%') AS "isGeographic" FROM spatial_ref_sys WHERE srid = ${srid} AND srtext ~ '^(GEOGCS|PROJCS)'`,
  );
}

/** How far beyond the jurisdiction's own bounds its parcels may lie, degrees: outlines are schematic, first imports partial. */
const SURROUNDINGS_DEGREES = 0.5;

/** The surroundings of the jurisdiction in a system's coordinates: of its outline, its towns, or its parcels. Null where none is known. */
export async function findSurroundings(db: Connection, jurisdictionId: number, srid: number): Promise<PlainBox | null> {
  const row = await selectRow(
    db,
    z.object({ box: z.tuple([z.number(), z.number(), z.number(), z.number()]) }),
    sql`
    WITH known AS (
      SELECT ST_Extent(geom)::geometry AS geom FROM (
        SELECT geom FROM jurisdictions WHERE id = ${jurisdictionId}
        UNION ALL SELECT geom FROM towns WHERE jurisdiction_id = ${jurisdictionId}
        UNION ALL SELECT geom FROM parcels WHERE jurisdiction_id = ${jurisdictionId}
      ) places
    ), around AS (
      SELECT ST_Transform(ST_Segmentize(ST_SetSRID(ST_Expand(geom, ${SURROUNDINGS_DEGREES}::float8), 4490), 0.05), ${srid}::int) AS geom FROM known WHERE geom IS NOT NULL
    )
    SELECT jsonb_build_array(ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom)) AS box FROM around`,
  );
  return row?.box ?? null;
}
