import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/src/db/sql.ts';
import { AREA_SOURCES } from '../../server/src/domain/counted-area.ts';
import { groupBy } from '../../server/src/domain/land-share.ts';
import { parcelClass } from '../../server/src/domain/parcel-class.ts';
import { makeLand } from '../../server/src/features/assessment/land.queries.ts';
import { classesOfUsers } from '../../server/src/features/assessment/parcel-class.queries.ts';
import { makeShares } from '../../server/src/features/assessment/shares.queries.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { plantSample, sampleOccupancies, usesOf } from '../support/random-occupancies.ts';
import { samples } from '../support/samples.ts';

const YEAR = 2024;
const CLASSES = ['A', 'B', 'C', 'C-'];
const db = await testDatabase();
beforeEach(() => emptyTables(db));

it('gives a parcel the same class in SQL as in the domain, of the worst and of those with most land', async () => {
  const drawn = samples(
    fc.array(fc.option(fc.constantFrom(...CLASSES), { freq: 3 }), { minLength: 20, maxLength: 20 }),
    4,
  );
  const seen = new Map<string | null, number>();
  for (const [index, sample] of sampleOccupancies(4).entries()) {
    const classes = drawn[index] ?? [];
    await plantSample(db, sample);
    await db.execute(sql`
      INSERT INTO evaluation_methods (id, jurisdiction_id, year, tier, version, starting_version, definition)
      VALUES (1, 1, ${YEAR}, 'below-scale', 1, 1, ${JSON.stringify({ classes: CLASSES.map((name) => ({ name })) })}::jsonb)`);
    for (const [place, name] of classes.entries())
      await db.execute(sql`
        INSERT INTO evaluations (enterprise_id, year, method_id, class, inputs) VALUES (${place + 1}, ${YEAR}, 1, ${name}, '{}')`);
    const stored = await db.transaction(async (transaction) => {
      await makeLand(transaction, 1, AREA_SOURCES);
      await makeShares(transaction, YEAR);
      const by = async (rule: 'worst' | 'most-land') => {
        const rows = await selectRows(
          transaction,
          z.object({ parcel_id: z.int(), class: z.string().nullable() }),
          classesOfUsers(rule, YEAR),
        );
        return new Map(rows.map((row) => [row.parcel_id, row.class]));
      };
      return { worst: await by('worst'), 'most-land': await by('most-land') };
    });
    for (const [parcelId, here] of groupBy(usesOf(sample), (use) => use.parcelId)) {
      for (const rule of ['worst', 'most-land'] as const) {
        const expected = parcelClass(rule, here, (id) => {
          const name = classes[id - 1] ?? null;
          return name === null ? null : { name, place: CLASSES.indexOf(name) + 1 };
        });
        expect(stored[rule].get(parcelId) ?? null, `${rule} of ${parcelId}`).toBe(expected);
        seen.set(expected, (seen.get(expected) ?? 0) + 1);
      }
    }
  }
  expect([...seen.keys()].toSorted()).toEqual([...CLASSES, null].toSorted());
});
