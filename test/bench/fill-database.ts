import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { migrate } from '../../server/src/db/migrate.ts';
import { selectRow } from '../../server/src/db/sql.ts';
import { assess } from '../../server/src/features/assessment/assess.ts';
import { seedDemonstration } from '../../server/src/features/demo/seed-demonstration.ts';
import { BENCH_YEAR, type Bench, timed } from './bench.ts';

/** Fills an empty database, or takes one that an earlier run filled alike. Errors: when it holds anything else. */
export async function fillDatabase({ db, parcels }: Bench): Promise<void> {
  await migrate(db);
  const found = await selectRow(
    db,
    z.object({ parcels: z.int(), real: z.int() }),
    sql`SELECT count(*)::int AS parcels, (count(*) FILTER (WHERE NOT is_synthetic))::int AS real FROM parcels`,
  );
  if (found?.parcels === parcels && found.real === 0)
    return console.log(`Taking the ${parcels} demonstration parcels that are there.`);
  if (found && found.parcels > 0) {
    throw new Error(`The database holds ${found.parcels} parcels already. Give BENCH_DATABASE_URL an empty one.`);
  }
  const memory = { firstTenthMb: 0, wholeMb: 0 };
  const seeded = await timed(() =>
    seedDemonstration({ db }, { parcels, seed: 1, firstYear: BENCH_YEAR }, ({ done }) => {
      const nowMb = process.memoryUsage().rss / 1024 / 1024;
      memory.wholeMb = Math.max(memory.wholeMb, nowMb);
      if (done <= parcels / 10) memory.firstTenthMb = Math.max(memory.firstTenthMb, nowMb);
    }),
  );
  const heights = `${memory.firstTenthMb.toFixed(0)} MB in the first tenth, ${memory.wholeMb.toFixed(0)} MB in all`;
  console.log(
    `Seeded ${seeded.result.parcels} parcels in ${(seeded.ms / 1000).toFixed(1)} s; memory at most ${heights}.`,
  );
  const assessAll = () =>
    assess(
      { db, clock: () => new Date() },
      { jurisdictionIds: 'all', reason: 'bench', batchId: null },
      () => undefined,
    );
  const [first, again] = [await timed(assessAll), await timed(assessAll)];
  console.log(
    `Assessed one year of them in ${(first.ms / 1000).toFixed(1)} s, and in ${(again.ms / 1000).toFixed(1)} s when no outline was new.`,
  );
  await db.execute(sql`VACUUM ANALYZE`);
}
