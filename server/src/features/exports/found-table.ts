import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { FINDING_NAMES } from '../../contract/paper-words.ts';
import { Problem } from '../../contract/problem.ts';
import type { Connection, Database } from '../../db/database.ts';
import { filterCondition, IS_POTENTIAL, PARCELS_OF_YEAR } from '../../db/parcel-filter.ts';
import { currentRevision } from '../../db/revision.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { selectRows, withinTowns } from '../../db/sql.ts';
import { FINDING_KINDS, type FindingKind } from '../../domain/finding.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Cell } from '../../formats/write-csv.ts';

/** Words of the official list; a class or figure that is not known prints as 无数据, never as 0. */
export const UNKNOWN = '无数据';

const AREA_SOURCE_NAMES = { certified: '证载', supplied: '供地', measured: '图上', reported: '填报' } as const;

const FoundRow = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string().nullable(),
  holder: z.string().nullable(),
  creditCode: z.string().nullable(),
  town: z.string().nullable(),
  park: z.string().nullable(),
  muHundredths: z.int(),
  source: z.enum(['certified', 'supplied', 'measured', 'reported']),
  taxPerMu10kYuan: z.number().nullable(),
  class: z.string().nullable(),
  enterprises: z.int(),
  kinds: z.array(z.enum(FINDING_KINDS)),
  clauses: z.array(z.object({ kind: z.enum(FINDING_KINDS), clause: z.string() })),
});
type FoundRow = z.infer<typeof FoundRow>;

/** The column that the total row adds up. */
export const AREA_HEADER = '面积（亩）';

export const FOUND_COLUMNS = [
  { header: '序号', width: 6 },
  { header: '宗地代码', width: 22 },
  { header: '宗地名称', width: 24 },
  { header: '企业名称', width: 30 },
  { header: '统一社会信用代码', width: 21 },
  { header: '镇街', width: 12 },
  { header: '园区', width: 16 },
  { header: AREA_HEADER, width: 12, format: '#,##0.00', sum: true },
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
  /** The revision that the head of the list names. */
  readonly revision: number;
};
const PAGE = 2_000;

/** The holder of the land right: who owns the most of it, the one entered first where two own the same. */
const HOLDER = sql`
  LATERAL (
    SELECT e.name, e.credit_code
    FROM occupancies o JOIN enterprises e ON e.id = o.enterprise_id
    WHERE o.parcel_id = p.id AND o.kind = 'owned' AND o.from_year <= y.year AND (o.to_year IS NULL OR o.to_year >= y.year)
    GROUP BY e.id
    ORDER BY sum(COALESCE(o.area_m2, y.counted_mu_hundredths * 100 / 15.0)) DESC, e.id
    LIMIT 1
  )`;

/**
 * The found parcels by code, read page by page so that memory does not grow with them. Without a filter: what could be
 * freed. Breaks off with `revision-superseded` where the data changes on the way: a list of two states would be false.
 */
export async function* foundRows(db: Database, scope: Scope, question: FoundQuestion): AsyncGenerator<FoundRow> {
  let after: FoundRow | undefined;
  for (;;) {
    const rows = await inSnapshot(db, async (moment) => {
      if ((await currentRevision(moment)).id !== question.revision)
        throw new Problem('revision-superseded', 'The data changed while the list was being written. Export it again.');
      return foundPage(moment, scope, question, after);
    });
    yield* rows;
    after = rows.at(-1);
    if (rows.length < PAGE) return;
  }
}

function foundPage(
  db: Connection,
  scope: Scope,
  { jurisdictionId, year, filter }: FoundQuestion,
  after: FoundRow | undefined,
): Promise<FoundRow[]> {
  return selectRows(
    db,
    FoundRow,
    sql`
    SELECT p.id, p.code, p.name, h.name AS holder, h.credit_code AS "creditCode", t.name AS town, k.name AS park,
      y.counted_mu_hundredths AS "muHundredths", y.counted_area_source AS source,
      y.tax_per_mu_10k_yuan AS "taxPerMu10kYuan", y.class, y.enterprises, to_jsonb(y.finding_kinds) AS kinds,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('kind', f.kind, 'clause', (f.clause->>'document') || ' ' || (f.clause->>'number')) ORDER BY f.rule_id), '[]')
        FROM findings f WHERE f.parcel_id = p.id AND f.year = y.year) AS clauses
    FROM ${PARCELS_OF_YEAR} LEFT JOIN ${HOLDER} h ON TRUE
    WHERE y.jurisdiction_id = ${jurisdictionId} AND y.year = ${year}
      AND ${withinTowns(scope, sql`y.jurisdiction_id`, sql`y.town_id`)} AND ${filter ? filterCondition(filter) : IS_POTENTIAL}
      AND ${after ? sql`(p.code, p.id) > (${after.code}::text, ${after.id}::int)` : sql`TRUE`}
    ORDER BY p.code, p.id LIMIT ${PAGE}`,
  );
}

/** A found parcel as the cells of FOUND_COLUMNS. */
export function foundCells(row: FoundRow, number: number): Cell[] {
  return [
    number,
    row.code,
    row.name,
    row.holder ?? UNKNOWN,
    row.creditCode ?? UNKNOWN,
    row.town,
    row.park,
    row.muHundredths / 100,
    AREA_SOURCE_NAMES[row.source],
    row.taxPerMu10kYuan === null ? UNKNOWN : Math.round(row.taxPerMu10kYuan * 100) / 100,
    row.class ?? UNKNOWN,
    row.enterprises,
    listed(row)
      .map((kind) => FINDING_NAMES[kind])
      .join('、'),
    listed(row)
      .map((kind) => `${FINDING_NAMES[kind]}：${clausesOf(row, kind)}`)
      .join('；'),
  ];
}

/** The kinds in the order in which they are listed everywhere. */
const listed = ({ kinds }: FoundRow) => FINDING_KINDS.filter((kind) => kinds.includes(kind));

/** The clauses by which a kind was found, each once. */
const clausesOf = ({ clauses }: FoundRow, kind: FindingKind): string =>
  [...new Set(clauses.filter((each) => each.kind === kind).map(({ clause }) => clause))].join('、');
