import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { MovedEnterprise, type TransitionReply } from '../../contract/evaluation.ts';
import { KeyText, readCursor, writeCursor } from '../../db/cursor.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinWhole } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';
import { ABSENT, UNRATED } from './class-changes.ts';

/** Years of a jurisdiction that were evaluated, rising. */
export async function findEvaluatedYears(db: Connection, jurisdictionId: number): Promise<number[]> {
  const row = await selectRow(
    db,
    z.object({ years: z.array(z.int()) }),
    sql`SELECT COALESCE(jsonb_agg(DISTINCT year ORDER BY year), '[]') AS years FROM evaluated_tiers WHERE jurisdiction_id = ${jurisdictionId}`,
  );
  return row?.years ?? [];
}

type Span = { readonly jurisdictionId: number; readonly from: number; readonly to: number };

/** Each enterprise that was evaluated in one of two years: its class in both, its land, its scores. */
const moves = (scope: Scope, { jurisdictionId, from, to }: Span): SQL => sql`
    WITH places AS (
      SELECT m.id AS method_id, cut.value->>'name' AS class, cut.ordinality AS place
      FROM evaluation_methods m CROSS JOIN LATERAL jsonb_array_elements(m.definition->'classes') WITH ORDINALITY AS cut
      WHERE m.jurisdiction_id = ${jurisdictionId}
    ), years AS (
      SELECT v.enterprise_id, v.year, COALESCE(v.class, ${UNRATED}) AS class, v.score, p.place,
        CASE WHEN (v.inputs->'merged'->>'headId')::int <> v.enterprise_id THEN 0
          ELSE COALESCE(floor((v.inputs->'figures'->>'usedLandMu')::float8 * 100 + 0.5), 0)::bigint END AS mu_hundredths
      FROM evaluations v JOIN enterprises e ON e.id = v.enterprise_id
        LEFT JOIN places p ON p.method_id = v.method_id AND p.class = v.class
      WHERE e.jurisdiction_id = ${jurisdictionId} AND v.year IN (${from}, ${to}) AND ${withinWhole(scope, sql`e.jurisdiction_id`)}
    ), moves AS (
      SELECT COALESCE(a.enterprise_id, b.enterprise_id) AS enterprise_id, COALESCE(a.class, ${ABSENT}) AS from_class, COALESCE(b.class, ${ABSENT}) AS to_class,
        b.place - a.place AS steps, a.score AS from_score, b.score AS to_score, COALESCE(b.mu_hundredths, a.mu_hundredths) AS mu_hundredths
      FROM (SELECT * FROM years WHERE year = ${from}) a
      FULL JOIN (SELECT * FROM years WHERE year = ${to}) b ON b.enterprise_id = a.enterprise_id
    )`;

const Cell = z.object({
  from: z.string(),
  to: z.string(),
  enterprises: z.int(),
  muHundredths: z.int(),
  up: z.int(),
  down: z.int(),
  same: z.int(),
});

export async function countMoves(
  db: Connection,
  scope: Scope,
  span: Span,
): Promise<Pick<TransitionReply, 'cells' | 'moves'>> {
  const rows = await selectRows(
    db,
    Cell,
    sql`${moves(scope, span)}
    SELECT from_class AS "from", to_class AS "to", count(*)::int AS enterprises, sum(mu_hundredths)::float8 AS "muHundredths",
      (count(*) FILTER (WHERE steps < 0))::int AS up, (count(*) FILTER (WHERE steps > 0))::int AS down,
      (count(*) FILTER (WHERE steps = 0))::int AS same
    FROM moves GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const sum = (part: 'up' | 'down' | 'same') => rows.reduce((total, row) => total + row[part], 0);
  return {
    cells: rows.map(({ from, to, enterprises, muHundredths }) => ({ from, to, enterprises, muHundredths })),
    moves: { up: sum('up'), down: sum('down'), same: sum('same') },
  };
}

export type MovedPage = Span & {
  readonly fromClass: string;
  readonly toClass: string;
  readonly after: string | undefined;
  readonly limit: number;
};

/** The enterprises of one cell by credit code, by keyset. */
export async function findMoved(
  db: Connection,
  scope: Scope,
  page: MovedPage,
): Promise<{ items: MovedEnterprise[]; next: string | null }> {
  const after = page.after === undefined ? '' : readCursor(page.after, z.tuple([KeyText]))[0];
  const rows = await selectRows(
    db,
    MovedEnterprise,
    sql`${moves(scope, page)}
    SELECT e.credit_code AS "creditCode", e.name, e.industry_code AS "industryCode", m.from_score AS "scoreFrom", m.to_score AS "scoreTo",
      m.mu_hundredths::float8 AS "muHundredths"
    FROM moves m JOIN enterprises e ON e.id = m.enterprise_id
    WHERE m.from_class = ${page.fromClass} AND m.to_class = ${page.toClass} AND e.credit_code > ${after}
    ORDER BY e.credit_code LIMIT ${page.limit + 1}`,
  );
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? writeCursor([last.creditCode]) : null };
}
