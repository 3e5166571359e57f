import { readdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../server/src/db/database.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

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
