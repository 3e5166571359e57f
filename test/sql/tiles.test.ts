import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/src/db/database.ts';
import { raiseRevision } from '../../server/src/db/revision.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { renewMap } from '../../server/src/features/assessment/map.queries.ts';
import { nodeEncoder } from '../../server/src/features/tiles/encode-in-node.ts';
import { postgisEncoder } from '../../server/src/features/tiles/encode-in-postgis.ts';
import { cellLayer, parcelLayer } from '../../server/src/features/tiles/parcel-tile.queries.ts';
import { placeLayers } from '../../server/src/features/tiles/place-tile.queries.ts';
import type { TileCoordinates } from '../../server/src/features/tiles/tile-address.ts';
import type { TileEncoder, TileLayer } from '../../server/src/features/tiles/tile-encoder.ts';
import { tileValues } from '../../server/src/features/tiles/tile-frame.ts';
import { testDatabase } from '../support/database.ts';
import { type DecodedFeature, decodeTile, ringArea } from '../support/decode-tile.ts';

const TILE = { z: 14, x: 13662, y: 6778 };
const YEAR = 2025;
const { scope } = OPEN_ACTOR;

/** Shapes in units of TILE, y down the screen, so that what must come out can be read off. */
const SHAPES = {
  1: 'POLYGON((100 100,300 100,300 200,100 200,100 100))',
  2: 'POLYGON((1000 1000,1400 1000,1400 1400,1000 1400,1000 1000),(1100 1100,1100 1200,1200 1200,1200 1100,1100 1100))',
  3: 'MULTIPOLYGON(((500 500,510 500,510 510,500 500)),((600 500,610 500,610 510,600 500)))',
  4: 'POLYGON((4000 2000,4300 2000,4300 2100,4000 2100,4000 2000))',
  5: 'POLYGON((2000.2 2000.2,2000.4 2000.2,2000.4 2000.4,2000.2 2000.4,2000.2 2000.2))',
  6: 'POLYGON((-9000 3000,9000 3000,9000 9000,-9000 9000,-9000 3000),(100 3500,100 3600,200 3600,200 3500,100 3500))',
  7: 'POLYGON((4200 100,4300 100,4300 200,4200 200,4200 100))',
  8: 'POLYGON((-9000 -9000,-8000 -9000,-8000 9900,9000 9900,9000 9990,-9000 9990,-9000 -9000))',
} as const;

let db: Database;
let encoders: readonly TileEncoder[];
beforeAll(async () => {
  db = await testDatabase();
  // The embedded PostGIS cannot encode; a server must do it both ways with one result.
  encoders = db.engine === 'server' ? [postgisEncoder(db), nodeEncoder(db)] : [nodeEncoder(db)];
  await db.execute(sql`INSERT INTO jurisdictions (id, code, name, name_en) VALUES (1, 'zhuji', '诸暨市', 'Zhuji')`);
  for (const [id, shape] of Object.entries(SHAPES)) await plantParcel(Number(id), shape);
  await db.transaction((transaction) => renewMap(transaction, 1));
  await plantPlaces();
  await raiseRevision(db, {
    reason: 'shapes',
    batchId: null,
    parcelMinZoom: 10,
    at: new Date('2026-01-01'),
    of: 'all',
  });
});

/** A geometry given in units of TILE, as longitude and latitude. */
function onGround(shape: string) {
  const { scale, shiftX, shiftY } = tileValues(TILE, YEAR);
  const [metres, west, north] = [1 / scale, -shiftX / scale, shiftY / scale];
  return sql`ST_SetSRID(ST_Transform(ST_SetSRID(ST_Affine(
    ST_GeomFromText(${shape}), ${metres}::float8, 0, 0, ${-metres}::float8, ${west}::float8, ${north}::float8), 3857), 4326), 4490)`;
}

async function plantParcel(id: number, shape: string): Promise<void> {
  await db.execute(
    sql`INSERT INTO parcels (id, jurisdiction_id, code, geom) VALUES (${id}, 1, ${`P${id}`}, ST_Multi(${onGround(shape)}))`,
  );
  await db.execute(sql`
    INSERT INTO parcel_years (year, parcel_id, jurisdiction_id, counted_mu_hundredths, counted_area_source, enterprises, class, tax_per_mu_10k_yuan, is_pending)
    VALUES (${YEAR}, ${id}, 1, 100, 'measured', 1, 'B', 12.5, FALSE)`);
}

