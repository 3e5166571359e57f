import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { selectRow } from './db/sql.ts';
import { assess } from './features/assessment/assess.ts';
import { seedDemonstration } from './features/demo/seed-demonstration.ts';
import { cleanUpUnfinishedImports } from './features/imports/clean-up.ts';
import { syncProgrammes } from './features/programmes/sync-programmes.ts';
import type { StartPhase } from './http/waiting-page.ts';

export const DEMONSTRATION = { parcels: 6000, seed: 1 };

/** Brings a database to where the application can answer: tables, programmes, and demonstration data if it is empty. */
export async function fillDatabase(
  services: { readonly db: Database; readonly clock: () => Date },
  report: (phase: StartPhase, share: number) => void,
): Promise<void> {
  const { db } = services;
  report('migrations', 0);
  await migrate(db);
  // Without any revision nothing was ever shown: a demonstration that was cut off half-way is made again.
  const wantsDemonstration = await isTrue(
    db,
    sql`
    SELECT NOT EXISTS (SELECT FROM dataset_revisions) AND NOT EXISTS (SELECT FROM jurisdictions WHERE NOT is_synthetic)
      AS yes`,
  );
  if (wantsDemonstration) {
    report('demonstration', 0);
    await seedDemonstration(services, DEMONSTRATION, ({ done, total }) => report('demonstration', done / (total || 1)));
  }
  report('programmes', 0);
  await syncProgrammes(db);
  if (wantsDemonstration || (await isTrue(db, sql`SELECT NOT EXISTS (SELECT FROM dataset_revisions) AS yes`))) {
    report('assessment', 0);
    await assess(
      services,
      { jurisdictionIds: 'all', reason: wantsDemonstration ? 'demonstration data' : 'first assessment', batchId: null },
      ({ done, total }) => report('assessment', done / (total || 1)),
    );
  }
  await cleanUpUnfinishedImports(services);
}

async function isTrue(db: Database, query: SQL): Promise<boolean> {
  return (await selectRow(db, z.object({ yes: z.boolean() }), query))?.yes === true;
}
