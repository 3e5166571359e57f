import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { selectRow } from './db/sql.ts';
import { jurisdictionsWithOlderMethods } from './features/assessment/aged-methods.ts';
import { type Assessment, assess } from './features/assessment/assess.ts';
import { seedDemonstration } from './features/demo/seed-demonstration.ts';
import { cleanUpUnfinishedImports } from './features/imports/clean-up.ts';
import { newProgrammes } from './features/programmes/sync-programmes.ts';
import type { StartPhase } from './http/waiting-page.ts';

export const DEMONSTRATION = { parcels: 6000, seed: 1 };

/**
 * Brings a database to where the application can answer: tables, demonstration data if it is empty, and an assessment
 * of what has changed since the last: jurisdictions with another programme or method, or all where the tables are newer.
 */
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
  const due = wantsDemonstration
    ? { jurisdictionIds: 'all' as const, reason: 'demonstration data' }
    : await findDue(db);
  if (due.jurisdictionIds.length > 0) {
    report('assessment', 0);
    await assess(services, { ...due, batchId: null }, ({ done, total }) => report('assessment', done / (total || 1)));
  }
  await cleanUpUnfinishedImports(services);
}

/** An assessment by an earlier program may lack what the tables hold since. */
const TABLES_ARE_NEWER = sql`
  SELECT newest_migration IS DISTINCT FROM (SELECT max(name) FROM migrations) AS yes
  FROM dataset_revisions ORDER BY id DESC LIMIT 1`;

async function findDue(db: Database): Promise<Pick<Assessment, 'jurisdictionIds' | 'reason'>> {
  if (await isTrue(db, sql`SELECT NOT EXISTS (SELECT FROM dataset_revisions) AS yes`))
    return { jurisdictionIds: 'all', reason: 'first assessment' };
  if (await isTrue(db, TABLES_ARE_NEWER)) return { jurisdictionIds: 'all', reason: 'the program has been renewed' };
  const byProgramme = (await newProgrammes(db)).map((each) => each.jurisdictionId);
  const byMethod = await jurisdictionsWithOlderMethods(db);
  return { jurisdictionIds: [...new Set([...byProgramme, ...byMethod])], reason: 'a programme or method has changed' };
}

async function isTrue(db: Database, query: SQL): Promise<boolean> {
  return (await selectRow(db, z.object({ yes: z.boolean() }), query))?.yes === true;
}
