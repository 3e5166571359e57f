import type { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import type { WhatIf, WhatIfDraft } from '../../contract/what-if.ts';
import { writeAudit } from '../../db/audit.ts';
import { readFilterText } from '../../db/parcel-filter.ts';
import { programmeOf, requireWhole } from '../../db/places.ts';
import { requireThresholds } from '../../db/thresholds.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { deleteWhatIf, insertWhatIf } from './what-ifs.queries.ts';

/** Keeps what was tried under a name. Errors: Problem jurisdiction-not-found, rule-not-found, filter-invalid, what-if-name-taken. */
export async function saveWhatIf(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  draft: z.output<typeof WhatIfDraft>,
): Promise<WhatIf> {
  const jurisdiction = await requireWhole(db, actor.scope, draft.jurisdiction);
  requireThresholds(await programmeOf(db, jurisdiction.id), draft.tried);
  const filter = readFilterText(draft.filter ?? undefined) === null ? null : draft.filter;
  return db.transaction(async (transaction) => {
    const at = clock();
    const saved = await insertWhatIf(transaction, { ...draft, filter, jurisdictionId: jurisdiction.id, at });
    if (!saved)
      throw new Problem('what-if-name-taken', `${jurisdiction.name} has a what-if called ${draft.name}.`, 'body.name');
    const entry = { kind: 'what-if-saved', jurisdictionId: jurisdiction.id, subject: saved.name } as const;
    await writeAudit(transaction, actor, { ...entry, after: asKept(saved) }, at);
    return saved;
  });
}

/** Lets a what-if go and answers what it was. Errors: Problem what-if-not-found. */
export function removeWhatIf({ db, clock }: Pick<Services, 'db' | 'clock'>, actor: Actor, id: number): Promise<WhatIf> {
  return db.transaction(async (transaction) => {
    const gone = await deleteWhatIf(transaction, actor.scope, id);
    if (!gone) throw new Problem('what-if-not-found', `No saved what-if has the id ${id}.`, 'params.id');
    const { jurisdictionId, ...whatIf } = gone;
    const entry = { kind: 'what-if-deleted', jurisdictionId, subject: whatIf.name } as const;
    await writeAudit(transaction, actor, { ...entry, before: asKept(whatIf) }, clock());
    return whatIf;
  });
}

const asKept = ({ tried, filter }: WhatIf) => ({ tried, filter });
