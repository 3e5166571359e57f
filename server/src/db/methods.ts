import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { TIERS, type Tier } from '../domain/evaluation.ts';
import { FLOOR_AREA_RULES, type FloorAreaRule } from '../domain/occupancy.ts';
import type { Connection } from './database.ts';
import { selectRows } from './sql.ts';

/** Versions of the evaluation methods behind the classes of a year, as they are printed. */
export async function methodVersions(db: Connection, jurisdictionId: number, year: number): Promise<string[]> {
  const rows = await selectRows(
    db,
    z.object({ tier: z.string(), version: z.int() }),
    sql`
    SELECT tier, max(version) AS version FROM evaluation_methods
    WHERE jurisdiction_id = ${jurisdictionId} AND year = ${year} GROUP BY tier ORDER BY tier`,
  );
  return rows.map((row) => `${row.tier} v${row.version}`);
}

/** How floor area stands for land by the method of each tier; absent: the method does not say. */
export type FloorAreaRules = Readonly<Partial<Record<Tier, FloorAreaRule>>>;

/** The rules that the methods in force in a year have. */
export async function floorAreaRulesInForce(
  db: Connection,
  jurisdictionId: number,
  year: number,
): Promise<FloorAreaRules> {
  const rows = await selectRows(
    db,
    z.object({ tier: z.enum(TIERS), rule: z.enum(FLOOR_AREA_RULES).nullable() }),
    sql`
    SELECT DISTINCT ON (tier) tier, definition->'occupancy'->>'floorArea' AS rule FROM evaluation_methods
    WHERE jurisdiction_id = ${jurisdictionId} AND year = ${year} ORDER BY tier, version DESC`,
  );
  return Object.fromEntries(rows.flatMap(({ tier, rule }) => (rule === null ? [] : [[tier, rule]])));
}
