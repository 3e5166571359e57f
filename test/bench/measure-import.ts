import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../server/src/db/database.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { runImport } from '../../server/src/features/imports/run-import.ts';
import { type Bench, timed } from './bench.ts';
import { finished } from './http-rate.ts';
import type { Figure } from './print-figures.ts';

const PAGE_ROWS = 5000;
const JURISDICTION = 'bench-import';

/** Our import with every check, up to the stored rows and up to their assessment, beside ogr2ogr's bare load of the same file. */
export async function measureImport(bench: Bench): Promise<Figure[]> {
  const file = join(bench.folder, 'parcels.geojson');
  await pipeline(Readable.from(collection(bench.db)), createWriteStream(file));
  const size = `${((await stat(file)).size / 1024 / 1024).toFixed(0)} MB GeoJSON`;
  const ogr = spawnSync('ogr2ogr', ['--version']).error === undefined ? await ogr2ogrSeconds(bench, file) : null;
  const startMemory = process.memoryUsage().rss;
  let mostMemory = startMemory;
  let storedMs = Number.NaN;
  const start = performance.now();
  const { ms, result } = await timed(() =>
    runImport(
      { db: bench.db, clock: () => new Date() },
      OPEN_ACTOR,
      {
        jurisdiction: JURISDICTION,
        kind: 'parcels',
        filePath: file,
        fileName: 'parcels.geojson',
        mapping: {},
        isStrict: false,
        createJurisdiction: { name: '测试', nameEn: 'Bench', codeScheme: 'free' },
      },
      ({ phase, done }) => {
        mostMemory = Math.max(mostMemory, process.memoryUsage().rss);
        if (phase === 'assessing' && done === 0) storedMs = performance.now() - start;
      },
    ),
  );
  await forget(bench.db);
  const grownMb = ((mostMemory - startMemory) / 1024 / 1024).toFixed(0);
  const note = `${size}; ${result.rowsAccepted} accepted, ${result.rowsRefused} refused, ${result.status}; memory grew ${grownMb} MB`;
  const figure = (work: string, ours: number): Figure => {
    const named = { work: `import of ${result.rowsRead} parcels, ${work}`, ours, unit: 's' } as const;
    if (ogr === null) return { ...named, note: `${note}; ogr2ogr is not installed` };
    return { ...named, peer: { name: 'ogr2ogr, bare load', value: ogr, ratio: ogr / ours }, note };
  };
  return [figure('checked and stored', storedMs / 1000), figure('with overlaps and assessment', ms / 1000)];
}

/** Takes the imported parcels out again, so that the database can serve the next run. */
async function forget(db: Database): Promise<void> {
  const ours = sql`(SELECT id FROM jurisdictions WHERE code = ${JURISDICTION})`;
  await db.execute(sql`UPDATE dataset_revisions SET batch_id = NULL`);
  await db.execute(sql`DELETE FROM parcels WHERE jurisdiction_id = ${ours}`);
  await db.execute(sql`DELETE FROM overview_cells WHERE jurisdiction_id = ${ours}`);
  await db.execute(sql`DELETE FROM evaluation_methods WHERE jurisdiction_id = ${ours}`);
  await db.execute(sql`DELETE FROM import_batches WHERE jurisdiction_id = ${ours}`);
  await db.execute(sql`DELETE FROM jurisdictions WHERE code = ${JURISDICTION}`);
  await db.execute(sql`DROP TABLE IF EXISTS bench_ogr2ogr`);
}

async function ogr2ogrSeconds({ url }: Bench, file: string): Promise<number> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const target = [
    `PG:host=${hostname} port=${port || '5432'} user=${decodeURIComponent(username) || 'postgres'}`,
    `dbname=${pathname.slice(1) || 'postgres'}${password ? ` password=${decodeURIComponent(password)}` : ''}`,
  ].join(' ');
  const args = [
    '-f',
    'PostgreSQL',
    target,
    file,
    '-nln',
    'bench_ogr2ogr',
    '-overwrite',
    '-nlt',
    'PROMOTE_TO_MULTI',
    '-lco',
    'GEOMETRY_NAME=geom',
  ];
  const { ms } = await timed(() => finished('ogr2ogr', args, { PG_USE_COPY: 'YES' }));
  return ms / 1000;
}

/** The parcels as a FeatureCollection, a page at a time. */
async function* collection(db: Database): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[\n';
  let after = 0;
  for (;;) {
    const rows = await selectRows(
      db,
      z.object({ id: z.int(), feature: z.string() }),
      sql`
      SELECT id, jsonb_build_object('type', 'Feature',
        'properties', jsonb_build_object('parcelcode', code, 'name', name, 'address', address),
        'geometry', ST_AsGeoJSON(geom, 8, 0)::jsonb)::text AS feature
      FROM parcels WHERE id > ${after}::int AND is_synthetic ORDER BY id LIMIT ${PAGE_ROWS}`,
    );
    const last = rows.at(-1);
    if (!last) break;
    yield `${after === 0 ? '' : ',\n'}${rows.map(({ feature }) => feature).join(',\n')}`;
    after = last.id;
  }
  yield '\n]}\n';
}
