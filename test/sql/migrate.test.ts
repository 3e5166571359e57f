import { readdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { migrate } from '../../server/src/db/migrate.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();

describe('migrate', () => {
  it('applies nothing the second time, and keeps the list of what it applied', async () => {
    expect(await migrate(db)).toEqual([]);
    const applied = await selectRows(
      db,
      z.object({ name: z.string() }),
      sql`SELECT name FROM migrations ORDER BY name`,
    );
    const files = (await readdir(new URL('../../migrations/', import.meta.url)))
      .filter((name) => name.endsWith('.sql'))
      .sort();
    expect(applied.map((row) => row.name)).toEqual(files);
  });

  it('says of every table and column what it means, keys aside', async () => {
    const silent = await selectRows(
      db,
      z.object({ name: z.string() }),
      sql`
      SELECT c.relname || COALESCE('.' || a.attname, '') AS name
      FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'spatial_ref_sys'
        AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL)
        AND a.attname NOT IN ('id', 'jurisdiction_id', 'parcel_id', 'enterprise_id', 'method_id', 'batch_id', 'year', 'applied_at')
      ORDER BY 1`,
    );
    expect(silent).toEqual([]);
  });

  it('applies a file once where two processes start at the same time', async () => {
    await db.execute(sql`DELETE FROM migrations WHERE name = '0010_comments.sql'`);
    const applied = await Promise.all([migrate(db), migrate(db)]);
    expect(applied.flat()).toEqual(['0010_comments.sql']);
  });

  it('gives PostGIS that measures on the ellipsoid in CGCS2000', async () => {
    const rows = await selectRows(
      db,
      z.object({ m2: z.number() }),
      sql`SELECT round(ST_Area(ST_SetSRID(ST_MakeEnvelope(120, 30, 120.001, 30.001), 4490)::geography)::numeric, 1)::float8 AS m2`,
    );
    // 0.001° of longitude at 30.0005° is 96.49 m, 0.001° of latitude 110.86 m.
    expect(rows).toEqual([{ m2: expect.closeTo(96.486 * 110.852, -1) }]);
  });
});
