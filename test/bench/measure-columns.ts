import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { filterCondition } from '../../server/src/db/parcel-filter.ts';
import { readColumns } from '../../server/src/db/read-columns.ts';
import { inSnapshot } from '../../server/src/db/snapshot.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import type { Filter } from '../../server/src/domain/filter.ts';
import { evaluateFilter } from '../../server/src/domain/filter-columns.ts';
import { columnBytes, type ParcelColumns } from '../../server/src/domain/parcel-columns.ts';
import { landCells, potentialOf, tallyColumns } from '../../server/src/domain/tally-columns.ts';
import { muByThreshold } from '../../server/src/domain/threshold-curve.ts';
import { BENCH_YEAR, type Bench, median, timed } from './bench.ts';
import type { Figure } from './print-figures.ts';

const TIMES = 25;
const SQL_TIMES = 3;

/** A rule such as a slider asks it. Its values are nobody's programme. */
const RULE: Filter = {
  op: 'and',
  args: [
    { op: '<=', args: [{ property: 'taxPerMu10kYuan' }, 7.3] },
    { op: 'not', args: [{ op: '=', args: [{ property: 'class' }, 'A'] }] },
  ],
};

/** Totals under a rule over every parcel, one jurisdiction after another: of columns in memory, beside SQL over the narrow table in the same run. */
export async function measureColumns({ db }: Bench): Promise<Figure[]> {
  const places = await selectRows(
    db,
    z.object({ id: z.int(), code: z.string() }),
    sql`SELECT id, code FROM jurisdictions ORDER BY id`,
  );
  const lands: ParcelColumns[] = [];
  const loaded = await timed(async () => {
    for (const jurisdiction of places) {
      const wanted = { jurisdiction, year: BENCH_YEAR, revision: 1 };
      lands.push(await inSnapshot(db, (moment) => readColumns(moment, { jurisdictionIds: 'all' }, wanted)));
    }
  });
  const parcels = lands.reduce((sum, { rows }) => sum + rows, 0);
  const bytes = lands.reduce((sum, land) => sum + columnBytes(land), 0);
  const ours = await overAll(lands, underRule);
  const theirs = await timedOften(SQL_TIMES, () => selectRows(db, SqlCell, SQL_CELLS));
  refuseDifference(lands.map(underRule), theirs.result);
  const peer = { name: 'the same by SQL', value: theirs.ms, ratio: theirs.ms / ours.ms };
  return [
    { ...figure('town x class under a rule', ours, parcels), peer },
    figure('every total under a rule', await overAll(lands, everyTotal), parcels),
    figure('curve of mu by threshold', await overAll(lands, curve), parcels),
    {
      work: 'columns read',
      ours: loaded.ms,
      unit: 'ms',
      note: `${(bytes / Math.max(1, parcels)).toFixed(1)} bytes a parcel in memory`,
    },
  ];
}

/** On a machine that others use, the least time says more of the work than the median does. */
const figure = (
  work: string,
  { ms, least }: { readonly ms: number; readonly least: number },
  parcels: number,
): Figure => ({
  work,
  ours: ms,
  unit: 'ms',
  note: `${parcels} parcels, least ${least.toFixed(1)} ms`,
});

function underRule(land: ParcelColumns) {
  const potential = evaluateFilter(RULE, land);
  return landCells(land, { selection: null, potential }, 'town', 'class');
}

/** What the find panel renews while a threshold is dragged. */
function everyTotal(land: ParcelColumns) {
  const lowEfficiency = evaluateFilter(RULE, land);
  const potential = potentialOf(land, lowEfficiency);
  return tallyColumns(land, { selection: null, lowEfficiency, potential, by: 'town' });
}

const curve = (land: ParcelColumns) =>
  muByThreshold(land, { column: 'taxPerMu10kYuan', comparator: '<=', selection: null, always: null });

const overAll = (lands: readonly ParcelColumns[], work: (land: ParcelColumns) => unknown) =>
  timedOften(TIMES, async () => {
    for (const land of lands) work(land);
  });

/** The median and the least time of some work done often, and its result. */
async function timedOften<Result>(often: number, work: () => Promise<Result>) {
  const taken = [];
  for (let time = 0; time < often; time += 1) taken.push(await timed(work));
  const times = taken.map(({ ms }) => ms);
  return { ms: median(times), least: Math.min(...times), result: taken[0]?.result as Result };
}

const SqlCell = z.object({ parcels: z.int(), found: z.int(), muHundredths: z.int() });
const SQL_CELLS = sql`
  SELECT count(*)::int AS parcels, (count(*) FILTER (WHERE ${filterCondition(JSON.stringify(RULE))}))::int AS found,
    COALESCE(sum(y.counted_mu_hundredths) FILTER (WHERE ${filterCondition(JSON.stringify(RULE))}), 0)::float8 AS "muHundredths"
  FROM parcel_years y LEFT JOIN towns t ON t.id = y.town_id LEFT JOIN parks k ON k.id = y.park_id
  WHERE y.year = ${BENCH_YEAR}
  GROUP BY y.jurisdiction_id, t.code, y.class`;

/** A time is worth nothing where the totals are not the same. */
function refuseDifference(
  cells: readonly ReturnType<typeof underRule>[],
  rows: readonly z.infer<typeof SqlCell>[],
): void {
  const ours = cells
    .flat()
    .map(({ all, potential }) => [all.parcels, potential.parcels, potential.muHundredths].join());
  const theirs = rows.map(({ parcels, found, muHundredths }) => [parcels, found, muHundredths].join());
  if (ours.sort().join(' ') !== theirs.sort().join(' ')) throw new Error('Columns and SQL give different totals');
}
