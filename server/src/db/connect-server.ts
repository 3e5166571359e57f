import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { z } from 'zod';
import type { Database } from './database.ts';
import { openPool } from './open-pool.ts';
import { selectRows } from './sql.ts';

const LEAST_POSTGRES = 15;
const LEAST_POSTGIS = [3, 3] as const;
const CONNECT_MS = 10_000;

/** The server cannot be used as it is. The words say what to change, and never hold the password. */
export class DatabaseUnusable extends Error {
  constructor(words: string, options?: ErrorOptions) {
    super(words, options);
    this.name = 'DatabaseUnusable';
  }
}

/**
 * Connects to a PostgreSQL with PostGIS named by a URL, and refuses one that is too old.
 * jit is off for every session: it costs more than it gives on the small queries of tiles and panels.
 */
export async function connectServer(url: string): Promise<Database> {
  const pool = openPool({
    connectionString: url,
    max: 10,
    options: '-c jit=off',
    application_name: 'yima-guandi',
    connectionTimeoutMillis: CONNECT_MS,
  });
  const db = Object.assign(drizzle(pool), { engine: 'server' as const, pool, close: () => pool.end() });
  try {
    await requireVersions(db);
    return db;
  } catch (error) {
    await pool.end();
    if (error instanceof DatabaseUnusable) throw error;
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new DatabaseUnusable(
      `The database ${withoutPassword(url)} of DATABASE_URL cannot be reached: ${reasonWords(reason)}. Check that it runs and that user, password and database are right; or leave DATABASE_URL empty for the embedded database.`,
    );
  }
}

const Versions = z.object({ postgres: z.int(), postgis: z.string().nullable(), trgm: z.string().nullable() });

async function requireVersions(db: Database): Promise<void> {
  const [found] = await selectRows(
    db,
    Versions,
    sql`
    SELECT current_setting('server_version_num')::int AS postgres,
      (SELECT COALESCE(installed_version, default_version) FROM pg_available_extensions WHERE name = 'postgis') AS postgis,
      (SELECT COALESCE(installed_version, default_version) FROM pg_available_extensions WHERE name = 'pg_trgm') AS trgm`,
  );
  if (!found) throw new Error('SELECT without FROM gave no row');
  const refusal = refuseVersions(found);
  if (refusal) throw new DatabaseUnusable(refusal);
}

/** Why a server of these versions cannot be used, in words; null where it can. */
export function refuseVersions(found: z.infer<typeof Versions>): string | null {
  const major = Math.floor(found.postgres / 10_000);
  if (major < LEAST_POSTGRES)
    return `The database of DATABASE_URL is PostgreSQL ${major}; ${LEAST_POSTGRES} or newer is needed.`;
  if (found.postgis === null)
    return `The PostgreSQL of DATABASE_URL has no PostGIS. Install it there; on Debian: apt-get install postgresql-${major}-postgis-3.`;
  const [postgisMajor = 0, postgisMinor = 0] = found.postgis.split('.').map(Number);
  if (postgisMajor < LEAST_POSTGIS[0] || (postgisMajor === LEAST_POSTGIS[0] && postgisMinor < LEAST_POSTGIS[1]))
    return `The PostGIS of DATABASE_URL is ${found.postgis}; ${LEAST_POSTGIS.join('.')} or newer is needed. After an upgrade of its package: ALTER EXTENSION postgis UPDATE.`;
  if (found.trgm === null)
    return 'The PostgreSQL of DATABASE_URL lacks the extension pg_trgm. Install its contrib package (postgresql-contrib).';
  return null;
}

/** A database's address as it may be shown. */
export function withoutPassword(url: string): string {
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}

function reasonWords(reason: unknown): string {
  if (reason instanceof AggregateError) return reason.errors.map(reasonWords).join('; ');
  return reason instanceof Error ? reason.message : String(reason);
}
