import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { IS_PENDING, IS_POTENTIAL } from '../../db/parcel-filter.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import { FINDING_KINDS } from '../../domain/finding.ts';
import type { LandFigures } from '../../domain/land-figures.ts';
import type { LandCell, LandGroup, LandKind, LandRow } from '../../domain/tally-columns.ts';

/** The totals of a jurisdiction's year by SQL: the twin of those that are made of columns, which share no code with it. */

export type YearOfLand = { readonly jurisdictionId: number; readonly year: number };

const JUDGED_LAND = sql`
    parcel_years y
    LEFT JOIN towns t ON t.id = y.town_id
    LEFT JOIN parks k ON k.id = y.park_id`;

const GROUPS: Readonly<Record<LandGroup, SQL>> = {
  town: sql`t.code`,
  park: sql`k.name`,
  class: sql`y.class`,
  industry: sql`y.industry_division`,
  finding: sql`
      CASE
        WHEN y.finding_kinds @> ARRAY['low-efficiency', 'suspected-idle'] THEN 'low-efficiency+suspected-idle'
        WHEN y.finding_kinds && ARRAY['low-efficiency'] THEN 'low-efficiency'
        WHEN y.finding_kinds && ARRAY['suspected-idle'] THEN 'suspected-idle'
        WHEN y.is_pending THEN 'pending'
        ELSE 'none'
      END`,
};

const Sum = z.object({ parcels: z.int(), muHundredths: z.int() });
const Sums = z.object({ all: Sum, potential: Sum, pending: Sum });

const sum = (condition: SQL): SQL => sql`
  jsonb_build_object(
    'parcels', count(*) FILTER (WHERE ${condition}),
    'muHundredths', COALESCE(sum(y.counted_mu_hundredths) FILTER (WHERE ${condition}), 0))`;
const SUMS = sql`${sum(sql`TRUE`)} AS all, ${sum(IS_POTENTIAL)} AS potential, ${sum(IS_PENDING)} AS pending`;

const inYear = ({ jurisdictionId, year }: YearOfLand): SQL =>
  sql`y.jurisdiction_id = ${jurisdictionId} AND y.year = ${year}`;

export function sumRows(db: Connection, land: YearOfLand, by: LandGroup): Promise<LandRow[]> {
  return selectRows(
    db,
    Sums.extend({ key: z.string().nullable() }),
    sql`
    WITH keyed AS (SELECT y.*, ${GROUPS[by]} AS key FROM ${JUDGED_LAND} WHERE ${inYear(land)})
    SELECT y.key, ${SUMS} FROM keyed y GROUP BY y.key ORDER BY y.key COLLATE "C" NULLS LAST`,
  );
}

export async function sumCells(
  db: Connection,
  land: YearOfLand,
  by: LandGroup,
  across: LandGroup,
): Promise<LandCell[]> {
  const cells = await selectRows(
    db,
    Sums.extend({ key: z.string().nullable(), other: z.string().nullable() }),
    sql`
    WITH keyed AS (SELECT y.*, ${GROUPS[by]} AS key, ${GROUPS[across]} AS other FROM ${JUDGED_LAND} WHERE ${inYear(land)})
    SELECT y.key, y.other, ${SUMS} FROM keyed y GROUP BY y.key, y.other
    ORDER BY y.key COLLATE "C" NULLS LAST, y.other COLLATE "C" NULLS LAST`,
  );
  return cells.map(({ key, other, ...sums }) => ({ keys: [key, other], ...sums }));
}

const Kinds = z.object({ kinds: z.record(z.enum(FINDING_KINDS), Sum) });

export async function sumKinds(db: Connection, land: YearOfLand): Promise<LandKind[]> {
  const fields = FINDING_KINDS.map((kind) => sql`${kind}::text, ${sum(sql`${kind} = ANY (y.finding_kinds)`)}`);
  const row = await selectRow(
    db,
    Kinds,
    sql`SELECT jsonb_build_object(${sql.join(fields, sql`, `)}) AS kinds FROM parcel_years y WHERE ${inYear(land)}`,
  );
  return FINDING_KINDS.map((kind) => ({ kind, sum: row?.kinds[kind] ?? { parcels: 0, muHundredths: 0 } }));
}

const Figure = z.object({ sum: z.int().nullable(), unknownParcels: z.int() });
const Figures = z.object({
  enterprises: z.int(),
  taxYuan: Figure,
  addedValueYuan: Figure,
  energyTceHundredths: Figure,
  employeesHundredths: Figure,
});

/** Each figure is rounded to its small unit before it is summed. */
export async function sumFigures(db: Connection, land: YearOfLand, of: 'potential' | 'all'): Promise<LandFigures> {
  const figure = (column: SQL, units: number): SQL => sql`
    jsonb_build_object(
      'sum', sum(floor(${column} * ${units}::float8 + 0.5)::numeric),
      'unknownParcels', count(*) FILTER (WHERE ${column} IS NULL))`;
  const row = await selectRow(
    db,
    Figures,
    sql`
    WITH chosen AS (
      SELECT y.* FROM parcel_years y WHERE ${inYear(land)} AND ${of === 'all' ? sql`TRUE` : IS_POTENTIAL}
    )
    SELECT
      (SELECT count(DISTINCT o.enterprise_id) FROM occupancies o JOIN chosen q ON q.parcel_id = o.parcel_id
        WHERE o.from_year <= ${land.year} AND (o.to_year IS NULL OR o.to_year >= ${land.year}))::int AS enterprises,
      ${figure(sql`tax_10k_yuan`, 10_000)} AS "taxYuan", ${figure(sql`added_value_10k_yuan`, 10_000)} AS "addedValueYuan",
      ${figure(sql`energy_tce`, 100)} AS "energyTceHundredths", ${figure(sql`employees`, 100)} AS "employeesHundredths"
    FROM chosen`,
  );
  if (!row) throw new Error('An aggregate gave no row');
  return row;
}
