import { sql } from 'drizzle-orm';
import { inject } from 'vitest';
import { z } from 'zod';
import { embeddedDatabase } from '../../server/src/db/connect-embedded.ts';
import { connectServer } from '../../server/src/db/connect-server.ts';
import type { Database } from '../../server/src/db/database.ts';
import { selectRow } from '../../server/src/db/sql.ts';

/** The database of the run, started by its project's global setup. */
export type StartedDatabase =
  | { readonly engine: 'embedded'; readonly socketFolder: string }
  | { readonly engine: 'server'; readonly url: string };

declare module 'vitest' {
  export interface ProvidedContext {
    database: StartedDatabase;
  }
}

const opened: Database[] = [];

/** Closes what `testDatabase` opened for a file. */
export async function closeDatabases(): Promise<void> {
  for (const db of opened.splice(0)) await db.close();
}

/** A migrated database without data, of the engine under test. One is shared by the run: files run one after another, and each begins with empty tables. */
export async function testDatabase(): Promise<Database> {
  const started = inject('database');
  const db = started.engine === 'embedded' ? embeddedDatabase(started.socketFolder) : await connectServer(started.url);
  opened.push(db);
  await truncateTables(db);
  return db;
}

/** Our tables, as an array of text. */
const tables = sql`(
  SELECT array_agg(format('%I.%I', schemaname, tablename)) FROM pg_tables
  WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'spatial_ref_sys'))`;

/**
 * Makes the files of every table of ours anew, with ids from 1, so that the planner knows no more of it than of a new one.
 * The owner of the record of what was done may take its guard away, which the application's own role may not.
 */
const truncateTables = (db: Database) =>
  db.execute(sql`
    DO $$
    BEGIN
      ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_kept;
      EXECUTE format('TRUNCATE %s RESTART IDENTITY CASCADE', array_to_string(${tables}, ', '));
      ALTER TABLE audit_entries ENABLE TRIGGER audit_entries_kept;
    END $$`);

/**
 * Empties every table of ours and starts its ids from 1 again. Between tests of a few rows each to delete them, with no
 * trigger asked, is twenty times as quick as to truncate; more than a megabyte, or a user who may not, takes the long way.
 */
export async function emptyTables(db: Database): Promise<void> {
  const quick = await selectRow(
    db,
    z.object({ isPossible: z.boolean() }),
    sql`
    SELECT sum(pg_relation_size(name::regclass)) < 1000000 AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isPossible"
    FROM unnest(${tables}) AS name`,
  );
  if (!quick?.isPossible) return void (await truncateTables(db));
  await db.execute(sql`
    DO $$
    DECLARE
      name text;
    BEGIN
      SET LOCAL session_replication_role = replica;
      FOREACH name IN ARRAY ${tables} LOOP
        EXECUTE 'DELETE FROM ' || name;
      END LOOP;
      PERFORM setval(format('%I.%I', schemaname, sequencename), start_value, FALSE) FROM pg_sequences
      WHERE schemaname = 'public' AND last_value IS NOT NULL;
    END $$`);
}
