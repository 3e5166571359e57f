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

/** Waits until nobody else is at the same work, and keeps others waiting until the transaction ends. */
export async function takeTurn(db: Connection, work: string): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${work}, 0))`);
}

/** The condition that keeps a query inside the actor's jurisdictions. `column` holds a jurisdiction id. */
export function withinScope(scope: Scope, column: SQL): SQL {
  if (scope.jurisdictionIds === 'all') return sql`TRUE`;
  return sql`${column} = ANY (${intArray(scope.jurisdictionIds)})`;
}

/** The condition that keeps a query of land inside the actor's towns, and so inside the jurisdictions too. */
export function withinTowns(scope: Scope, jurisdiction: SQL, town: SQL): SQL {
  const { inTowns = [] } = scope;
  if (inTowns.length === 0) return withinScope(scope, jurisdiction);
  const parted = intArray(inTowns.map(({ jurisdictionId }) => jurisdictionId));
  return sql`(${withinScope(scope, jurisdiction)} AND (${jurisdiction} <> ALL (${parted}) OR ${town} = ANY (${townsSeen(scope)})))`;
}

/** The condition for what is of a jurisdiction as a whole, such as its scenarios: who sees some towns of it does not see them. */
export function withinWhole(scope: Scope, jurisdiction: SQL): SQL {
  const parted = (scope.inTowns ?? []).map(({ jurisdictionId }) => jurisdictionId);
  if (parted.length === 0) return withinScope(scope, jurisdiction);
  return sql`(${withinScope(scope, jurisdiction)} AND ${jurisdiction} <> ALL (${intArray(parted)}))`;
}

/** The condition for an enterprise: inside the actor's jurisdictions, and where only towns are seen, with land in one of them. */
export function withinTenancy(scope: Scope, enterprise: { readonly id: SQL; readonly jurisdiction: SQL }): SQL {
  const { inTowns = [] } = scope;
  if (inTowns.length === 0) return withinScope(scope, enterprise.jurisdiction);
  const parted = intArray(inTowns.map(({ jurisdictionId }) => jurisdictionId));
  return sql`(${withinScope(scope, enterprise.jurisdiction)} AND (${enterprise.jurisdiction} <> ALL (${parted}) OR EXISTS (
    SELECT FROM occupancies tenancy JOIN parcels held ON held.id = tenancy.parcel_id
    WHERE tenancy.enterprise_id = ${enterprise.id} AND held.town_id = ANY (${townsSeen(scope)}))))`;
}

/** Ids of the towns of which alone something is seen; null: every jurisdiction in scope is seen whole. */
export function townsSeen({ inTowns = [] }: Scope): SQL | null {
  return inTowns.length === 0 ? null : intArray(inTowns.flatMap(({ townIds }) => townIds));
}

const intArray = (ids: readonly number[]): SQL => sql`${sql.param([...ids])}::int[]`;
