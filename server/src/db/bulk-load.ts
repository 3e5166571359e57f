import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { Database } from './database.ts';

/** What the columns of a load may be. Every value travels as text and is read by its type. */
const TYPES = {
  integer: sql`integer`,
  text: sql`text`,
  jsonb: sql`jsonb`,
  geometry: sql`geometry`,
} as const satisfies Record<string, SQL>;

export type LoadColumn = { readonly name: string; readonly type: keyof typeof TYPES };
export type LoadRow = readonly (string | number | null)[];

const DIALECT = new PgDialect();

/**
 * Adds rows to a table in the fastest way of each engine: COPY on a server; embedded, where COPY breaks the connection,
 * by arrays. A geometry is given as hexadecimal EWKB. Give at most some thousands of rows at once.
 */
export async function bulkLoad(
  db: Database,
  table: string,
  columns: readonly LoadColumn[],
  rows: readonly LoadRow[],
): Promise<void> {
  const names = sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  const into = sql`${sql.identifier(table)} (${names})`;
  if (db.engine === 'server') return copy(db, DIALECT.sqlToQuery(sql`COPY ${into} FROM STDIN`).sql, rows);
  const arrays = columns.map((_, at) => sql`${sql.param(rows.map((row) => text(row[at])))}::text[]`);
  const values = columns.map(({ name, type }) => sql`${sql.identifier(name)}::${TYPES[type]}`);
  await db.execute(sql`
    INSERT INTO ${into}
    SELECT ${sql.join(values, sql`, `)} FROM unnest(${sql.join(arrays, sql`, `)}) AS loaded (${names})`);
}

const text = (value: LoadRow[number] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** What the driver's connection can do and its types leave out. */
type CopyingConnection = { sendCopyFromChunk(bytes: Buffer): void; endCopyFrom(): void };

async function copy(db: Database, statement: string, rows: readonly LoadRow[]): Promise<void> {
  const bytes = Buffer.from(rows.map(copyLine).join(''));
  const client = await db.pool.connect();
  try {
    await new Promise<void>((resolve, reject) => {
      const query = new pg.Query(statement, (error) => (error ? reject(error) : resolve()));
      const handleCopyInResponse = (connection: CopyingConnection) => {
        connection.sendCopyFromChunk(bytes);
        connection.endCopyFrom();
      };
      client.query(Object.assign(query, { handleCopyInResponse }));
    });
  } finally {
    client.release();
  }
}

/** A row as COPY reads it: fields parted by tabs, null as \N, marks inside a text behind a backslash. */
function copyLine(row: LoadRow): string {
  let line = '';
  for (const [at, value] of row.entries()) {
    if (at > 0) line += '\t';
    line += value === null ? '\\N' : typeof value === 'number' ? value : escaped(value);
  }
  return `${line}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (value: string): string =>
  /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (mark) => ESCAPES[mark] ?? mark) : value;
