import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { RankedEnterprise } from '../../contract/evaluation.ts';
import { KeyId, readCursor, writeCursor } from '../../db/cursor.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinTenancy } from '../../db/sql.ts';
import { FIGURES } from '../../domain/evaluation/method.ts';
import { type EvaluationIndicator, INDICATOR_PARTS, TIERS } from '../../domain/evaluation.ts';
import type { Scope } from '../../domain/scope.ts';

export type RankedPage = {
  readonly methodId: number;
  readonly year: number;
  readonly class: string | undefined;
  readonly q: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
};

/** Land an enterprise was evaluated on, whole hundredths of a mu; of firms evaluated together the whole stands with the first of them. */
const usedMuHundredths = (v: SQL): SQL => sql`CASE
  WHEN (${v}.inputs->'merged'->>'headId')::int <> ${v}.enterprise_id THEN 0
  ELSE floor((${v}.inputs->'figures'->>'usedLandMu')::float8 * 100 + 0.5)::bigint::int END`;

/** One page of a tier by falling score, the unrated last, by keyset. */
export async function findRanked(
  db: Connection,
  scope: Scope,
  page: RankedPage,
): Promise<{ items: RankedEnterprise[]; next: string | null }> {
  const wanted: SQL[] = [
    sql`v.method_id = ${page.methodId}`,
    sql`v.year = ${page.year}`,
    withinTenancy(scope, { id: sql`e.id`, jurisdiction: sql`e.jurisdiction_id` }),
  ];
  if (page.class !== undefined)
    wanted.push(page.class === 'unrated' ? sql`v.class IS NULL` : sql`v.class = ${page.class}`);
  if (page.q !== undefined) {
    const part = `%${page.q.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
    wanted.push(sql`(e.name ILIKE ${part} OR e.credit_code ILIKE ${part})`);
  }
  if (page.after !== undefined) {
    const [isUnscored, negated, id] = readCursor(page.after, RankedKey);
    wanted.push(
      sql`(v.score IS NULL, -COALESCE(v.score, 0), v.enterprise_id) > (${isUnscored}::boolean, ${negated}::float8, ${id}::int)`,
    );
  }
  const rows = await selectRows(
    db,
    RankedEnterprise.extend({ id: z.int() }),
    sql`
    SELECT v.enterprise_id AS id, e.credit_code AS "creditCode", e.name, e.industry_code AS "industryCode", v.rank, v.industry_group AS "group",
      v.score, v.class, ${usedMuHundredths(sql`v`)} AS "usedMuHundredths"
    FROM evaluations v JOIN enterprises e ON e.id = v.enterprise_id
    WHERE ${sql.join(wanted, sql` AND `)}
    ORDER BY (v.score IS NULL), -COALESCE(v.score, 0), v.enterprise_id
    LIMIT ${page.limit + 1}`,
  );
  const last = rows[page.limit - 1];
  return {
    items: rows.slice(0, page.limit).map(({ id: _, ...row }) => row),
    next: rows.length > page.limit && last ? writeCursor([last.score === null, -(last.score ?? 0), last.id]) : null,
  };
}

const RankedKey = z.tuple([z.boolean(), z.number(), KeyId]);

const Figure = z.number().nullable();
const Inputs = z.object({
  figures: z.record(z.enum(FIGURES), Figure),
  facts: z.object({
    industryDivision: z.string().nullable().default(null),
    marks: z.array(z.string()).default([]),
    registeredYears: Figure.default(null),
    buildingYears: Figure.default(null),
    tenants: z.int().default(0),
    belowScaleTenants: z.int().default(0),
  }),
  ranks: z.array(z.int().nullable()),
  merged: z.object({ headId: z.int(), firms: z.int() }).optional(),
  classOf: z.object({ holderId: z.int(), ownClass: z.string().nullable() }).optional(),
});
const Evaluated = z.object({
  jurisdictionId: z.int(),
  jurisdiction: z.string(),
  creditCode: z.string(),
  name: z.string(),
  industryCode: z.string().nullable(),
  tier: z.enum(TIERS),
  methodId: z.int(),
  score: z.number().nullable(),
  class: z.string().nullable(),
  rank: z.int().nullable(),
  group: z.string().nullable(),
  inputs: Inputs,
});
export type Evaluated = z.infer<typeof Evaluated>;

/** The evaluation of an enterprise in a year with all that went in. */
export function findEvaluated(
  db: Connection,
  scope: Scope,
  ask: { readonly creditCode: string; readonly year: number; readonly jurisdiction: string | undefined },
): Promise<Evaluated | null> {
  return selectRow(
    db,
    Evaluated,
    sql`
    SELECT e.jurisdiction_id AS "jurisdictionId", j.code AS jurisdiction, e.credit_code AS "creditCode", e.name, e.industry_code AS "industryCode",
      m.tier, v.method_id AS "methodId", v.score, v.class, v.rank, v.industry_group AS "group", v.inputs
    FROM enterprises e JOIN jurisdictions j ON j.id = e.jurisdiction_id
    JOIN evaluations v ON v.enterprise_id = e.id AND v.year = ${ask.year}
    JOIN evaluation_methods m ON m.id = v.method_id
    WHERE e.credit_code = ${ask.creditCode} AND ${withinTenancy(scope, { id: sql`e.id`, jurisdiction: sql`e.jurisdiction_id` })}
      AND ${ask.jurisdiction === undefined ? sql`TRUE` : sql`j.code = ${ask.jurisdiction}`}
    ORDER BY e.id LIMIT 1`,
  );
}

/** The known values of an indicator among those of a tier that are not exempt, rising. */
export async function findValues(
  db: Connection,
  of: { readonly methodId: number; readonly year: number },
  indicator: EvaluationIndicator,
): Promise<Float64Array> {
  const [above, below] = INDICATOR_PARTS[indicator];
  const figure = (name: string): SQL => sql`(inputs->'figures'->>${name}::text)::float8`;
  const rows = await selectRows(
    db,
    z.object({ value: z.number() }),
    sql`
    WITH quotients AS (
      SELECT ${figure(above)} / NULLIF(${figure(below)}, 0) AS value FROM evaluations
      WHERE method_id = ${of.methodId} AND year = ${of.year} AND COALESCE(unrated_because, '') NOT LIKE 'exempt: %'
        AND COALESCE((inputs->'merged'->>'headId')::int, enterprise_id) = enterprise_id
    )
    SELECT value FROM quotients WHERE value IS NOT NULL ORDER BY value`,
  );
  return Float64Array.from(rows, (row) => row.value);
}

const Named = z.object({ id: z.int(), creditCode: z.string(), name: z.string() });

/** Names and credit codes by id. */
export async function findNames(
  db: Connection,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly creditCode: string; readonly name: string }>> {
  const rows = await selectRows(
    db,
    Named,
    sql`SELECT id, credit_code AS "creditCode", name FROM enterprises WHERE id = ANY (${sql.param([...ids])}::int[]) ORDER BY id`,
  );
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}
