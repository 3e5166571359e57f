/**
 * The bench: how fast the product is beside its peers, in one run on one machine, as ratios.
 *
 *   npm run bench                          20,000 parcels, about three minutes
 *   npm run bench -- --parcels 1000000     the full one: much disk, and much longer
 *   npm run bench -- --json figures.json   the same figures for a machine to read
 *
 * It needs a real PostgreSQL with PostGIS: the empty database that BENCH_DATABASE_URL names, or else a temporary
 * cluster of its own from the installed packages, which is thrown away. Peers are measured where they are installed:
 * pgbench (of PostgreSQL), wrk, ogr2ogr. Nothing here fails for being slow.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectServer } from '../../server/src/db/connect-server.ts';
import { startPostgres } from '../support/postgres.ts';
import type { Bench } from './bench.ts';
import { fillDatabase } from './fill-database.ts';
import { measureColumns } from './measure-columns.ts';
import { measureImport } from './measure-import.ts';
import { measureReads } from './measure-reads.ts';
import { measureCachedTiles, measureTileSizes, measureUncachedTiles } from './measure-tiles.ts';
import { measureZones } from './measure-zones.ts';
import { type Figure, printFigures } from './print-figures.ts';

const HELP = `npm run bench -- [--parcels N] [--seconds N] [--connections N] [--json FILE] [--without-import]

  --parcels N        demonstration parcels to fill an empty database with (20000)
  --seconds N        length of each measurement of a rate, of which three are taken in turn (3)
  --connections N    equal connections for uncached tiles, ours and the peers' (4)
  --json FILE        write the figures as JSON too
  --without-import   leave out the import against ogr2ogr

The lines:
  z14 tile, uncached   tiles in which most parcels lie, each made anew, asked for at random. Beside the same SQL in pgbench
                       (what the server in front of it costs) and beside plain ST_AsMVTGeom (what our SQL saves)
  z14 tile, cached     one kept tile, beside a server that does nothing but send the same bytes
  zN largest tile      the largest and the slowest tile of a zoom, made anew: every one where cells are counted, the
                       fullest hundred where parcels are drawn. The bounds are 500 KB and, for cells, 100 ms
  tally, page, dossier, search
                       median time of what panels ask, for the jurisdiction with the most parcels
  zone, its parcels and shares
                       600 parcels and more inside a drawn line, and what of each lies inside. Beside the plain way, which
                       intersects each of them. Time of the database itself; the bound for a million parcels is 30 ms
  zone, the same read  with its rows sent, read and proven
  zone, the whole measure
                       the same with owners, enterprises, terms and layers, as the page gets it
  town x class under a rule
                       totals of columns in memory, jurisdiction by jurisdiction, beside SQL that gives the same figures.
                       The bounds for a million parcels are 10 ms and 150 bytes a parcel
  every total under a rule, curve of mu by threshold, columns read
                       what a dragged threshold renews, what its curve takes, and the load before all of these
  import               our import with its checks, beside ogr2ogr's bare load of the same file

A ratio above 1 is better for us. Compare ratios: milliseconds are those of a machine and of what else it did.
BENCH_DATABASE_URL names an empty database, or one that an earlier bench filled with as many parcels.
Without it a temporary PostgreSQL is started and thrown away.`;

const { values } = parseArgs({
  options: {
    parcels: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '4' },
    json: { type: 'string' },
    'without-import': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  const [parcels, seconds, connections] = [count('parcels'), count('seconds'), count('connections')];
  const given = process.env.BENCH_DATABASE_URL;
  const postgres = given ? { url: given, stop: async () => undefined } : await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'yg-bench-'));
  const db = await connectServer(postgres.url);
  try {
    const bench: Bench = { db, url: postgres.url, folder, parcels, seconds, connections };
    const figures = await measureAll(bench);
    const machine = { cores: cpus().length, node: process.version, parcels };
    printFigures(figures, machine);
    if (values.json) await writeFile(values.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
  } finally {
    await db.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureAll(bench: Bench): Promise<Figure[]> {
  await fillDatabase(bench);
  const figures = [
    ...(await measureUncachedTiles(bench)),
    ...(await measureCachedTiles(bench)),
    ...(await measureTileSizes(bench)),
    ...(await measureReads(bench)),
    ...(await measureZones(bench)),
    ...(await measureColumns(bench)),
  ];
  return values['without-import'] ? figures : [...figures, ...(await measureImport(bench))];
}

function count(name: 'parcels' | 'seconds' | 'connections'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number from 1, not ${values[name]}. See --help.`);
  return value;
}
