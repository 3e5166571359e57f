import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type TALLY_GROUPS, type Tally, TallyRow } from '../../contract/api.ts';
import type { Connection } from '../../db/database.ts';
import { IS_PENDING, IS_POTENTIAL } from '../../db/parcel-filter.ts';
import { selectRow, selectRows, withinScope } from '../../db/sql.ts';
import { FINDING_KINDS } from '../../domain/finding.ts';
import type { Scope } from '../../domain/scope.ts';

export type TallyGroup = (typeof TALLY_GROUPS)[number];
export type TallyQuestion = { readonly jurisdictionId: number; readonly year: number; readonly condition: SQL };

/** The year's land without the wide table of parcels, which no filter and no total asks anything: it would be read whole. */
const JUDGED_LAND = sql`
    parcel_years y
    LEFT JOIN towns t ON t.id = y.town_id
    LEFT JOIN parks k ON k.id = y.park_id`;

/** What a row is grouped by: its key, its label, and the place of unknown keys (last). */
const GROUPS: Record<TallyGroup, { key: SQL; label: SQL }> = {
  town: { key: sql`t.code`, label: sql`t.name` },
  park: { key: sql`k.name`, label: sql`k.name` },
  class: { key: sql`y.class`, label: sql`y.class` },
  industry: { key: sql`y.industry_division`, label: sql`y.industry_division` },
  // Disjoint on purpose: a parcel found twice stands in one row, so the rows add up.
  finding: {
    key: sql`
      CASE
        WHEN y.finding_kinds @> ARRAY['low-efficiency', 'suspected-idle'] THEN 'low-efficiency+suspected-idle'
        WHEN y.finding_kinds && ARRAY['low-efficiency'] THEN 'low-efficiency'
        WHEN y.finding_kinds && ARRAY['suspected-idle'] THEN 'suspected-idle'
        WHEN y.is_pending THEN 'pending'
        ELSE 'none'
      END`,
    label: sql`NULL::text`,
  },
};

const sum = (condition: SQL): SQL => sql`
  jsonb_build_object(
    'parcels', count(*) FILTER (WHERE ${condition}),
    'muHundredths', COALESCE(sum(y.counted_mu_hundredths) FILTER (WHERE ${condition}), 0))`;

const inQuestion = (scope: Scope, question: TallyQuestion): SQL => sql`
  y.jurisdiction_id = ${question.jurisdictionId} AND y.year = ${question.year}
  AND ${withinScope(scope, sql`y.jurisdiction_id`)} AND ${question.condition}`;

/** Rows of a tally: distinct parcels and integer hundredths of a mu, so that rows add up to any total of them. */
export function tallyRows(db: Connection, scope: Scope, question: TallyQuestion, by: TallyGroup): Promise<TallyRow[]> {
  return selectRows(
    db,
    TallyRow,
    sql`
    WITH keyed AS (
      SELECT y.*, ${GROUPS[by].key} AS key, ${GROUPS[by].label} AS label
      FROM ${JUDGED_LAND}
      WHERE ${inQuestion(scope, question)}
    )
    SELECT y.key, min(y.label) AS label, ${sum(sql`TRUE`)} AS all, ${sum(IS_POTENTIAL)} AS potential, ${sum(IS_PENDING)} AS pending
    FROM keyed y GROUP BY y.key ORDER BY y.key NULLS LAST`,
  );
}

const Kinds = z.object({ kinds: z.record(z.enum(FINDING_KINDS), TallyRow.shape.all) });

/** Parcels by kind of finding. A parcel may stand under several. */
export async function tallyKinds(db: Connection, scope: Scope, question: TallyQuestion): Promise<Tally['kinds']> {
  const fields = FINDING_KINDS.map((kind) => sql`${kind}::text, ${sum(sql`${kind} = ANY (y.finding_kinds)`)}`);
  const row = await selectRow(
    db,
    Kinds,
    sql`SELECT jsonb_build_object(${sql.join(fields, sql`, `)}) AS kinds FROM ${JUDGED_LAND} WHERE ${inQuestion(scope, question)}`,
  );
  return FINDING_KINDS.map((kind) => ({ kind, sum: row?.kinds[kind] ?? { parcels: 0, muHundredths: 0 } }));
}

const Figures = z.object({
  enterprises: z.int(),
  tax10kYuan: z.number().nullable(),
  energyTce: z.number().nullable(),
  employees: z.number().nullable(),
  unknownParcels: z.int(),
});

/** What stands on the potential parcels, or on all of the question: sums of known values, and how many parcels have none. */
export async function tallyFigures(
  db: Connection,
  scope: Scope,
  question: TallyQuestion,
  of: 'potential' | 'all',
): Promise<Tally['figures']> {
  const row = await selectRow(
    db,
    Figures,
    sql`
    WITH chosen AS (
      SELECT y.* FROM ${JUDGED_LAND} WHERE ${inQuestion(scope, question)} AND ${of === 'all' ? sql`TRUE` : IS_POTENTIAL}
    )
    SELECT
      (SELECT count(DISTINCT o.enterprise_id) FROM occupancies o JOIN chosen q ON q.parcel_id = o.parcel_id
        WHERE o.from_year <= ${question.year} AND (o.to_year IS NULL OR o.to_year >= ${question.year}))::int AS enterprises,
      sum(tax_10k_yuan)::float8 AS "tax10kYuan", sum(energy_tce)::float8 AS "energyTce", sum(employees)::float8 AS employees,
      count(*) FILTER (WHERE tax_10k_yuan IS NULL)::int AS "unknownParcels"
    FROM chosen`,
  );
  if (!row) throw new Error('An aggregate gave no row');
  return row;
}
