import { type SQL, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeAudit } from '../../server/src/db/audit.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { CLI_ACTOR, OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { NO_HASH } from '../../server/src/features/audit/chain-hash.ts';
import { verifyChain } from '../../server/src/features/audit/verify-chain.ts';
import { emptyTables, testDatabase } from '../support/database.ts';

const db = await testDatabase();
const AT = new Date('2026-06-30T04:00:00.123Z');
const LI = { ...OPEN_ACTOR, role: 'administrator', user: { id: 7, name: '李' } } as const;
const NOBODY = { ...OPEN_ACTOR, role: 'viewer' } as const;

const write = (subject: string) =>
  writeAudit(db, LI, { kind: 'user-changed', jurisdictionId: null, subject, before: { role: 'viewer' } }, AT);

/** As somebody who owns the database could, past every guard. */
const tamper = (deed: SQL) =>
  db.transaction(async (within) => {
    await within.execute(sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`);
    await within.execute(deed);
    await within.execute(sql`ALTER TABLE audit_entries ENABLE TRIGGER USER`);
  });

beforeEach(() => emptyTables(db));

describe('an entry', () => {
  it('keeps who, when and what, after the entry before', async () => {
    await writeAudit(db, CLI_ACTOR, { kind: 'data-assessed', jurisdictionId: null, subject: '' }, AT);
    const after = { note: '“甲”\n\u{20000}', mu: 1.5 };
    await writeAudit(db, LI, { kind: 'scenario-saved', jurisdictionId: 3, subject: 4, after }, AT);
    await writeAudit(db, NOBODY, { kind: 'sign-in-failed', jurisdictionId: null, subject: 'li' }, AT);
    const rows = await selectRows(
      db,
      z.looseObject({ hash: z.string() }),
      sql`
      SELECT id, at = ${AT.toISOString()}::timestamptz AS "isThen", user_id AS "userId", actor, kind, jurisdiction_id AS "jurisdictionId",
        subject, details, encode(prev_hash, 'hex') AS "prevHash", encode(hash, 'hex') AS hash
      FROM audit_entries ORDER BY id`,
    );
    const common = { isThen: true, userId: null, jurisdictionId: null, details: {}, hash: expect.any(String) };
    expect(rows).toEqual([
      { ...common, id: 1, actor: 'cli', kind: 'data-assessed', subject: '', prevHash: NO_HASH },
      {
        ...common,
        ...{ id: 2, userId: 7, actor: '李', kind: 'scenario-saved', jurisdictionId: 3, subject: '4' },
        ...{ details: { after }, prevHash: rows[0]?.hash },
      },
      { ...common, id: 3, actor: 'nobody', kind: 'sign-in-failed', subject: 'li', prevHash: rows[1]?.hash },
    ]);
    expect(await verifyChain(db, null)).toEqual({ isWhole: true, entries: 3, hash: rows[2]?.hash });
  });

  it('is never without the change it tells of, and leaves no gap where that is taken back', async () => {
    await write('kept');
    const broken = db.transaction(async (within) => {
      await writeAudit(within, LI, { kind: 'year-closed', jurisdictionId: 1, subject: 2024 }, AT);
      throw new Error('the change failed');
    });
    await expect(broken).rejects.toThrow('the change failed');
    expect(await write('next')).toBe(2);
  });

  it('follows one other, where many are written at once', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => write(String(index))));
    expect(ids.sort((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(await verifyChain(db, null)).toMatchObject({ isWhole: true, entries: 12 });
  });

  it.each([
    ['changed', sql`UPDATE audit_entries SET subject = 'x' WHERE id = 1`],
    ['deleted', sql`DELETE FROM audit_entries WHERE id = 1`],
    ['truncated', sql`TRUNCATE audit_entries`],
  ])('is not %s, whoever asks', async (_, deed) => {
    await write('kept');
    await expect(db.execute(deed)).rejects.toMatchObject({
      cause: { message: 'audit_entries takes new entries only', code: '42501' },
    });
  });
});

describe('the verifier', () => {
  const INSERTED = sql`
    INSERT INTO audit_entries SELECT 3, at, user_id, actor, kind, jurisdiction_id, 'false', details, prev_hash, hash FROM audit_entries WHERE id = 2`;
  it.each<[string, readonly SQL[], { id: number; words: string }]>([
    [
      'a changed subject',
      [sql`UPDATE audit_entries SET subject = 'false' WHERE id = 3`],
      { id: 3, words: 'does not fit its hash: it was changed after it was written' },
    ],
    [
      'a changed time',
      [sql`UPDATE audit_entries SET at = at + interval '1 microsecond' WHERE id = 2`],
      { id: 2, words: 'does not fit its hash: it was changed after it was written' },
    ],
    [
      'a deleted entry',
      [sql`DELETE FROM audit_entries WHERE id = 3`],
      { id: 4, words: 'follows entry 2: entry 3 is missing' },
    ],
    [
      'deleted first entries',
      [sql`DELETE FROM audit_entries WHERE id < 3`],
      { id: 3, words: 'follows entry 0: entries 1 to 2 are missing' },
    ],
    [
      'a deleted entry whose number the next ones took',
      [sql`DELETE FROM audit_entries WHERE id = 3`, sql`UPDATE audit_entries SET id = id - 1 WHERE id > 3`],
      { id: 3, words: 'neither continues the entry before it nor fits its own hash: it was put in or changed' },
    ],
    [
      'an inserted entry',
      [
        sql`UPDATE audit_entries SET id = -id WHERE id > 2`,
        sql`UPDATE audit_entries SET id = 1 - id WHERE id < 0`,
        INSERTED,
      ],
      { id: 3, words: 'neither continues the entry before it nor fits its own hash: it was put in or changed' },
    ],
    [
      'an entry hashed anew',
      [
        sql`UPDATE audit_entries SET subject = 'false' WHERE id = 2`,
        sql`UPDATE audit_entries SET hash = sha256(prev_hash || convert_to(audit_entry_text(audit_entries), 'UTF8')) WHERE id = 2`,
      ],
      { id: 3, words: 'does not continue the entry before it: one was put in, taken out or exchanged here' },
    ],
  ])('finds %s', async (_, deeds, fault) => {
    for (const subject of ['1', '2', '3', '4', '5']) await write(subject);
    for (const deed of deeds) await tamper(deed);
    expect(await verifyChain(db, null)).toEqual({ isWhole: false, ...fault });
  });

  it('finds a record that was cut short or written anew by an entry that was noted elsewhere', async () => {
    await write('1');
    const noted = await verifyChain(db, null);
    if (!noted.isWhole) throw new Error(noted.words);
    const known = { id: noted.entries, hash: noted.hash };
    await write('2');
    expect(await verifyChain(db, known)).toMatchObject({ isWhole: true, entries: 2 });
    await tamper(sql`DELETE FROM audit_entries`);
    expect(await verifyChain(db, known)).toEqual({
      isWhole: false,
      id: 1,
      words: 'is no longer there: the record ends with entry 0',
    });
    await write('other');
    expect(await verifyChain(db, known)).toMatchObject({
      isWhole: false,
      id: 1,
      words: expect.stringContaining('was written anew'),
    });
  });
});
