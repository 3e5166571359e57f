import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Scope } from '../domain/scope.ts';
import type { Connection } from './database.ts';

/** Runs a query and proves each row by its schema. Cast in SQL (::int, ::float8): drivers differ on numeric and int8. */
export async function selectRows<Row extends z.ZodType>(db: Connection, row: Row, query: SQL): Promise<z.infer<Row>[]> {
  const { rows } = await db.execute(query);
  return rows.map((each) => row.parse(each));
}

/** The first row, or null where there is none. */
export async function selectRow<Row extends z.ZodType>(
  db: Connection,
  row: Row,
  query: SQL,
): Promise<z.infer<Row> | null> {
  const [first] = await selectRows(db, row, query);
  return first ?? null;
}

/** The condition that keeps a query inside the actor's scope. `column` holds a jurisdiction id. */
export function withinScope(scope: Scope, column: SQL): SQL {
  if (scope.jurisdictionIds === 'all') return sql`TRUE`;
  return sql`${column} = ANY (${sql.param([...scope.jurisdictionIds])}::int[])`;
}
