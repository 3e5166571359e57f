import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Database } from './database.ts';

/**
 * Connects to a PostgreSQL with PostGIS named by a URL.
 * jit is off for every session: it costs more than it gives on the small queries of tiles and panels.
 */
export async function connectServer(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, options: '-c jit=off', application_name: 'yima-guandi' });
  pool.on('error', () => undefined); // An idle connection that dies is replaced on the next query, which reports what it meets.
  return Object.assign(drizzle(pool), { engine: 'server' as const, pool, close: () => pool.end() });
}
