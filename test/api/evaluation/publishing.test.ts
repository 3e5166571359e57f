import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../../server/src/db/sql.ts';
import { assessAll } from '../../support/assess-all.ts';
import { lines } from '../../support/lines.ts';
import { BY_TAX_2024, tenEnterprises } from '../../support/ten-enterprises.ts';

const { ask, classes, db, plant, publish } = await tenEnterprises();

describe('publishing', () => {
  beforeEach(plant);
  it('stores the next version, evaluates its year and no other, under a new revision', async () => {
    const former = await classes(2023);
    expect(await publish()).toEqual({
      status: 200,
      body: { revision: 2, version: 2, publishedAt: '2026-06-30T04:00:00Z' },
    });
    expect(await classes(2024)).toEqual(BY_TAX_2024);
    expect(await classes(2023)).toEqual(former);
    const kept = await lines(
      db,
      sql`SELECT year || ' ' || tier || ' v' || version AS line FROM evaluation_methods WHERE published_at IS NOT NULL`,
    );
    expect(kept).toEqual(['2024 below-scale v2']);
    // Parcels show the new classes, and the tiles of the year with them.
    const parcels = await selectRows(
      db,
      z.object({ class: z.string().nullable() }),
      sql`SELECT class FROM parcel_years WHERE year = 2024 ORDER BY parcel_id`,
    );
    expect(parcels.map((row) => row.class ?? '-').join('')).toBe('ACABBBBB-C');
  });

  it('keeps its version through later assessments', async () => {
    await publish();
    await assessAll(db, { reason: 'again' });
    expect(await classes(2024)).toEqual(BY_TAX_2024);
  });

  it('keeps everything as it was when it fails half-way', async () => {
    const before = [await classes(2024), await ask('/api/evaluation?jurisdiction=zhuji&year=2024')];
    await db.execute(sql`ALTER TABLE overview_cells ADD CONSTRAINT nothing CHECK (zoom < 11) NOT VALID`);
    try {
      expect(await publish()).toMatchObject({ status: 500, body: { type: 'internal' } });
    } finally {
      await db.execute(sql`ALTER TABLE overview_cells DROP CONSTRAINT nothing`);
    }
    expect([await classes(2024), await ask('/api/evaluation?jurisdiction=zhuji&year=2024')]).toEqual(before);
  });

  it('makes a version that nothing changes any more', async () => {
    await publish();
    for (const change of [
      sql`UPDATE evaluation_methods SET note = 'else' WHERE version = 2`,
      sql`DELETE FROM evaluation_methods WHERE version = 2`,
    ])
      await expect(db.execute(change)).rejects.toThrow();
  });

  it('gives two at once a version each', async () => {
    const [one, other] = await Promise.all([publish(), publish({ ties: 'worse-class' })]);
    expect([one.body.version, other.body.version].sort()).toEqual([2, 3]);
  });
});
