import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CONSTRAINT_KINDS } from '../../contract/constraint.ts';
import type { Boundary } from '../../contract/zone.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinTowns } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

/**
 * Grid on which outlines are laid over one another, 0.1 mm on the ground. It has to be given: without one the geometry
 * library may fail inside, which a server recovers from, while the embedded database breaks the statement off.
 */
export const OVERLAY_GRID_DEGREES = 1e-9;
const GRID = sql`${OVERLAY_GRID_DEGREES}::float8`;

/** Boundaries of more points are cut up, so that a parcel meets only the part of it that is near. On the grid that would take six times as long. */
const PIECE_POINTS = 128;
/** Parcels overlap the boundary from here on, m²: shared edges are not surveyed to the millimetre. */
const LEAST_INSIDE_M2 = 1;

/** About 1 m², in square degrees: whatever lies within less encloses nothing, however it crosses itself. */
const LEAST_HULL_DEGREES2 = 1e-10;

/** A boundary as geometry, in CGCS2000. */
export const geometryOf = (boundary: Boundary): SQL =>
  sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(boundary)}::text), 4490)`;

const Soundness = z.object({ isSound: z.boolean(), reason: z.string(), isEmpty: z.boolean() });

/** Whether a boundary encloses ground without crossing itself; where it does not, why and where. */
export async function readSoundness(db: Connection, boundary: Boundary): Promise<z.infer<typeof Soundness>> {
  const row = await selectRow(
    db,
    Soundness,
    sql`
    WITH drawn AS MATERIALIZED (SELECT ${geometryOf(boundary)} AS zone)
    SELECT ST_IsValid(zone) AS "isSound", ST_IsValidReason(zone) AS reason, ST_Area(ST_ConvexHull(zone)) < ${LEAST_HULL_DEGREES2}::float8 AS "isEmpty" FROM drawn`,
  );
  if (!row) throw new Error('A SELECT of one row gave none');
  return row;
}

const Extent = z.object({ areaM2: z.number(), compactness: z.number(), outsideM2: z.number() });

/** Ground inside a sound boundary, 4πA/P² as the mean of its parts by their ground, and what of it lies outside the outline of the jurisdiction (0 where that is not known). */
export async function readExtent(
  db: Connection,
  boundary: Boundary,
  jurisdictionId: number,
): Promise<z.infer<typeof Extent>> {
  const row = await selectRow(
    db,
    Extent,
    sql`
    WITH drawn AS MATERIALIZED (SELECT ${geometryOf(boundary)} AS zone)
    SELECT c.area_m2 AS "areaM2", c.compactness,
      CASE WHEN j.geom IS NULL OR ST_Covers(j.geom, d.zone) THEN 0
        ELSE ST_Area(ST_Difference(d.zone, j.geom, ${GRID})::geography) END AS "outsideM2"
    FROM drawn d CROSS JOIN jurisdictions j CROSS JOIN LATERAL (
      SELECT sum(m.area_m2) AS area_m2, sum(m.area_m2 * 4 * pi() * m.area_m2 / m.perimeter_m ^ 2) / sum(m.area_m2) AS compactness
      FROM (SELECT ST_Area(p.geom::geography) AS area_m2, ST_Perimeter(p.geom::geography) AS perimeter_m FROM ST_Dump(d.zone) p) m
    ) c
    WHERE j.id = ${jurisdictionId}`,
  );
  if (!row) throw new Error('A SELECT of one row gave none');
  return row;
}

/** Whether a boundary meets the outline of the jurisdiction or the box of its parcels. Asked only where it holds no parcel. */
export async function isWithinReach(db: Connection, boundary: Boundary, jurisdictionId: number): Promise<boolean> {
  const row = await selectRow(
    db,
    z.object({ isNear: z.boolean() }),
    sql`
    WITH drawn AS MATERIALIZED (SELECT ${geometryOf(boundary)} AS zone)
    SELECT COALESCE(ST_Intersects(j.geom, d.zone), FALSE)
      OR COALESCE((SELECT ST_Extent(p.geom)::geometry FROM parcels p WHERE p.jurisdiction_id = j.id) && ST_SetSRID(d.zone, 0), FALSE) AS "isNear"
    FROM drawn d CROSS JOIN jurisdictions j WHERE j.id = ${jurisdictionId}`,
  );
  return row?.isNear ?? false;
}

export type ParcelOfCode = { readonly code: string; readonly id: number | null };

/** The parcel of each code, in force or, where no parcel has it now, a former one, of which there may be several. null: none. */
export function findByCodes(
  db: Connection,
  scope: Scope,
  jurisdictionId: number,
  codes: readonly string[],
): Promise<ParcelOfCode[]> {
  return selectRows(
    db,
    z.object({ code: z.string(), id: z.int().nullable() }),
    sql`
    SELECT DISTINCT g.code, g.place, COALESCE(p.id, f.id) AS id
    FROM unnest(${sql.param([...codes])}::text[]) WITH ORDINALITY AS g (code, place)
    LEFT JOIN parcels p ON p.jurisdiction_id = ${jurisdictionId} AND p.code = g.code AND ${withinTowns(scope, sql`p.jurisdiction_id`, sql`p.town_id`)}
    LEFT JOIN LATERAL (
      SELECT q.id FROM parcel_codes c JOIN parcels q ON q.id = c.parcel_id
      WHERE c.code = g.code AND q.jurisdiction_id = ${jurisdictionId} AND ${withinTowns(scope, sql`q.jurisdiction_id`, sql`q.town_id`)}
    ) f ON p.id IS NULL
    ORDER BY g.place, id`,
  );
}

const GroundRow = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string().nullable(),
  townName: z.string().nullable(),
  class: z.string().nullable(),
  shareInside: z.number(),
  wholeMuHundredths: z.int(),
  certifiedM2: z.number().nullable(),
  measuredM2: z.number(),
  floorAreaM2: z.number().nullable(),
  vacantFloorAreaM2: z.number().nullable(),
  termEndsOn: z.string().nullable(),
  tax10kYuan: z.number().nullable(),
  addedValue10kYuan: z.number().nullable(),
  energyTce: z.number().nullable(),
  employees: z.number().nullable(),
  kinds: z.array(z.string()),
  isPending: z.boolean(),
});
export type GroundRow = z.infer<typeof GroundRow>;

export type AskedGround = {
  readonly jurisdictionId: number;
  readonly year: number;
  readonly boundary: Boundary;
  /** Parcels that are told wherever they lie */
  readonly lockedIn: readonly number[];
};

/** The zone as one geometry and as pieces of few points, for queries that begin with these. */
const cutUp = (boundary: Boundary): SQL => sql`
  drawn AS MATERIALIZED (SELECT ${geometryOf(boundary)} AS zone),
  pieces AS MATERIALIZED (SELECT ST_Subdivide(zone, ${PIECE_POINTS}::int) AS piece FROM drawn)`;

/** Of `parcels p`; taken along from where its outline is read, since to look it up again takes a quarter of the time. */
const FACTS = sql`
  p.id, p.code, p.name, p.town_id, p.certified_area_m2, p.measured_area_m2, p.floor_area_m2, p.vacant_floor_area_m2, p.land_term_ends_on`;

/**
 * Parcels of which any part lies inside the boundary, and those locked in. What the boundary covers needs no
 * intersection; of the others the planar share is taken, which differs from the ellipsoidal one by less than 0.00002.
 */
export const findGround = (db: Connection, scope: Scope, asked: AskedGround): Promise<GroundRow[]> =>
  selectRows(db, GroundRow, groundStatement(scope, asked));

/** What `findGround` asks. */
export const groundStatement = (scope: Scope, { jurisdictionId, year, boundary, lockedIn }: AskedGround): SQL => sql`
    WITH ${cutUp(boundary)}, near AS MATERIALIZED (
      SELECT ${FACTS}, p.geom, c.is_covered
      FROM drawn d JOIN parcels p ON p.geom && d.zone
      CROSS JOIN LATERAL (SELECT ST_Covers(d.zone, p.geom) AS is_covered OFFSET 0) c
      WHERE p.jurisdiction_id = ${jurisdictionId} AND ${withinTowns(scope, sql`p.jurisdiction_id`, sql`p.town_id`)}
        AND (c.is_covered OR ST_Intersects(d.zone, p.geom))
    ), inside AS MATERIALIZED (
      SELECT ${FACTS}, 1 AS share FROM near p WHERE is_covered
      UNION ALL
      SELECT ${FACTS}, i.share
      FROM near p CROSS JOIN LATERAL (
        SELECT sum(ST_Area(ST_Intersection(p.geom, x.piece, ${GRID}))) / ST_Area(p.geom) AS share FROM pieces x WHERE x.piece && p.geom
      ) i
      WHERE NOT p.is_covered AND i.share * p.measured_area_m2 >= ${LEAST_INSIDE_M2}::float8
    ), asked AS (
      SELECT * FROM inside
      UNION ALL
      SELECT ${FACTS}, 0 FROM parcels p WHERE p.id = ANY (${sql.param([...lockedIn])}::int[]) AND p.id NOT IN (SELECT id FROM inside)
    )
    SELECT p.id, p.code, p.name, t.name AS "townName", y.class, round(LEAST(p.share, 1)::numeric, 6)::float8 AS "shareInside",
      y.counted_mu_hundredths AS "wholeMuHundredths", p.certified_area_m2 AS "certifiedM2", p.measured_area_m2 AS "measuredM2",
      p.floor_area_m2 AS "floorAreaM2", p.vacant_floor_area_m2 AS "vacantFloorAreaM2", p.land_term_ends_on::text AS "termEndsOn",
      y.tax_10k_yuan AS "tax10kYuan", y.added_value_10k_yuan AS "addedValue10kYuan", y.energy_tce AS "energyTce", y.employees,
      to_jsonb(y.finding_kinds) AS kinds, y.is_pending AS "isPending"
    FROM asked p
    JOIN parcel_years y ON y.parcel_id = p.id AND y.year = ${year}
    LEFT JOIN towns t ON t.id = p.town_id
    ORDER BY p.id`;

const UseRow = z.object({
  parcelId: z.int(),
  enterpriseId: z.int(),
  kind: z.enum(['owned', 'leased-in', 'leased-out']),
  areaM2: z.number().nullable(),
  floorAreaM2: z.number().nullable(),
  name: z.string(),
  creditCode: z.string(),
  class: z.string().nullable(),
  isAboveScale: z.boolean().nullable(),
});
export type UseRow = z.infer<typeof UseRow>;

/** Who stands on the parcels in the year, with the class of the year. */
export function findUses(db: Connection, parcelIds: readonly number[], year: number): Promise<UseRow[]> {
  return selectRows(
    db,
    UseRow,
    sql`
    SELECT o.parcel_id AS "parcelId", o.enterprise_id AS "enterpriseId", o.kind, o.area_m2 AS "areaM2", o.floor_area_m2 AS "floorAreaM2",
      e.name, e.credit_code AS "creditCode", v.class, COALESCE(i.is_above_scale, e.is_above_scale) AS "isAboveScale"
    FROM occupancies o
    JOIN enterprises e ON e.id = o.enterprise_id
    LEFT JOIN evaluations v ON v.enterprise_id = e.id AND v.year = ${year}
    LEFT JOIN indicators i ON i.enterprise_id = e.id AND i.year = ${year}
    WHERE o.parcel_id = ANY (${sql.param([...parcelIds])}::int[])
      AND o.from_year <= ${year} AND (o.to_year IS NULL OR o.to_year >= ${year})
    ORDER BY o.parcel_id, o.enterprise_id, o.kind`,
  );
}

const LayerRow = z.object({
  kind: z.enum(CONSTRAINT_KINDS),
  name: z.string(),
  parcelId: z.int().nullable(),
  share: z.number().nullable(),
});
export type LayerRow = z.infer<typeof LayerRow>;

export type CountedIds = { readonly whole: readonly number[]; readonly clipped: readonly number[] };

/**
 * Every constraint layer of the jurisdiction, with the share of each counted parcel that lies in it: of all of the parcel,
 * or of its part inside the boundary. A layer in which no parcel lies has one row without a parcel.
 */
export function findLayerShares(
  db: Connection,
  jurisdictionId: number,
  boundary: Boundary,
  { whole, clipped }: CountedIds,
): Promise<LayerRow[]> {
  return selectRows(
    db,
    LayerRow,
    sql`
    WITH ${cutUp(boundary)}, layers AS MATERIALIZED (
      SELECT DISTINCT f.layer AS kind, f.layer_id, COALESCE(l.name, '') AS name
      FROM constraint_features f LEFT JOIN constraint_layers l ON l.id = f.layer_id
      WHERE f.jurisdiction_id = ${jurisdictionId}
    ), ground AS MATERIALIZED (
      SELECT id, ST_Area(geom) AS size, geom FROM parcels WHERE id = ANY (${sql.param([...whole])}::int[])
      UNION ALL
      SELECT p.id, ST_Area(p.geom), ST_CollectionExtract(ST_Intersection(p.geom, x.piece, ${GRID}), 3)
      FROM parcels p JOIN pieces x ON x.piece && p.geom WHERE p.id = ANY (${sql.param([...clipped])}::int[])
    ), reach AS MATERIALIZED (SELECT ST_SetSRID(ST_Extent(geom)::geometry, 4490) AS box FROM ground
    ), inside AS (
      SELECT f.layer AS kind, f.layer_id, g.id, sum(g.part) / max(g.size) AS share
      FROM reach r JOIN constraint_features f ON f.geom && r.box
      CROSS JOIN LATERAL (
        SELECT g.id, g.size, CASE WHEN ST_Covers(f.geom, g.geom) THEN ST_Area(g.geom)
          WHEN ST_Intersects(f.geom, g.geom) THEN ST_Area(ST_Intersection(g.geom, f.geom, ${GRID})) END AS part
        FROM ground g WHERE g.geom && f.geom
      ) g
      WHERE f.jurisdiction_id = ${jurisdictionId} AND g.part > 0
      GROUP BY f.layer, f.layer_id, g.id
    )
    SELECT l.kind, l.name, i.id AS "parcelId", round(LEAST(i.share, 1)::numeric, 6)::float8 AS share
    FROM layers l LEFT JOIN inside i ON i.kind = l.kind AND i.layer_id IS NOT DISTINCT FROM l.layer_id
    ORDER BY l.kind, l.name, i.id`,
  );
}
