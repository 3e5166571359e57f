import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/src/db/sql.ts';
import { programmesOf, syncProgrammes } from '../../server/src/features/programmes/sync-programmes.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { plantJurisdictions } from '../support/plant.ts';

const db = await testDatabase();
beforeEach(async () => {
  await emptyTables(db);
  await plantJurisdictions(db, ['zhuji', 'jindong']);
  await syncProgrammes(db, [1, 2]);
});

const stored = () =>
  selectRows(
    db,
    z.object({ id: z.string(), version: z.int(), name: z.string() }),
    sql`SELECT id, version, definition->>'name' AS name FROM programmes ORDER BY id`,
  );

describe('syncProgrammes', () => {
  it('stores the programmes of the jurisdictions that exist, and nothing new the second time', async () => {
    const first = await stored();
    await syncProgrammes(db, [1, 2]);
    expect(first).toEqual([
      { id: 'jindong-2021', version: 3, name: '金东区工业园区“二次开发”三年计划（2021—2023）' },
      { id: 'zhuji-2021', version: 3, name: '诸暨市“腾笼换鸟、凤凰涅槃”攻坚方案（2021—2023）' },
    ]);
    expect(await stored()).toEqual(first);
    expect((await programmesOf(db, 1)).map((programme) => programme.id)).toEqual(['zhuji-2021']);
  });

  it('refuses, in words, another text under the version that is stored', async () => {
    await db.execute(sql`UPDATE programmes SET definition = definition || '{"name": "else"}' WHERE id = 'zhuji-2021'`);
    await expect(syncProgrammes(db, [1, 2])).rejects.toThrow(
      'data/programmes/zhuji-2021.json differs from version 3 in the database; raise its version to 4',
    );
  });

  it('replaces an older version and leaves a newer one', async () => {
    await db.execute(
      sql`UPDATE programmes SET version = 0, definition = definition || '{"version": 0}' WHERE id = 'zhuji-2021'`,
    );
    await db.execute(
      sql`UPDATE programmes SET version = 7, definition = definition || '{"name": "own"}' WHERE id = 'jindong-2021'`,
    );
    await syncProgrammes(db, [1, 2]);
    expect(await stored()).toEqual([
      { id: 'jindong-2021', version: 7, name: 'own' },
      { id: 'zhuji-2021', version: 3, name: '诸暨市“腾笼换鸟、凤凰涅槃”攻坚方案（2021—2023）' },
    ]);
  });
});
