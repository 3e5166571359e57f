import type { Database } from '../../server/src/db/database.ts';
import { AREA_SOURCES } from '../../server/src/domain/counted-area.ts';
import { evaluateYear } from '../../server/src/features/assessment/evaluate-tier.ts';
import { makeLand } from '../../server/src/features/assessment/land.queries.ts';
import { readStartingMethods } from '../../server/src/features/assessment/method-files.ts';
import { methodsInForce } from '../../server/src/features/assessment/methods.queries.ts';
import { makeShares } from '../../server/src/features/assessment/shares.queries.ts';

/** Evaluates the enterprises of jurisdiction 1 in a year by the starting methods, and nothing else. */
export async function plantEvaluation(db: Database, year: number): Promise<void> {
  const of = { jurisdictionId: 1, year };
  const starting = await readStartingMethods();
  await db.transaction(async (transaction) => {
    await makeLand(transaction, of.jurisdictionId, AREA_SOURCES);
    await makeShares(transaction, year);
    await evaluateYear(transaction, of, await methodsInForce(transaction, of, starting));
  });
}
