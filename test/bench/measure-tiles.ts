import { type SQL, sql } from 'drizzle-orm';
import fastify from 'fastify';
import { z } from 'zod';
import { currentRevision } from '../../server/src/db/revision.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { type CompiledStatement, compileStatement } from '../../server/src/features/tiles/compile-statement.ts';
import { tileStatement } from '../../server/src/features/tiles/encode-in-postgis.ts';
import { tilePlans } from '../../server/src/features/tiles/make-tile.ts';
import { MAX_TILE_ZOOM, type TileCoordinates } from '../../server/src/features/tiles/tile-address.ts';
import { ofTile, tileValues } from '../../server/src/features/tiles/tile-frame.ts';
import { BENCH_YEAR, type Bench, benchApp, inTurns, serving, timed } from './bench.ts';
import { httpClient, httpRate } from './http-rate.ts';
import { findPgbench, MOST_QUERIES, pgbenchRate, type Query } from './pgbench.ts';
import { type Figure, rateFigure } from './print-figures.ts';

const UNCACHED_ZOOM = 14;
/** Tiles asked for of a zoom that draws parcels. */
const FULLEST = 100;
const CACHED_CONNECTIONS = 32;

/** Our endpoint with no tile kept, beside PostgreSQL with no server in front of it, on equal connections. */
export async function measureUncachedTiles(bench: Bench): Promise<Figure[]> {
  const revision = await currentRevision(bench.db);
  const tiles = await fullestTiles(bench, UNCACHED_ZOOM, MOST_QUERIES);
  const paths = tiles.map((tile) => path(revision.id, tile));
  const layers = tilePlans(OPEN_ACTOR.scope).parcels(UNCACHED_ZOOM, revision);
  const own = queriesOf(compileStatement(tileStatement(layers)), tiles);
  const plain = queriesOf(compileStatement(plainStatement()), tiles);
  const program = findPgbench();
  const work = `z${UNCACHED_ZOOM} tile, uncached, ${bench.connections} connections`;
  const app = await benchApp(bench, { keepsTiles: false });
  return serving(app, async (origin) => {
    const askOurs = () => httpRate({ ...bench, origin, paths });
    if (!program)
      return [{ work, ours: await askOurs(), unit: 'req/s', note: `${httpClient}; pgbench is not installed` }];
    const [ours = 0, ownRate = 0, plainRate = 0] = await inTurns([
      askOurs,
      () => pgbenchRate(program, bench, own),
      () => pgbenchRate(program, bench, plain),
    ]);
    return [
      rateFigure(work, ours, `pgbench, our own SQL (${httpClient} asks ours)`, ownRate),
      rateFigure(work, ours, 'pgbench, the same rows by plain ST_AsMVTGeom', plainRate),
      rateFigure(work, ours, 'a generic tile server in Node on that, reckoned at 0.78 of pgbench', plainRate * 0.78),
      rateFigure('its SQL alone, in pgbench', ownRate, 'pgbench, the same rows by plain ST_AsMVTGeom', plainRate),
    ];
  });
}

const queriesOf = ({ text, valuesFor }: CompiledStatement, tiles: readonly TileCoordinates[]): Query[] =>
  tiles.map((tile) => ({ text, values: valuesFor(tileValues(tile, BENCH_YEAR)) }));

/** A kept tile beside a server that does nothing but send the same bytes. */
export async function measureCachedTiles(bench: Bench): Promise<Figure[]> {
  const revision = await currentRevision(bench.db);
  const [tile] = await fullestTiles(bench, UNCACHED_ZOOM, 1);
  if (!tile) return [];
  const paths = [path(revision.id, tile)];
  const app = await benchApp(bench, { keepsTiles: true });
  const { rawPayload } = await app.inject({ url: paths[0] ?? '/', headers: { 'accept-encoding': 'br' } });
  const load = { ...bench, connections: CACHED_CONNECTIONS, paths };
  const bare = fastify();
  bare.get('/*', (_request, reply) =>
    reply.header('content-encoding', 'br').type('application/vnd.mapbox-vector-tile').send(rawPayload),
  );
  const [ours = 0, theirs = 0] = await serving(app, (oursAt) =>
    serving(bare, (bareAt) =>
      inTurns([() => httpRate({ ...load, origin: oursAt }), () => httpRate({ ...load, origin: bareAt })]),
    ),
  );
  const work = `z${UNCACHED_ZOOM} tile, cached, ${CACHED_CONNECTIONS} connections`;
  return [rateFigure(work, ours, `bare Fastify reply of the same bytes (${httpClient})`, theirs)];
}

