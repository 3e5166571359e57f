import { Problem } from '../../contract/problem.ts';
import { requireJurisdiction, requireYear } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import type { ParcelColumns } from '../../domain/parcel-columns.ts';
import type { Actor } from '../../domain/scope.ts';
import type { FeatureServices } from '../../http/services.ts';

type ColumnsRequest = { readonly revision: number; readonly jurisdiction: string; readonly year: number };

/** The columns of a revision, in force or still kept. Errors: Problem jurisdiction-not-found, year-without-data, revision-unknown, revision-superseded. */
export async function findColumns(
  { db, land }: Pick<FeatureServices, 'db' | 'land'>,
  actor: Actor,
  { revision, year, ...asked }: ColumnsRequest,
): Promise<ParcelColumns> {
  const jurisdiction = await requireJurisdiction(db, actor.scope, asked.jurisdiction);
  const found = await land.find(actor.scope, { jurisdiction, year, revision });
  if (found === null) throw await notKept(db, revision);
  if (found.rows === 0) await requireYear(db, jurisdiction, year);
  return found;
}

const CURE = 'Ask /api/health for the revision in force.';

/** Why columns of a revision cannot be had. */
export async function notKept(db: FeatureServices['db'], asked: number): Promise<Problem> {
  const { id: newest } = await currentRevision(db);
  return asked > newest
    ? new Problem('revision-unknown', `The newest revision is ${newest}; ${asked} is not known. ${CURE}`, 'revision')
    : new Problem('revision-superseded', `Revision ${asked} has been followed by ${newest}. ${CURE}`, 'revision');
}
