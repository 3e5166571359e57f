import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { filterCondition, IS_POTENTIAL, PARCELS_OF_YEAR } from '../../db/parcel-filter.ts';
import { selectRows, withinScope } from '../../db/sql.ts';
import { FINDING_KINDS, type FindingKind } from '../../domain/finding.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Cell } from '../../formats/write-csv.ts';

/** Words of the official list; a class or figure that is not known prints as 无数据, never as 0. */
export const UNKNOWN = '无数据';

const FINDING_NAMES: Record<FindingKind, string> = {
  'low-efficiency': '低效用地',
  'suspected-idle': '疑似闲置',
  'vacant-floor-area': '空置厂房',
  'two-high': '两高企业',
  'area-conflict': '面积冲突',
  overlap: '图形重叠',
};

const AREA_SOURCE_NAMES = { certified: '证载', supplied: '供地', measured: '图上', reported: '填报' } as const;

const FoundRow = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string().nullable(),
  town: z.string().nullable(),
  park: z.string().nullable(),
  muHundredths: z.int(),
  source: z.enum(['certified', 'supplied', 'measured', 'reported']),
  taxPerMu10kYuan: z.number().nullable(),
  class: z.string().nullable(),
  enterprises: z.int(),
  kinds: z.array(z.enum(FINDING_KINDS)),
  clauses: z.string().nullable(),
});
type FoundRow = z.infer<typeof FoundRow>;

export const FOUND_COLUMNS = [
  { header: '序号', width: 6 },
  { header: '宗地代码', width: 22 },
  { header: '企业名称', width: 30 },
  { header: '镇街', width: 12 },
  { header: '园区', width: 16 },
  { header: '面积（亩）', width: 12, format: '#,##0.00', sum: true },
  { header: '面积依据', width: 9 },
  { header: '亩均税收（万元/亩）', width: 12, format: '#,##0.00' },
  { header: '评价等级', width: 9 },
  { header: '企业数（家）', width: 9 },
  { header: '认定结果', width: 18 },
  { header: '认定依据', width: 40 },
] as const;

export type FoundQuestion = {
  readonly jurisdictionId: number;
  readonly year: number;
  readonly filter: string | undefined;
};
const PAGE = 2_000;

/** The found parcels by code, read page by page so that memory does not grow with them. Without a filter: what could be freed. */
export async function* foundRows(db: Connection, scope: Scope, question: FoundQuestion): AsyncGenerator<FoundRow> {
  const condition = question.filter ? filterCondition(question.filter) : IS_POTENTIAL;
  let after: FoundRow | undefined;
  for (;;) {
    const rows: FoundRow[] = await selectRows(
      db,
      FoundRow,
      sql`
      SELECT p.id, p.code, p.name, t.name AS town, k.name AS park, y.counted_mu_hundredths AS "muHundredths",
        y.counted_area_source AS source, y.tax_per_mu_10k_yuan AS "taxPerMu10kYuan", y.class, y.enterprises,
        to_jsonb(y.finding_kinds) AS kinds,
        (SELECT string_agg((f.clause->>'document') || ' ' || (f.clause->>'number'), '；' ORDER BY f.kind, f.rule_id)
          FROM findings f WHERE f.parcel_id = p.id AND f.year = y.year) AS clauses
      FROM ${PARCELS_OF_YEAR}
      WHERE y.jurisdiction_id = ${question.jurisdictionId} AND y.year = ${question.year}
        AND ${withinScope(scope, sql`y.jurisdiction_id`)} AND ${condition}
        AND ${after ? sql`(p.code, p.id) > (${after.code}::text, ${after.id}::int)` : sql`TRUE`}
      ORDER BY p.code, p.id LIMIT ${PAGE}`,
    );
    yield* rows;
    after = rows.at(-1);
    if (rows.length < PAGE) return;
  }
}

/** A found parcel as the cells of FOUND_COLUMNS. */
export function foundCells(row: FoundRow, number: number): Cell[] {
  return [
    number,
    row.code,
    row.name,
    row.town,
    row.park,
    row.muHundredths / 100,
    AREA_SOURCE_NAMES[row.source],
    row.taxPerMu10kYuan === null ? UNKNOWN : Math.round(row.taxPerMu10kYuan * 100) / 100,
    row.class ?? UNKNOWN,
    row.enterprises,
    row.kinds.map((kind) => FINDING_NAMES[kind]).join('、'),
    row.clauses,
  ];
}
