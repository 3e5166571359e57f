import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from './database.ts';
import { selectRows } from './sql.ts';

const Revision = z.object({ id: z.int(), at: z.string(), parcelMinZoom: z.int() });
export type Revision = z.infer<typeof Revision>;

/** The newest dataset revision. A fresh database has none yet: revision 0. */
export async function currentRevision(db: Connection): Promise<Revision> {
  const [row] = await selectRows(
    db,
    Revision,
    sql`
    SELECT id, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, parcel_min_zoom AS "parcelMinZoom"
    FROM dataset_revisions ORDER BY id DESC LIMIT 1`,
  );
  return row ?? { id: 0, at: '1970-01-01T00:00:00Z', parcelMinZoom: 10 };
}

/** Marks that what readers see of some jurisdictions, or of all, has changed. Call it last, inside the transaction that made the change. */
export async function raiseRevision(
  db: Connection,
  change: { reason: string; batchId: number | null; parcelMinZoom: number; at: Date; of: 'all' | readonly number[] },
): Promise<number> {
  const isOfAll = change.of === 'all';
  const ids = change.of === 'all' ? null : [...change.of];
  const [row] = await selectRows(
    db,
    z.object({ id: z.int() }),
    sql`
    INSERT INTO dataset_revisions (reason, batch_id, parcel_min_zoom, created_at, jurisdiction_ids, newest_migration)
    VALUES (${change.reason}, ${change.batchId}, ${change.parcelMinZoom}, ${change.at.toISOString()}::timestamptz, ${sql.param(ids)}::int[],
      CASE WHEN ${isOfAll}::boolean OR NOT EXISTS (SELECT FROM dataset_revisions) THEN (SELECT max(name) FROM migrations)
        ELSE (SELECT newest_migration FROM dataset_revisions ORDER BY id DESC LIMIT 1) END)
    RETURNING id`,
  );
  if (!row) throw new Error('INSERT … RETURNING gave no row');
  return row.id;
}