async function plantPlaces(): Promise<void> {
  const road = 'LINESTRING(-9000 1000,9000 1000)';
  const lake = 'POLYGON((10 10,10 30,30 30,30 10,10 10))';
  const town = 'POLYGON((-30000 -30000,-30000 30000,30000 30000,30000 -30000,-30000 -30000))';
  await db.execute(sql`
    INSERT INTO base_features (id, jurisdiction_id, layer, kind, name, geom)
    VALUES (1, 1, 'road', 'arterial', '城西大道', ${onGround(road)}), (2, 1, 'road', 'street', NULL, ${onGround(road)}),
      (3, 1, 'water', 'lake', '东湖', ${onGround(lake)}), (4, 1, 'roof', '', NULL, ${onGround(lake)})`);
  await db.execute(sql`
    INSERT INTO towns (id, jurisdiction_id, code, name, geom) VALUES (1, 1, '330681003', '陶朱街道', ST_Multi(${onGround(town)}))`);
  await db.execute(sql`
    INSERT INTO parks (id, jurisdiction_id, name, geom) VALUES (1, 1, '城西工业园', ST_Multi(${onGround(SHAPES[2])}))`);
  await db.execute(sql`
    INSERT INTO constraint_features (id, jurisdiction_id, layer, name, geom) VALUES (1, 1, 'control-line', '控制线', ST_Multi(${onGround(SHAPES[1])})),
      (2, 1, 'permanent-farmland', NULL, ST_Multi(${onGround(SHAPES[2])}))`);
}

/** The tile as every encoder of this engine makes it, which must be one and the same. */
async function made(
  layersAt: (zoom: number) => readonly TileLayer[],
  tile: TileCoordinates,
  year = YEAR,
): Promise<Record<string, DecodedFeature[]>> {
  const tiles = await Promise.all(encoders.map(async (encode) => encode(layersAt(tile.z), tileValues(tile, year))));
  for (const { revision, bytes } of tiles) {
    expect(revision).toBe(1);
    expect(decodeTile(bytes)).toEqual(decodeTile(tiles[0]?.bytes ?? new Uint8Array()));
  }
  return decodeTile(tiles[0]?.bytes ?? new Uint8Array());
}

const PARCELS = (zoom: number) => [parcelLayer(zoom, scope)];
const CELLS = (zoom: number) => [cellLayer(zoom, scope)];

const corners = (ring: readonly (readonly [number, number])[] | undefined): string[] =>
  [...new Set((ring ?? []).map(([x, y]) => `${x},${y}`))].sort();

