import { rm } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectEmbedded } from '../../server/src/db/connect-embedded.ts';
import type { Database } from '../../server/src/db/database.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { newCluster } from '../support/start-embedded.ts';

const MAX_IDLE_MS = 700;
let dataDir: string;
let db: Database;
beforeAll(async () => {
  dataDir = await newCluster();
  db = await connectEmbedded({ dataDir, maxIdleInTransactionMs: MAX_IDLE_MS });
  await db.pool.query('CREATE TABLE kept (n integer)');
});
afterAll(async () => {
  await db.close();
  await rm(dataDir, { recursive: true, force: true });
});

const kept = async () => (await db.pool.query('SELECT n FROM kept ORDER BY n')).rows.map((row) => row.n);

/** One query of each client: its number of parameters, and whether it fails, differ by client and round. */
async function ask(client: number, round: number): Promise<string> {
  const values = Array.from({ length: client + 1 }, (_, index) => client * 1000 + round + index);
  const columns = values.map((_, index) => `$${index + 1}::int AS c${index}`).join(', ');
  const isFailing = (client + round) % 3 === 0;
  const text = isFailing ? `SELECT ${columns}, 1 / ($1::int - $1::int)` : `SELECT ${columns}`;
  const expected = isFailing ? 'division by zero' : values.join(',');
  const found = await db.pool.query(text, values).then(
    ({ rows }) => Object.values(rows[0]).join(','),
    (error: Error) => error.message,
  );
  return found === expected ? 'right' : `wanted ${expected}, got ${found}`;
}

describe('clients of the one backend', () => {
  it('each get the answer to their own question, failures among them', async () => {
    const answers = await Promise.all(
      Array.from({ length: 7 }, async (_, client) => {
        const own: string[] = [];
        for (let round = 0; round < 60; round += 1) own.push(await ask(client, round));
        return own;
      }),
    );
    expect([...new Set(answers.flat())]).toEqual(['right']);
  });

  it('do not see into the transaction of another, and wait for its end', async () => {
    const writer = await db.pool.connect();
    await writer.query('BEGIN');
    await writer.query('INSERT INTO kept VALUES ($1)', [1]);
    const reader = kept();
    await writer.query('INSERT INTO kept VALUES ($1)', [2]);
    await writer.query('COMMIT');
    writer.release();
    expect(await reader).toEqual([1, 2]);
  });

  it('undo the transaction of a client that goes away in the middle', async () => {
    const writer = await db.pool.connect();
    await writer.query('BEGIN');
    await writer.query('INSERT INTO kept VALUES (3)');
    writer.release(new Error('gone'));
    expect(await kept()).toEqual([1, 2]);
  });

  it('put out a client that keeps its transaction still while others wait', async () => {
    const sleeper = await db.pool.connect();
    const gone = new Promise<Error>((resolve) => sleeper.once('error', resolve));
    await sleeper.query('BEGIN');
    await sleeper.query('INSERT INTO kept VALUES (4)');
    expect(await kept()).toEqual([1, 2]);
    expect((await gone).message).toContain('the transaction stood still');
    sleeper.release(true);
  });

  it('take and give large messages whole', async () => {
    const long = 'x'.repeat(1000);
    const { rows } = await db.pool.query('SELECT length(t) AS n, t FROM unnest($1::text[]) AS t', [
      Array(4000).fill(long),
    ]);
    expect([rows.length, rows.every((row) => row.t === long)]).toEqual([4000, true]);
  });
});

/** A ring that does not close: the embedded geometry library throws on it, a server answers "not valid". */
const OPEN_RING =
  '0103000020E610000001000000040000000000000000003E40000000000000244000000000000044400000000000004440000000000000344000000000000044400000000000002440000000000000344';
const isValid = `ST_IsValid(CASE WHEN g > 3 THEN '${OPEN_RING}0'::geometry END)`;

describe('a statement that the geometry library stops without an error', () => {
  const unsaid = /stopped inside the statement without saying why/;

  it('is answered with an error, asked either way, and the next one is answered as ever', async () => {
    await expect(db.pool.query({ text: `SELECT ${isValid} FROM generate_series(1, 9) g` })).rejects.toThrow(unsaid);
    await expect(
      db.pool.query(`SELECT count(*), bool_or(${isValid}) FROM generate_series(1, $1::int) g`, [9]),
    ).rejects.toThrow(unsaid);
    await expect(selectRows(db, z.unknown(), sql`SELECT ST_IsValid(${`${OPEN_RING}0`}::geometry)`)).rejects.toThrow();
    expect((await db.pool.query('SELECT 5 AS five')).rows).toEqual([{ five: 5 }]);
  });

  it('leaves none of the rows it had written', async () => {
    await db.pool.query('CREATE TABLE halves (n integer)');
    const write = db.pool.query(
      `INSERT INTO halves SELECT g FROM generate_series(1, $1::int) g WHERE ${isValid} IS NULL`,
      [9],
    );
    await expect(write).rejects.toThrow(unsaid);
    expect((await db.pool.query('SELECT n FROM halves')).rows).toEqual([]);
  });

  it('fails the transaction it stood in', async () => {
    const writer = await db.pool.connect();
    await writer.query('BEGIN');
    await writer.query('INSERT INTO halves VALUES (1)');
    await expect(writer.query(`SELECT ${isValid} FROM generate_series(1, $1::int) g`, [9])).rejects.toThrow(unsaid);
    await expect(writer.query('INSERT INTO halves VALUES (2)')).rejects.toThrow(/current transaction is aborted/);
    await writer.query('COMMIT');
    writer.release();
    expect((await db.pool.query('SELECT n FROM halves')).rows).toEqual([]);
  });
});
