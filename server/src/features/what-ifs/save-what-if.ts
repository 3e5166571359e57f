import type { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import type { WhatIf, WhatIfDraft } from '../../contract/what-if.ts';
import { readFilterText } from '../../db/parcel-filter.ts';
import { programmeOf, requireJurisdiction } from '../../db/places.ts';
import { requireThresholds } from '../../db/thresholds.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { insertWhatIf } from './what-ifs.queries.ts';

/** Keeps what was tried under a name. Errors: Problem jurisdiction-not-found, rule-not-found, filter-invalid, what-if-name-taken. */
export async function saveWhatIf(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  draft: z.output<typeof WhatIfDraft>,
): Promise<WhatIf> {
  const jurisdiction = await requireJurisdiction(db, actor.scope, draft.jurisdiction);
  requireThresholds(await programmeOf(db, jurisdiction.id), draft.tried);
  const filter = readFilterText(draft.filter ?? undefined) === null ? null : draft.filter;
  const saved = await insertWhatIf(db, { ...draft, filter, jurisdictionId: jurisdiction.id, at: clock() });
  if (saved) return saved;
  throw new Problem('what-if-name-taken', `${jurisdiction.name} has a what-if called ${draft.name}.`, 'body.name');
}
