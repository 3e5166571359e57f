import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inSnapshot, isTimedOut } from '../../server/src/db/snapshot.ts';
import { testDatabase } from '../support/database.ts';

it('ends a statement that takes longer than it may, and leaves the next one its time', async () => {
  const db = await testDatabase();
  const sleep = (statementMs: number) =>
    inSnapshot(db, (moment) => moment.execute(sql`SELECT pg_sleep(0.2)`), { statementMs });
  const error = await sleep(20).catch((reason: unknown) => reason);
  expect([isTimedOut(error), isTimedOut(new Error('another'))]).toEqual([true, false]);
  await expect(sleep(10_000)).resolves.toMatchObject({ rowCount: 1 });
});
