import { sql } from 'drizzle-orm';
import { inject } from 'vitest';
import { embeddedDatabase } from '../../server/src/db/connect-embedded.ts';
import { connectServer } from '../../server/src/db/connect-server.ts';
import type { Database } from '../../server/src/db/database.ts';

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
  await emptyTables(db);
  return db;
}

/**
 * Empties every table of ours and starts its ids from 1 again. To truncate makes the files of all tables and indexes
 * anew, which takes far longer than to delete a few rows; those go by DELETE, with no trigger asked, as long as all of
 * them take no more than a megabyte and the user may do so.
 */
export async function emptyTables(db: Database): Promise<void> {
  await db.execute(sql`
    DO $$
    DECLARE
      tables text[] := (
        SELECT array_agg(format('%I.%I', schemaname, tablename)) FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'spatial_ref_sys')
      );
      each text;
    BEGIN
      IF (SELECT sum(pg_relation_size(name::regclass)) FROM unnest(tables) AS name) > 1000000
        OR NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('TRUNCATE %s RESTART IDENTITY CASCADE', array_to_string(tables, ', '));
        RETURN;
      END IF;
      SET LOCAL session_replication_role = replica;
      FOREACH each IN ARRAY tables LOOP
        EXECUTE 'DELETE FROM ' || each;
      END LOOP;
      PERFORM setval(format('%I.%I', schemaname, sequencename), start_value, FALSE) FROM pg_sequences
      WHERE schemaname = 'public' AND last_value IS NOT NULL;
    END $$`);
}
