import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection } from '../../db/database.ts';
import { selectRow, selectRows } from '../../db/sql.ts';
import { Sequence } from './backup-file.ts';

const Table = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), isJson: z.boolean() })).describe('Without those the database computes'),
  keys: z.array(z.string()).describe('Columns of the primary key'),
  parents: z.array(z.string()).describe('Tables it refers to'),
});
export type Table = z.infer<typeof Table>;

/** Our lasting tables, each after those it refers to. */
export async function findTables(db: Connection): Promise<Table[]> {
  const tables = await selectRows(
    db,
    Table,
    sql`
    WITH ours AS (
      SELECT c.oid, c.relname AS name
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p'
        AND c.relname <> 'migrations'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    )
    SELECT name,
      (SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'isJson', a.atttypid IN ('json'::regtype, 'jsonb'::regtype))
          ORDER BY a.attnum)
        FROM pg_attribute a
        WHERE a.attrelid = ours.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      (SELECT COALESCE(jsonb_agg(a.attname ORDER BY array_position(i.indkey::smallint[], a.attnum)), '[]')
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = ours.oid AND i.indisprimary) AS keys,
      (SELECT COALESCE(jsonb_agg(DISTINCT p.relname), '[]')
        FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid
        WHERE f.conrelid = ours.oid AND f.contype = 'f' AND f.confrelid <> f.conrelid) AS parents
    FROM ours
    ORDER BY name`,
  );
  return parentsFirst(tables);
}

/** Orders tables so that each comes after those it refers to. */
export function parentsFirst<Node extends { name: string; parents: readonly string[] }>(
  tables: readonly Node[],
): Node[] {
  const ordered: Node[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map((table) => table.name));
    const free = left.filter((table) => !table.parents.some((parent) => waiting.has(parent)));
    if (free.length === 0) throw new Error(`These tables refer to one another in a circle: ${[...waiting].join(', ')}`);
    ordered.push(...free);
    left = left.filter((table) => !free.includes(table));
  }
  return ordered;
}

export async function findMigrations(db: Connection): Promise<string[]> {
  const rows = await selectRows(
    db,
    z.object({ name: z.string() }),
    sql`SELECT name FROM migrations ORDER BY name COLLATE "C"`,
  );
  return rows.map((row) => row.name);
}

/** Opens the reading of a table, row by row in the order of its key, inside the transaction of the backup. */
export async function openRows(db: Connection, table: Table): Promise<void> {
  const pairs = table.columns.map(({ name, isJson }) =>
    isJson ? sql`${name}::text, ${sql.identifier(name)}` : sql`${name}::text, ${sql.identifier(name)}::text`,
  );
  const order = table.keys.map((key) => sql.identifier(key));
  await db.execute(sql`
    DECLARE backup_rows NO SCROLL CURSOR FOR
    SELECT json_build_object(${sql.join(pairs, sql`, `)})::text AS line
    FROM ${sql.identifier(table.name)}
    ${order.length > 0 ? sql`ORDER BY ${sql.join(order, sql`, `)}` : sql``}`);
}

export async function nextRows(db: Connection): Promise<string[]> {
  const rows = await selectRows(db, z.object({ line: z.string() }), sql`FETCH 1000 FROM backup_rows`);
  return rows.map((row) => row.line);
}

export const closeRows = (db: Connection): Promise<unknown> => db.execute(sql`CLOSE backup_rows`);

/** Where the numbering of a table's ids stands. */
export async function findSequences(db: Connection, table: Table): Promise<Sequence[]> {
  const owned = await selectRows(
    db,
    z.object({ column: z.string(), sequence: z.string() }),
    sql`
    SELECT a.attname AS column, s.relname AS sequence
    FROM pg_depend d
    JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.refobjid = ${table.name}::regclass AND d.deptype IN ('a', 'i')
    ORDER BY a.attname`,
  );
  const sequences: Sequence[] = [];
  for (const { column, sequence } of owned) {
    const state = await selectRow(
      db,
      Sequence,
      sql`SELECT ${column}::text AS column, last_value::text AS "lastValue", is_called AS "isCalled" FROM ${sql.identifier(sequence)}`,
    );
    if (state) sequences.push(state);
  }
  return sequences;
}

export async function isEmpty(db: Connection, table: Table): Promise<boolean> {
  const row = await selectRow(
    db,
    z.object({ empty: z.boolean() }),
    sql`SELECT NOT EXISTS (SELECT FROM ${sql.identifier(table.name)}) AS empty`,
  );
  return row?.empty === true;
}

/** Writes rows as the backup holds them. The database reads the JSON itself, so no number passes through JavaScript. */
export async function insertRows(db: Connection, table: Table, lines: readonly string[]): Promise<void> {
  const columns = sql.join(
    table.columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  await db.execute(sql`
    INSERT INTO ${sql.identifier(table.name)} (${columns})
    SELECT ${columns}
    FROM json_populate_recordset(NULL::${sql.identifier(table.name)}, ${`[${lines.join(',')}]`}::json)`);
}

export async function setSequences(db: Connection, table: Table, sequences: readonly Sequence[]): Promise<void> {
  for (const { column, lastValue, isCalled } of sequences) {
    await db.execute(
      sql`SELECT setval(pg_get_serial_sequence(${table.name}, ${column}), ${lastValue}::bigint, ${isCalled}::boolean)`,
    );
  }
}
