import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from './database.ts';
import { selectRow } from './sql.ts';

/** SQLSTATE of a statement that the embedded database broke off (embedded-socket.js raises it). */
const BROKEN_OFF = 'YG001';

/** Whether the embedded database broke a statement off, which its geometry library makes it do on some outlines. */
export const isBrokenOff = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === BROKEN_OFF) || isBrokenOff(error.cause));

/** Up to so many parcels the embedded database was measured to serve one person well. */
const EMBEDDED_PARCELS = 100_000;

/** What to say where the embedded database holds more than it is meant for; null where there is nothing to say. */
export async function readLimitWords(db: Database): Promise<string | null> {
  if (db.engine !== 'embedded') return null;
  const found = await selectRow(db, z.object({ parcels: z.int() }), sql`SELECT count(*)::int AS parcels FROM parcels`);
  return limitWords(found?.parcels ?? 0);
}

/** The words for a number of parcels in the embedded database. */
export function limitWords(parcels: number): string | null {
  if (parcels <= EMBEDDED_PARCELS) return null;
  return `The embedded database holds ${parcels.toLocaleString('en')} parcels and is meant for up to ${EMBEDDED_PARCELS.toLocaleString('en')}: totals and imports take long. Move to a PostgreSQL with PostGIS: npm run cli -- backup, then restore with DATABASE_URL set.`;
}
