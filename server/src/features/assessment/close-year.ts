import type { Database } from '../../db/database.ts';
import { requireJurisdiction, requireYear } from '../../db/places.ts';
import type { Actor } from '../../domain/scope.ts';
import { holdAssessment } from './assess.queries.ts';
import { insertClosedYear } from './methods.queries.ts';

/** Closes a year for good: from then on it takes no other method. Refuses with `jurisdiction-not-found` and `year-without-data`. */
export function closeYear(
  { db, clock }: { readonly db: Database; readonly clock: () => Date },
  actor: Actor,
  ask: { readonly jurisdiction: string; readonly year: number },
): Promise<{ closedAt: string }> {
  return db.transaction(async (transaction) => {
    await holdAssessment(transaction);
    const jurisdiction = await requireJurisdiction(transaction, actor.scope, ask.jurisdiction);
    await requireYear(transaction, jurisdiction, ask.year);
    return {
      closedAt: await insertClosedYear(transaction, { jurisdictionId: jurisdiction.id, year: ask.year, at: clock() }),
    };
  });
}
