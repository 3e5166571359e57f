import type { Tally, TallyRow } from '../../contract/api.ts';
import type { Programme } from '../../contract/programme.ts';
import type { Connection } from '../../db/database.ts';
import { methodVersions } from '../../db/methods.ts';
import { filterCondition } from '../../db/parcel-filter.ts';
import { programmeOf, requireJurisdiction, requireYear } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import type { Actor } from '../../domain/scope.ts';
import { type TallyGroup, tallyFigures, tallyKinds, tallyRows } from './tally.queries.ts';

/** Sizes of target that programmes set, to read any jurisdiction against, in mu. */
const REFERENCE_MU = [500, 1_000, 10_000];
const HUNDREDTHS_PER_MU = 100;

export type TallyRequest = {
  readonly jurisdiction: string;
  readonly year: number;
  readonly by: TallyGroup;
  readonly filter: string | undefined;
  /** Whose figures are summed: the potential parcels’, or all that fit the filter. */
  readonly of?: 'potential' | 'all';
};

/** Totals of land that could be freed, from tables and full geometry, beside the programme's targets. Give it a snapshot, so that they belong together. */
export async function tallyLand(
  db: Connection,
  clock: () => Date,
  actor: Actor,
  request: TallyRequest,
): Promise<Tally> {
  const jurisdiction = await requireJurisdiction(db, actor.scope, request.jurisdiction);
  await requireYear(db, jurisdiction, request.year);
  const question = { jurisdictionId: jurisdiction.id, year: request.year, condition: filterCondition(request.filter) };
  const programme = await programmeOf(db, jurisdiction.id);
  const rows = await tallyRows(db, actor.scope, question, request.by);
  return {
    jurisdiction: jurisdiction.code,
    jurisdictionName: jurisdiction.name,
    year: request.year,
    by: request.by,
    filter: request.filter ?? null,
    revision: (await currentRevision(db)).id,
    at: clock().toISOString(),
    isSynthetic: jurisdiction.isSynthetic,
    programmeId: programme?.id ?? null,
    areaBasis: programme?.areaBasis ?? ['certified', 'supplied', 'measured', 'reported'],
    methodVersions: await methodVersions(db, jurisdiction.id, request.year),
    rows,
    total: totalOf(rows),
    kinds: await tallyKinds(db, actor.scope, question),
    figures: await tallyFigures(db, actor.scope, question, request.of ?? 'potential'),
    targets: programme ? landTargets(programme) : [],
    referenceMu: REFERENCE_MU,
  };
}

/** The total is the sum of the printed rows and nothing else. */
function totalOf(rows: readonly TallyRow[]): TallyRow {
  const add = (part: 'all' | 'potential' | 'pending') => ({
    parcels: rows.reduce((total, row) => total + row[part].parcels, 0),
    muHundredths: rows.reduce((total, row) => total + row[part].muHundredths, 0),
  });
  return { key: null, label: null, all: add('all'), potential: add('potential'), pending: add('pending') };
}

function landTargets(programme: Programme): Tally['targets'] {
  return programme.targets
    .filter((target) => target.unit === 'mu')
    .map(({ id, measure, basis, from, to, comparator, value, clause }) => ({
      id,
      measure,
      basis,
      from,
      to,
      comparator,
      muHundredths: Math.round(value * HUNDREDTHS_PER_MU),
      clause,
    }));
}
