import type { EvaluationMethod } from '../../contract/evaluation-method.ts';
import { Problem } from '../../contract/problem.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Database } from '../../db/database.ts';
import { requireWhole, requireYear } from '../../db/places.ts';
import { asProgram } from '../../db/row-security.ts';
import { sameMethod } from '../../domain/evaluation/same-method.ts';
import type { Tier } from '../../domain/evaluation.ts';
import type { Actor } from '../../domain/scope.ts';
import { holdAssessment } from './assess.queries.ts';
import { assessWithin, tidyAssessment } from './assess.ts';
import { insertMethod, isClosed, newestMethod } from './methods.queries.ts';

export type Publication = {
  readonly jurisdiction: string;
  readonly year: number;
  readonly tier: Tier;
  readonly definition: EvaluationMethod;
  readonly note: string;
};

/**
 * Publishes a method as a new version that stays as it is, and evaluates its year anew, all at one moment. Other years
 * are not touched. Refuses with `jurisdiction-not-found`, `year-without-data`, `year-closed`, and `method-unchanged` where
 * the method in force already says the same.
 */
export async function publishMethod(
  { db, clock }: { readonly db: Database; readonly clock: () => Date },
  actor: Actor,
  publication: Publication,
): Promise<{ revision: number; version: number; publishedAt: string }> {
  const { year, tier, definition, note } = publication;
  const at = clock();
  const published = await asProgram(() =>
    db.transaction(async (transaction) => {
      await holdAssessment(transaction);
      const jurisdiction = await requireWhole(transaction, actor.scope, publication.jurisdiction);
      await requireYear(transaction, jurisdiction, year);
      const of = { jurisdictionId: jurisdiction.id, year };
      if (await isClosed(transaction, of))
        throw new Problem(
          'year-closed',
          `${year} is closed in ${jurisdiction.name} and keeps the methods it was evaluated by. Publish for an open year.`,
          'year',
        );
      const inForce = await newestMethod(transaction, { ...of, tier });
      if (inForce && sameMethod(inForce.definition, definition))
        throw new Problem(
          'method-unchanged',
          `v${inForce.version} of the ${tier} method of ${year} already says this. Change something, or leave it as it is.`,
          'definition',
        );
      const version = await insertMethod(transaction, { ...of, tier, definition, note, at });
      const { revision } = await assessWithin(
        { db: transaction, clock },
        {
          jurisdictionIds: [jurisdiction.id],
          methodYear: year,
          reason: `${tier} method v${version} of ${year} published`,
          batchId: null,
        },
        () => undefined,
      );
      const entry = {
        kind: 'method-published',
        jurisdictionId: jurisdiction.id,
        subject: `${year} ${tier} v${version}`,
      } as const;
      const before = inForce ? { version: inForce.version, definition: inForce.definition } : undefined;
      await writeAudit(transaction, actor, { ...entry, before, after: { version, definition }, facts: { note } }, at);
      return { revision, version };
    }),
  );
  await asProgram(() => tidyAssessment(db));
  return { ...published, publishedAt: `${at.toISOString().slice(0, 19)}Z` };
}
