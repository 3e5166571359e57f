import { sql } from 'drizzle-orm';
import fastify from 'fastify';
import { z } from 'zod';
import { currentRevision } from '../../server/src/db/revision.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { tileStatement } from '../../server/src/features/tiles/encode-in-postgis.ts';
import { parcelTileLayers } from '../../server/src/features/tiles/make-tile.ts';
import { MAX_TILE_ZOOM, type TileCoordinates } from '../../server/src/features/tiles/tile-address.ts';
import { BENCH_YEAR, type Bench, benchApp, inTurns, serving, timed } from './bench.ts';
import { httpClient, httpRate } from './http-rate.ts';
import { findPgbench, MOST_QUERIES, pgbenchRate } from './pgbench.ts';
import { type Figure, rateFigure } from './print-figures.ts';

const UNCACHED_ZOOM = 14;
const CACHED_CONNECTIONS = 32;

/** Our endpoint with no tile kept, beside PostgreSQL with no server in front of it, on equal connections. */
export async function measureUncachedTiles(bench: Bench): Promise<Figure[]> {
  const revision = await currentRevision(bench.db);
  const tiles = (await fullestTiles(bench, UNCACHED_ZOOM)).slice(0, MOST_QUERIES);
  const paths = tiles.map((tile) => path(revision.id, tile));
  const own = tiles.map((tile) => tileStatement(parcelTileLayers(tile, BENCH_YEAR, revision, OPEN_ACTOR.scope)));
  const plain = tiles.map(plainStatement);
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
      rateFigure(work, ours, 'pgbench, plain ST_AsMVTGeom', plainRate),
    ];
  });
}

/** A kept tile beside a server that does nothing but send the same bytes. */
export async function measureCachedTiles(bench: Bench): Promise<Figure[]> {
  const revision = await currentRevision(bench.db);
  const [tile] = await fullestTiles(bench, UNCACHED_ZOOM);
  if (!tile) return [];
  const paths = [path(revision.id, tile)];
  const app = await benchApp(bench, { keepsTiles: true });
  const { rawPayload } = await app.inject({ url: paths[0] ?? '/', headers: { 'accept-encoding': 'gzip' } });
  const load = { ...bench, connections: CACHED_CONNECTIONS, paths };
  const bare = fastify();
  bare.get('/*', (_request, reply) =>
    reply.header('content-encoding', 'gzip').type('application/vnd.mapbox-vector-tile').send(rawPayload),
  );
  const [ours = 0, theirs = 0] = await serving(app, (oursAt) =>
    serving(bare, (bareAt) =>
      inTurns([() => httpRate({ ...load, origin: oursAt }), () => httpRate({ ...load, origin: bareAt })]),
    ),
  );
  const work = `z${UNCACHED_ZOOM} tile, cached, ${CACHED_CONNECTIONS} connections`;
  return [rateFigure(work, ours, `bare Fastify reply of the same bytes (${httpClient})`, theirs)];
}

/** The fullest tile of each zoom: its packed size, and the time from asking to having it when nobody asked before. */
export async function measureTileSizes(bench: Bench): Promise<Figure[]> {
  const revision = await currentRevision(bench.db);
  const app = await benchApp(bench, { keepsTiles: false });
  const figures: Figure[] = [];
  for (let zoom = 0; zoom <= MAX_TILE_ZOOM; zoom += 1) {
    const [tile] = await fullestTiles(bench, zoom);
    if (!tile) continue;
    const { ms, result } = await timed(async () =>
      app.inject({ url: path(revision.id, tile), headers: { 'accept-encoding': 'gzip' } }),
    );
    const content = zoom < revision.parcelMinZoom ? 'cells' : `${tile.parcels} parcels`;
    figures.push({
      work: `z${zoom} fullest tile, packed`,
      ours: result.rawPayload.length / 1024,
      unit: 'KB',
      note: `${content}; cold ${ms.toFixed(0)} ms`,
    });
  }
  await app.close();
  return figures;
}

const path = (revision: number, { z, x, y }: TileCoordinates): string =>
  `/tiles/${revision}/${BENCH_YEAR}/parcels/${z}/${x}/${y}.mvt`;

/** Tiles of a zoom by the number of parcels that begin in them, fullest first. */
function fullestTiles({ db }: Bench, zoom: number) {
  const tiles = 2 ** zoom;
  return selectRows(
    db,
    z.object({ z: z.int(), x: z.int(), y: z.int(), parcels: z.int() }),
    sql`
    SELECT ${zoom}::int AS z, floor((ST_XMin(geom_3857) / 40075016.685578488 + 0.5) * ${tiles}::int)::int AS x,
      floor((0.5 - ST_YMax(geom_3857) / 40075016.685578488) * ${tiles}::int)::int AS y, count(*)::int AS parcels
    FROM parcels GROUP BY 2, 3 ORDER BY parcels DESC, x, y LIMIT ${MOST_QUERIES}`,
  );
}

/** What a generic tile server would ask, with few tags: the common measure for tile servers on PostGIS. */
function plainStatement({ z: zoom, x, y }: TileCoordinates) {
  const box = sql`ST_TileEnvelope(${zoom}::int, ${x}::int, ${y}::int)`;
  return sql`
    SELECT ST_AsMVT(feature, 'parcels', 4096, 'geom', 'id') AS mvt
    FROM (
      SELECT p.id, y.class, y.town_id AS town, ST_AsMVTGeom(p.geom_3857, ${box}, 4096, 64, TRUE) AS geom
      FROM parcels p JOIN parcel_years y ON y.year = ${BENCH_YEAR}::int AND y.parcel_id = p.id
      WHERE p.geom_3857 && ${box}
    ) feature`;
}
