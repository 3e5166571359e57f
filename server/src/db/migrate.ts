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
  const applied: string[] = [];
  for (const name of pending) if (await apply(db, name)) applied.push(name);
  return applied;
}

/** Applies one file in one transaction. False where another process that started at the same time was faster. */
async function apply(db: Database, name: string): Promise<boolean> {
  const text = await readFile(new URL(name, MIGRATIONS), 'utf8');
  const client = await db.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('LOCK TABLE migrations IN EXCLUSIVE MODE');
    const { rowCount } = await client.query(
      'INSERT INTO migrations (name) VALUES ($1) ON CONFLICT DO NOTHING RETURNING name',
      [name],
    );
    if (rowCount === 1) await client.query(text);
    await client.query('COMMIT');
    return rowCount === 1;
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${name} failed`, { cause: error });
  } finally {
    client.release();
  }
}