/**
 * Every overview tile, and the fullest of each zoom that draws parcels: the largest by its packed size, and the longest
 * time from asking to having one when nobody asked before.
 */
export async function measureTileSizes(bench: Bench): Promise<Figure[]> {
  const revision = await currentRevision(bench.db);
  const app = await benchApp(bench, { keepsTiles: false });
  const figures: Figure[] = [];
  for (let zoom = 0; zoom <= MAX_TILE_ZOOM; zoom += 1) {
    const isOverview = zoom < revision.parcelMinZoom;
    const tiles = await fullestTiles(bench, zoom, isOverview ? null : FULLEST);
    let [largestKB, longestMs] = [0, 0];
    for (const tile of tiles) {
      const { ms, result } = await timed(async () =>
        app.inject({ url: path(revision.id, tile), headers: { 'accept-encoding': 'gzip' } }),
      );
      largestKB = Math.max(largestKB, result.rawPayload.length / 1024);
      longestMs = Math.max(longestMs, ms);
    }
    const content = isOverview ? 'cells' : `up to ${tiles[0]?.parcels ?? 0} parcels`;
    const which = isOverview ? `all ${tiles.length}` : `the fullest ${tiles.length}`;
    figures.push({
      work: `z${zoom} largest tile, gzip`,
      ours: largestKB,
      unit: 'KB',
      note: `${content}; of ${which} tiles; slowest ${longestMs.toFixed(0)} ms, uncached`,
    });
  }
  await app.close();
  return figures;
}

const path = (revision: number, { z, x, y }: TileCoordinates): string =>
  `/tiles/${revision}/${BENCH_YEAR}/parcels/${z}/${x}/${y}.mvt`;

/** Tiles of a zoom by the number of parcels that begin in them, fullest first; `most` null: all of them. */
function fullestTiles({ db }: Bench, zoom: number, most: number | null) {
  const tiles = 2 ** zoom;
  return selectRows(
    db,
    z.object({ z: z.int(), x: z.int(), y: z.int(), parcels: z.int() }),
    sql`
    SELECT ${zoom}::int AS z, floor((ST_XMin(shape) / 40075016.685578488 + 0.5) * ${tiles}::int)::int AS x,
      floor((0.5 - ST_YMax(shape) / 40075016.685578488) * ${tiles}::int)::int AS y, count(*)::int AS parcels
    FROM map_parcels GROUP BY 2, 3 ORDER BY parcels DESC, x, y LIMIT ${most}::int`,
  );
}

/** What a generic tile server would ask of the same table, with fewer tags: the common measure for tile servers on PostGIS. */
function plainStatement(): SQL {
  const box = sql`ST_MakeEnvelope(${ofTile('drawnWest')}::float8, ${ofTile('drawnSouth')}::float8, ${ofTile('drawnEast')}::float8, ${ofTile('drawnNorth')}::float8, 3857)`;
  const tile = sql`ST_MakeEnvelope(-${ofTile('shiftX')}::float8 / ${ofTile('scale')}::float8, (${ofTile('shiftY')}::float8 - 4096) / ${ofTile('scale')}::float8,
    (4096 - ${ofTile('shiftX')}::float8) / ${ofTile('scale')}::float8, ${ofTile('shiftY')}::float8 / ${ofTile('scale')}::float8, 3857)`;
  return sql`
    SELECT ST_AsMVT(feature, 'parcels', 4096, 'geom', 'id') AS mvt
    FROM (
      SELECT m.parcel_id AS id, m.classes[array_position(m.years, ${ofTile('year')}::int)] AS class, m.town_id AS town,
        ST_AsMVTGeom(m.shape, ${tile}, 4096, 64, TRUE) AS geom
      FROM map_parcels m
      WHERE m.shape && ${box}
    ) feature`;
}
