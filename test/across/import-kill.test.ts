import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../server/src/db/database.ts';
import { selectRow } from '../../server/src/db/sql.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { cleanUpUnfinishedImports } from '../../server/src/features/imports/clean-up.ts';
import { runImport } from '../../server/src/features/imports/run-import.ts';
import { TEST_NOW } from '../support/app.ts';
import { runScript } from '../support/cluster-process.ts';
import { testDatabase } from '../support/database.ts';
import { makeZhuji } from '../support/import-fixtures.ts';
import { importOutcomes, importState, rowOfParcels } from '../support/import-state.ts';

const CLI = fileURLToPath(new URL('../../server/src/cli.ts', import.meta.url));
/** As many rows go to staging at once. */
const ROWS_A_BATCH = 5000;
/** Rows after the first batch wait at this lock while the test holds it. */
const GATE = 7;
const NEW = ['--jurisdiction', 'zhuji', '--kind', 'parcels'];
let folder: string;
let db: Database;
let url: string;
beforeAll(async () => {
  db = await testDatabase();
  const started = inject('database');
  url = started.engine === 'server' ? started.url : '';
  folder = await mkdtemp(join(tmpdir(), 'yg-kill-'));
  await writeFile(join(folder, 'more.geojson'), rowOfParcels(3, 40));
  await writeFile(join(folder, 'many.geojson'), rowOfParcels(3, ROWS_A_BATCH + 10));
  await db.execute(sql`
    CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END $$`);
  await db.execute(sql`
    CREATE TRIGGER gate BEFORE INSERT ON import_staging FOR EACH ROW WHEN (NEW.row_number > 5000) EXECUTE FUNCTION wait_at_gate()`);
  await makeZhuji(db);
  const filePath = join(folder, 'first.geojson');
  await writeFile(filePath, rowOfParcels(1, 2));
  const request = { jurisdiction: 'zhuji', kind: 'parcels' as const, filePath, fileName: 'first.geojson' };
  await runImport(
    { db, clock: () => TEST_NOW },
    OPEN_ACTOR,
    { ...request, mapping: {}, isStrict: false },
    () => undefined,
  );
});
afterAll(async () => {
  await db.execute(sql`DROP FUNCTION wait_at_gate CASCADE`);
  await rm(folder, { recursive: true, force: true });
});

const isTrue = async (condition: SQL) =>
  (await selectRow(db, z.object({ yes: z.boolean() }), sql`SELECT ${condition} AS yes`))?.yes;
const isWaiting = sql`EXISTS (SELECT FROM pg_locks WHERE NOT granted)`;
const isImporting = sql`EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted)`;

/** Imports until the process waits for what `hold` holds, and kills it there. */
async function killAt(hold: string, file: string, args: readonly string[]): Promise<void> {
  const holder = await db.pool.connect();
  await holder.query('BEGIN');
  await holder.query(hold);
  const importing = runScript(CLI, ['import', ...args, join(folder, file)], { DATABASE_URL: url });
  await expect.poll(() => isTrue(isWaiting), { timeout: 30_000, interval: 50 }).toBe(true);
  importing.child.kill('SIGKILL');
  expect((await importing.ended).signal).toBe('SIGKILL');
  await holder.query('ROLLBACK');
  holder.release();
  await expect.poll(() => isTrue(isImporting), { timeout: 10_000, interval: 50 }).toBe(false);
}

const hold = (table: string) => `LOCK TABLE ${table} IN SHARE MODE`;
const MAKE = ['--jurisdiction', 'new', '--kind', 'parcels', '--create', '新区'];

describe('an import that is killed', () => {
  it.each([
    ['while it reads', `SELECT pg_advisory_xact_lock(${GATE})`, 'many.geojson', NEW],
    ['while it stores rows', hold('parcels'), 'more.geojson', NEW],
    ['while it assesses them', hold('overview_cells'), 'more.geojson', NEW],
    ['while it stores the first rows of a new jurisdiction', hold('parcel_codes'), 'more.geojson', MAKE],
  ])('%s leaves the state before it and says so', async (_, held, fileName, args) => {
    const before = await importState(db);
    const earlier = await importOutcomes(db);
    await killAt(held, fileName, args);
    expect((await importState(db))?.staged).toBeGreaterThanOrEqual(fileName === 'many.geojson' ? ROWS_A_BATCH : 40);
    await cleanUpUnfinishedImports({ db, clock: () => TEST_NOW });
    expect(await importState(db)).toEqual({ ...before, staged: 0 });
    expect(await importOutcomes(db)).toEqual([
      ...earlier,
      { fileName, status: 'failed', stage: 'done', problem: 'internal' },
    ]);
  });

  it('can be run again', async () => {
    const again = runScript(CLI, ['import', ...NEW, join(folder, 'more.geojson')], { DATABASE_URL: url });
    expect(await again.ended).toMatchObject({ code: 0 });
    expect(await importState(db)).toMatchObject({ parcels: 42, codes: 42, parcelYears: 42, revision: 2, staged: 0 });
  });
});
