import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../server/src/db/database.ts';
import { selectRow } from '../../server/src/db/sql.ts';
import { parentsFirst } from '../../server/src/features/backup/backup.queries.ts';
import { backUp } from '../../server/src/features/backup/backup.ts';
import { RestoreRefused, restore } from '../../server/src/features/backup/restore.ts';
import { verifyData } from '../../server/src/features/verify/verify-data.ts';
import { TEST_NOW } from '../support/app.ts';
import { plantAwkwardRows } from '../support/awkward-rows.ts';
import { emptyTables, testDatabase } from '../support/database.ts';

const silent = () => undefined;
let db: Database;
let folder: string;
beforeAll(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'yg-backup-'));
  await plantAwkwardRows(db);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string) => {
  const summary = await backUp({ db, clock: () => TEST_NOW }, join(folder, name), silent);
  return { summary, text: gunzipSync(await readFile(join(folder, name))).toString() };
};
const parcelCount = async () =>
  (await selectRow(db, z.object({ n: z.int() }), sql`SELECT count(*)::int AS n FROM parcels`))?.n;

describe('backup and restore', () => {
  it('bring every value back as it was, and the numbering of ids', async () => {
    const before = await write('before.gz');
    await emptyTables(db);
    const restored = await restore(db, join(folder, 'before.gz'), silent);
    const after = await write('after.gz');
    expect(restored).toEqual(before.summary);
    expect(after.text).toBe(before.text);
    const next = await selectRow(
      db,
      z.object({ id: z.int() }),
      sql`INSERT INTO jurisdictions (code, name, name_en) VALUES ('next', '下一个', 'Next') RETURNING id`,
    );
    expect(next).toEqual({ id: 8 });
    await db.execute(sql`DELETE FROM jurisdictions WHERE code = 'next'`);
  });

  it('refuse a database that holds data, and leave it', async () => {
    await expect(restore(db, join(folder, 'before.gz'), silent)).rejects.toThrow(
      /holds data already \(table jurisdictions\)/,
    );
    expect(await parcelCount()).toBe(2);
  });

  it.each([
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length - 40), /cut short or damaged/],
    ['not gzip', () => Buffer.from('hello'), /cut short or damaged/],
    ['another gzip', () => gzipSync('{"a":1}\n'), /is not a backup/],
    [
      'missing its last line',
      (whole: Buffer) => gzipSync(lines(whole).slice(0, -1).join('\n')),
      /cut short or damaged/,
    ],
    [
      'missing a row',
      (whole: Buffer) =>
        gzipSync(
          lines(whole)
            .filter((line) => !line.includes('"code":"FREE 1"') && !line.includes('"code" : "FREE 1"'))
            .join('\n'),
        ),
      /cut short or damaged/,
    ],
    [
      'of a newer version',
      (whole: Buffer) => gzipSync(whole1(whole).replace('"0001_places.sql"', '"0001_places.sql","9999_future.sql"')),
      /newer version \(it has 9999_future\.sql\)/,
    ],
    [
      'of an older version',
      (whole: Buffer) => gzipSync(whole1(whole).replace('"0001_places.sql",', '')),
      /older version \(it lacks 0001_places\.sql\)/,
    ],
  ])('refuse a file that is %s, and store nothing', async (name, spoil, words) => {
    const whole = await readFile(join(folder, 'before.gz'));
    const path = join(folder, `${name}.gz`);
    await writeFile(path, spoil(whole));
    await emptyTables(db);
    const refused = restore(db, path, silent);
    await expect(refused).rejects.toThrow(RestoreRefused);
    await expect(refused).rejects.toThrow(words);
    expect(await parcelCount()).toBe(0);
  });

  it('name a file that is not there', async () => {
    await expect(restore(db, join(folder, 'none.gz'), silent)).rejects.toThrow(/There is no file .*none\.gz/);
  });

  it('order tables so that each follows those it refers to', () => {
    const names = parentsFirst([
      { name: 'a', parents: ['b', 'c'] },
      { name: 'b', parents: ['c'] },
      { name: 'c', parents: [] },
    ]).map((table) => table.name);
    expect(names).toEqual(['c', 'b', 'a']);
    expect(() =>
      parentsFirst([
        { name: 'a', parents: ['b'] },
        { name: 'b', parents: ['a'] },
      ]),
    ).toThrow('in a circle: a, b');
  });
});

describe('verify', () => {
  it('counts what does not fit', async () => {
    await emptyTables(db);
    expect((await verifyData(db)).every(({ exceptions }) => exceptions === 0)).toBe(true);
    await plantAwkwardRows(db);
    const wrong = (await verifyData(db)).filter(({ exceptions }) => exceptions > 0);
    expect(wrong).toEqual([
      { claim: 'Every parcel has been assessed', exceptions: 1, where: [] },
      {
        claim: 'The findings that maps and totals read are the findings that were kept with their values',
        exceptions: 1,
        where: [],
      },
      {
        claim: 'The map draws each parcel that was assessed, as it lies and as it was classed, and no other',
        exceptions: 1,
        where: [],
      },
      {
        claim: 'Columns say of every parcel what the tables say',
        exceptions: 1,
        where: [
          'awkward 2025, parcel 1, findings: low-efficiency in the columns, low-efficiency with "quotes", and comma in the tables',
        ],
      },
    ]);
  });
});

const whole1 = (whole: Buffer): string => gunzipSync(whole).toString();
const lines = (whole: Buffer): string[] => whole1(whole).trimEnd().split('\n');
