import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { EvaluationMethod } from '../../contract/evaluation-method.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinScope } from '../../db/sql.ts';
import {
  type BinCount,
  type BinScale,
  binScale,
  type ClassGroupCount,
  OUTER_SHARE,
} from '../../domain/evaluation/distribution.ts';
import { TIERS } from '../../domain/evaluation.ts';
import type { Scope } from '../../domain/scope.ts';

const utc = (column: SQL): SQL => sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const StoredBasis = z.object({
  baseline: z.union([z.number(), z.object({ min: z.number(), max: z.number() })]).nullable(),
  known: z.int(),
  meanPoints: z.number().nullable(),
  // Evaluations that were stored before it was counted do not say it.
  belowZero: z.int().nullable().default(null),
});
const StoredCuts = z.object({
  bounds: z.array(z.object({ class: z.string(), group: z.string().nullable(), leastScore: z.number().nullable() })),
  groupSizes: z.array(z.int()),
  vetoed: z.int(),
});
const StoredTier = z.object({
  tier: z.enum(TIERS),
  methodId: z.int(),
  version: z.int(),
  origin: z.enum(['starting', 'published']),
  publishedAt: z.string().nullable(),
  note: z.string().nullable(),
  definition: EvaluationMethod,
  basis: z.array(StoredBasis),
  cuts: StoredCuts,
});
export type StoredTier = z.infer<typeof StoredTier>;

type PlaceYear = { readonly jurisdictionId: number; readonly year: number };

const ORIGIN = sql`CASE WHEN m.published_at IS NULL THEN 'starting' ELSE 'published' END AS origin, ${utc(sql`m.published_at`)} AS "publishedAt"`;

/** The tiers of a year as they were evaluated, with the method that did it. */
export function findTiers(db: Connection, scope: Scope, { jurisdictionId, year }: PlaceYear): Promise<StoredTier[]> {
  return selectRows(
    db,
    StoredTier,
    sql`
    SELECT t.tier, m.id AS "methodId", m.version, ${ORIGIN}, m.note, m.definition, t.basis, t.cuts
    FROM evaluated_tiers t JOIN evaluation_methods m ON m.id = t.method_id
    WHERE t.jurisdiction_id = ${jurisdictionId} AND t.year = ${year} AND ${withinScope(scope, sql`t.jurisdiction_id`)}
    ORDER BY t.tier`,
  );
}

const Version = z.object({
  tier: z.enum(TIERS),
  version: z.int(),
  origin: z.enum(['starting', 'published']),
  publishedAt: z.string().nullable(),
  note: z.string().nullable(),
});

/** Every version of the methods of a year, the newest first. */
export function findVersions(db: Connection, { jurisdictionId, year }: PlaceYear): Promise<z.infer<typeof Version>[]> {
  return selectRows(
    db,
    Version,
    sql`
    SELECT m.tier, m.version, ${ORIGIN}, m.note FROM evaluation_methods m
    WHERE m.jurisdiction_id = ${jurisdictionId} AND m.year = ${year} ORDER BY m.tier, m.version DESC`,
  );
}

/** Since when the year is closed; null: it is open. */
export async function findClosedAt(db: Connection, { jurisdictionId, year }: PlaceYear): Promise<string | null> {
  const row = await selectRow(
    db,
    z.object({ at: z.string() }),
    sql`SELECT ${utc(sql`closed_at`)} AS at FROM closed_years WHERE jurisdiction_id = ${jurisdictionId} AND year = ${year}`,
  );
  return row?.at ?? null;
}

/** Enterprises with figures of the year that stand in neither tier. */
export async function countOutsideTiers(db: Connection, { jurisdictionId, year }: PlaceYear): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ count: z.int() }),
    sql`
    SELECT count(*)::int AS count FROM indicators i JOIN enterprises e ON e.id = i.enterprise_id
    WHERE e.jurisdiction_id = ${jurisdictionId} AND i.year = ${year} AND COALESCE(i.is_above_scale, e.is_above_scale) IS NULL`,
  );
  return row?.count ?? 0;
}

const Count = z.object({
  class: z.string().nullable(),
  group: z.string().nullable(),
  because: z.string().nullable(),
  enterprises: z.int(),
});

export function countClasses(db: Connection, methodId: number, year: number): Promise<ClassGroupCount[]> {
  return selectRows(
    db,
    Count,
    sql`
    SELECT class, industry_group AS "group", unrated_because AS because, count(*)::int AS enterprises
    FROM evaluations WHERE method_id = ${methodId} AND year = ${year} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
}

/** Scores counted by bins; null where nobody has one. */
export async function countBins(
  db: Connection,
  methodId: number,
  year: number,
): Promise<{ scale: BinScale | null; bins: BinCount[] }> {
  const range = await selectRow(
    db,
    z.object({ low: z.number().nullable(), high: z.number().nullable() }),
    sql`
    SELECT percentile_disc(${OUTER_SHARE}::float8) WITHIN GROUP (ORDER BY score) AS low,
      percentile_disc(${1 - OUTER_SHARE}::float8) WITHIN GROUP (ORDER BY score) AS high
    FROM evaluations WHERE method_id = ${methodId} AND year = ${year} AND score IS NOT NULL`,
  );
  if (!range || range.low === null || range.high === null) return { scale: null, bins: [] };
  const scale = binScale(range.low, range.high);
  const bins = await selectRows(
    db,
    z.object({ bin: z.int(), class: z.string(), enterprises: z.int() }),
    sql`
    SELECT LEAST(GREATEST(floor(score / ${scale.binWidth}::float8), ${scale.first}::float8), ${scale.last}::float8)::int AS bin, class,
      count(*)::int AS enterprises
    FROM evaluations WHERE method_id = ${methodId} AND year = ${year} AND score IS NOT NULL AND class IS NOT NULL
    GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return { scale, bins };
}
