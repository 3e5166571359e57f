import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from './database.ts';
import { selectRows } from './sql.ts';

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);

/**
 * Brings the tables up to date: every file of /migrations in the order of its number, each in one transaction, once.
 * Returns the names of those applied now.
 */
export async function migrate(db: Database): Promise<string[]> {
  await db.execute(sql`
    CREATE TABLE IF NOT EXISTS migrations (
      name text PRIMARY KEY,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
  const done = new Set(
    (await selectRows(db, z.object({ name: z.string() }), sql`SELECT name FROM migrations`)).map((row) => row.name),
  );
  const pending = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql') && !done.has(name)).sort();
  for (const name of pending) {
    const text = await readFile(new URL(name, MIGRATIONS), 'utf8');
    const client = await db.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(text);
      await client.query('INSERT INTO migrations (name) VALUES ($1)', [name]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw new Error(`Migration ${name} failed`, { cause: error });
    } finally {
      client.release();
    }
  }
  return pending;
}
