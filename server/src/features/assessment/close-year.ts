import type { CloseReply } from '../../contract/evaluation-preview.ts';
import { Problem } from '../../contract/problem.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Database } from '../../db/database.ts';
import { requireWhole, requireYear } from '../../db/places.ts';
import { asProgram } from '../../db/row-security.ts';
import type { Actor } from '../../domain/scope.ts';
import { holdAssessment } from './assess.queries.ts';
import { hasEvaluations, insertClosedYear } from './methods.queries.ts';

/**
 * Closes a year for good: from then on it takes no other method. One that is closed already stays closed since the day
 * it was. Refuses with `jurisdiction-not-found`, and with `year-without-data` also where nobody was evaluated.
 */
export function closeYear(
  { db, clock }: { readonly db: Database; readonly clock: () => Date },
  actor: Actor,
  ask: { readonly jurisdiction: string; readonly year: number },
): Promise<CloseReply> {
  return asProgram(() =>
    db.transaction(async (transaction) => {
      await holdAssessment(transaction);
      const jurisdiction = await requireWhole(transaction, actor.scope, ask.jurisdiction);
      await requireYear(transaction, jurisdiction, ask.year);
      const of = { jurisdictionId: jurisdiction.id, year: ask.year };
      if (!(await hasEvaluations(transaction, of)))
        throw new Problem(
          'year-without-data',
          `Nobody was evaluated in ${jurisdiction.name} in ${ask.year}: what was closed now could never be evaluated. Import the indicators of the year first.`,
          'year',
        );
      const closed = await insertClosedYear(transaction, { ...of, at: clock() });
      const entry = { kind: 'year-closed', jurisdictionId: jurisdiction.id, subject: ask.year } as const;
      if (!closed.wasClosed) await writeAudit(transaction, actor, { ...entry, after: { isClosed: true } }, clock());
      return { jurisdiction: jurisdiction.code, year: ask.year, ...closed };
    }),
  );
}
