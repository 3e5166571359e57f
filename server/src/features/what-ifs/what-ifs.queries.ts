import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { WhatIf } from '../../contract/what-if.ts';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows, withinScope, withinWhole } from '../../db/sql.ts';
import type { Scope } from '../../domain/scope.ts';

const MOST_LISTED = 200;
const COLUMNS = sql`
  id, name, tried, filter, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "createdAt"`;

export function findWhatIfs(db: Connection, scope: Scope, jurisdictionId: number): Promise<WhatIf[]> {
  return selectRows(
    db,
    WhatIf,
    sql`
    SELECT ${COLUMNS} FROM saved_what_ifs
    WHERE jurisdiction_id = ${jurisdictionId} AND ${withinScope(scope, sql`jurisdiction_id`)}
    ORDER BY created_at DESC, id DESC LIMIT ${MOST_LISTED}`,
  );
}

type NewWhatIf = Pick<WhatIf, 'name' | 'tried' | 'filter'> & { readonly jurisdictionId: number; readonly at: Date };

/** Keeps a what-if; null where the name is taken. */
export function insertWhatIf(db: Connection, whatIf: NewWhatIf): Promise<WhatIf | null> {
  return selectRow(
    db,
    WhatIf,
    sql`
    INSERT INTO saved_what_ifs (jurisdiction_id, name, tried, filter, created_at)
    VALUES (${whatIf.jurisdictionId}, ${whatIf.name}, ${JSON.stringify(whatIf.tried)}::jsonb, ${whatIf.filter}, ${whatIf.at.toISOString()}::timestamptz)
    ON CONFLICT (jurisdiction_id, name) DO NOTHING
    RETURNING ${COLUMNS}`,
  );
}

/** Lets a what-if go and answers what it was; null where there is none inside the scope. */
export function deleteWhatIf(
  db: Connection,
  scope: Scope,
  id: number,
): Promise<(WhatIf & { jurisdictionId: number }) | null> {
  return selectRow(
    db,
    WhatIf.extend({ jurisdictionId: z.int() }),
    sql`DELETE FROM saved_what_ifs WHERE id = ${id} AND ${withinWhole(scope, sql`jurisdiction_id`)} RETURNING ${COLUMNS}, jurisdiction_id AS "jurisdictionId"`,
  );
}
