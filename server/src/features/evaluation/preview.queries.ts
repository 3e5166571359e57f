import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { EvaluationMethod } from '../../contract/evaluation-method.ts';
import type { Connection } from '../../db/database.ts';
import { selectRows } from '../../db/sql.ts';
import type { Before, Points } from './class-changes.ts';

const Stored = z.object({ id: z.int(), class: z.string().nullable(), score: z.number().nullable() });

/** Classes and scores of a jurisdiction's enterprises in a year, as they are stored. */
export async function findStored(
  db: Connection,
  { jurisdictionId, year }: { readonly jurisdictionId: number; readonly year: number },
): Promise<ReadonlyMap<number, Before>> {
  const rows = await selectRows(
    db,
    Stored,
    sql`
    SELECT v.enterprise_id AS id, v.class, v.score
    FROM evaluations v JOIN enterprises e ON e.id = v.enterprise_id
    WHERE e.jurisdiction_id = ${jurisdictionId} AND v.year = ${year} ORDER BY v.enterprise_id`,
  );
  return new Map(rows.map(({ id, ...before }) => [id, before]));
}

const WithPoints = z.object({ id: z.int(), points: z.array(z.number()).nullable(), definition: EvaluationMethod });

/** The points that some enterprises got in a year, by indicator; those that were not rated are left out. */
export async function findPoints(
  db: Connection,
  year: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Points>> {
  const rows = await selectRows(
    db,
    WithPoints,
    sql`
    SELECT v.enterprise_id AS id, v.inputs->'points' AS points, m.definition
    FROM evaluations v JOIN evaluation_methods m ON m.id = v.method_id
    WHERE v.enterprise_id = ANY (${sql.param([...ids])}::int[]) AND v.year = ${year} ORDER BY v.enterprise_id`,
  );
  return new Map(
    rows.flatMap(({ id, points, definition }) =>
      points === null
        ? []
        : [[id, new Map(definition.items.map(({ indicator }, index) => [indicator, points[index] ?? 0]))] as const],
    ),
  );
}