describe('parcels in a tile', () => {
  it('come with id, tags and the rings that were drawn', async () => {
    const { parcels = [] } = await made(PARCELS, TILE);
    const byId = new Map(parcels.map((parcel) => [parcel.id, parcel]));
    expect([...byId.keys()]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(byId.get(1)?.tags).toEqual({ class: 'B', j: 1 });
    expect(corners(byId.get(1)?.parts[0])).toEqual(['100,100', '100,200', '300,100', '300,200']);
    expect(byId.get(1)?.parts.map(ringArea)).toEqual([20_000]);
  });

  it('keep holes as holes and pieces as pieces: outer rings clockwise on the screen, holes the other way', async () => {
    const { parcels = [] } = await made(PARCELS, TILE);
    expect(parcels.find(({ id }) => id === 2)?.parts.map(ringArea)).toEqual([160_000, -10_000]);
    expect(parcels.find(({ id }) => id === 3)?.parts.map(ringArea)).toEqual([50, 50]);
  });

  it('stay whole across an edge, so that no sliver or seam is drawn there', async () => {
    const { parcels = [] } = await made(PARCELS, TILE);
    const neighbours = (await made(PARCELS, { ...TILE, x: TILE.x + 1 })).parcels ?? [];
    const expected = ['4000,2000', '4000,2100', '4300,2000', '4300,2100'];
    expect(corners(parcels.find(({ id }) => id === 4)?.parts[0])).toEqual(expected);
    const moved = neighbours.find(({ id }) => id === 4)?.parts[0]?.map(([x, y]) => [x + 4096, y] as const);
    expect(corners(moved)).toEqual(expected);
  });

  it('are cut to the buffer only when they are larger than the tile', async () => {
    const { parcels = [] } = await made(PARCELS, TILE);
    const cut = parcels.find(({ id }) => id === 6);
    expect(corners(cut?.parts[0])).toEqual(['-64,3000', '-64,4160', '4160,3000', '4160,4160']);
    expect(cut?.parts.map(ringArea)).toEqual([4224 * 1160, -10_000]);
  });

  it('are never lost for being small: one too small to draw is a square of one pixel', async () => {
    const { parcels = [] } = await made(PARCELS, TILE);
    expect(corners(parcels.find(({ id }) => id === 5)?.parts[0])).toEqual([
      '2000,2000',
      '2000,2008',
      '2008,2000',
      '2008,2008',
    ]);
    const far = { z: 10, x: TILE.x >> 4, y: TILE.y >> 4 };
    const small = (await made(PARCELS, far)).parcels ?? [];
    expect(small.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const { parts } of small) expect(ringArea(parts[0] ?? [])).toBeGreaterThan(0);
  });

  it('of another year are not there', async () => {
    expect(await made(PARCELS, TILE, 2024)).toEqual({});
  });
});

describe('places in a tile', () => {
  it('carry roads, water, roofs, boundaries and one label point each', async () => {
    const tile = await made((zoom) => placeLayers(zoom, OPEN_ACTOR.scope), TILE);
    const seen = Object.fromEntries(
      Object.entries(tile).map(([layer, features]) => [
        layer,
        features.map(({ id, type, tags }) => ({ id, type, tags })),
      ]),
    );
    expect(seen).toEqual({
      roads: [
        { id: 1, type: 'line', tags: { kind: 'arterial', name: '城西大道' } },
        { id: 2, type: 'line', tags: { kind: 'street' } },
      ],
      water: [{ id: 3, type: 'polygon', tags: { kind: 'lake', name: '东湖' } }],
      roofs: [{ id: 4, type: 'polygon', tags: { kind: '' } }],
      control_line: [{ id: 1, type: 'polygon', tags: { name: '控制线' } }],
      constraints: [{ id: 2, type: 'polygon', tags: { kind: 'permanent-farmland' } }],
      parks: [{ id: 1, type: 'polygon', tags: { name: '城西工业园', j: 1 } }],
      towns: [{ id: 1, type: 'polygon', tags: { name: '陶朱街道', j: 1 } }],
      labels: [
        { id: 1, type: 'point', tags: { kind: 'park', name: '城西工业园' } },
        { id: 1, type: 'point', tags: { kind: 'town', name: '陶朱街道' } },
      ],
    });
    expect(tile.roads?.[0]?.parts).toEqual([
      [
        [-64, 1000],
        [4160, 1000],
      ],
    ]);
    expect(tile.water?.[0]?.parts.map(ringArea)).toEqual([400]);
    expect(tile.towns?.[0]?.parts.map(ringArea)).toEqual([4224 * 4224]);
  });

  it('wait for the zoom at which they can be read', async () => {
    const at = async (z: number) =>
      Object.keys(
        await made((zoom) => placeLayers(zoom, OPEN_ACTOR.scope), { z, x: TILE.x >> (14 - z), y: TILE.y >> (14 - z) }),
      ).sort();
    expect(await at(11)).toEqual(['constraints', 'control_line', 'labels', 'parks', 'roads', 'towns', 'water']);
    expect(await at(8)).toEqual(['control_line', 'towns', 'water']);
    expect(await at(0)).toEqual([]);
  });
});

describe('cells in a tile', () => {
  const cell = async (zoom: number, x: number, y: number, [jurisdiction, a, d, none]: readonly number[]) =>
    db.execute(sql`
      INSERT INTO overview_cells (year, jurisdiction_id, zoom, cell_x, cell_y, parcels, mu_hundredths, parcels_by_class, leading_class, found_parcels)
      VALUES (${YEAR}, ${jurisdiction}, ${zoom}, ${x}, ${y}, ${(a ?? 0) + (d ?? 0) + (none ?? 0)}, 1000,
        jsonb_build_object('A', ${a}::int, 'D', ${d}::int, '', ${none}::int), ${(a ?? 0) > (d ?? 0) ? 'A' : 'D'}, ${d})`);
  beforeAll(async () => {
    await cell(5, 32 * 26 + 3, 32 * 13 + 4, [1, 5, 1, 2]);
    await cell(5, 32 * 26 + 3, 32 * 13 + 4, [2, 1, 3, 0]);
    await cell(5, 32 * 26 + 2, 32 * 13 + 5, [1, 0, 2, 0]);
    await cell(11, 32 * 1707 + 16, 32 * 847 + 8, [1, 4, 0, 0]);
  });

  it('add up over jurisdictions', async () => {
    const { cells = [] } = await made(CELLS, { z: 5, x: 26, y: 13 });
    expect(cells.map(({ tags }) => tags)).toEqual([
      { parcels: 12, mu_hundredths: 2000, class: 'A', found: 4, a: 6, b: 0, c: 0, d: 4, u: 2 },
      { parcels: 2, mu_hundredths: 1000, class: 'D', found: 2, a: 0, b: 0, c: 0, d: 2, u: 0, j: 1 },
    ]);
    expect(corners(cells[0]?.parts[0])).toEqual(['384,512', '384,640', '512,512', '512,640']);
    expect(cells[0]?.parts.map(ringArea)).toEqual([128 * 128]);
    expect(cells.map(({ id }) => id)).toEqual([(32 * 13 + 4) * 1024 + 32 * 26 + 3, (32 * 13 + 5) * 1024 + 32 * 26 + 2]);
  });

  it('join below the first kept zoom and grow beyond the last', async () => {
    const { cells: joined = [] } = await made(CELLS, { z: 4, x: 13, y: 6 });
    expect(joined.map(({ tags, parts }) => [tags.parcels, corners(parts[0])[0]])).toEqual([[14, '128,2304']]);
    const { cells: grown = [] } = await made(CELLS, { z: 12, x: 3415, y: 1694 });
    expect(grown.map(({ tags, parts }) => [tags.parcels, corners(parts[0])])).toEqual([
      [4, ['0,2048', '0,2304', '256,2048', '256,2304']],
    ]);
  });
});
