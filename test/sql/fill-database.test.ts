import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { fillDatabase } from '../../server/src/fill-database.ts';
import { TEST_NOW } from '../support/app.ts';
import { assessAll } from '../support/assess-all.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { lines } from '../support/lines.ts';
import {
  plantEnterprises,
  plantIndicators,
  plantJurisdictions,
  plantOccupancies,
  plantParcels,
} from '../support/plant.ts';
import { programmeById } from '../support/programme-lines.ts';

const db = await testDatabase();

/** A parcel of 9 mu in each of two jurisdictions, paying 9 (1 per mu, low by either rule), assessed as revision 1. */
beforeEach(async () => {
  await emptyTables(db);
  await plantJurisdictions(db, ['zhuji', 'jindong']);
  await plantParcels(
    db,
    [1, 2].map((id) => ({ id, jurisdictionId: id, areaM2: 6000 })),
  );
  await plantEnterprises(
    db,
    [1, 2].map((id) => ({ id, jurisdictionId: id })),
  );
  await plantOccupancies(
    db,
    [1, 2].map((id) => ({ enterpriseId: id, parcelId: id, kind: 'owned' as const })),
  );
  await plantIndicators(
    db,
    [1, 2].map((id) => ({ enterpriseId: id, year: 2025, tax10kYuan: 9 })),
  );
  await assessAll(db);
});

/** Starts as the server does. Returns the phases that it told, each once. */
async function start(): Promise<string[]> {
  const phases: string[] = [];
  await fillDatabase({ db, clock: () => TEST_NOW }, (phase) => phases.at(-1) === phase || phases.push(phase));
  return phases;
}
const revisions = () => lines(db, sql`SELECT reason AS line FROM dataset_revisions ORDER BY id`);
const foundBy = () =>
  lines(
    db,
    sql`SELECT parcel_id || ' ' || rule_id || ' v' || programme_version AS line FROM findings
      WHERE kind = 'low-efficiency' ORDER BY parcel_id`,
  );
const evaluatedBy = () =>
  lines(
    db,
    sql`
      SELECT e.enterprise_id || ' ' || m.tier || ' v' || m.version AS line
      FROM evaluations e JOIN evaluation_methods m ON m.id = e.method_id ORDER BY e.enterprise_id`,
  );

const [ZHUJI, JINDONG] = await Promise.all(
  ['zhuji-2021', 'jindong-2021'].map(async (id) => `v${(await programmeById(id)).version}`),
);
const FOUND = [`1 zhuji-low-efficiency ${ZHUJI}`, `2 jindong-low-efficiency ${JINDONG}`];
const EVALUATED = ['1 below-scale v1', '2 below-scale v1'];

describe('a warm start', () => {
  it('assesses nothing where nothing has changed', async () => {
    expect(await start()).toEqual(['migrations', 'programmes']);
    expect([await revisions(), await foundBy(), await evaluatedBy()]).toEqual([['test'], FOUND, EVALUATED]);
  });

  it('assesses the jurisdiction whose programme has a newer version, and no other', async () => {
    await db.execute(
      sql`UPDATE programmes SET version = 0, definition = definition || '{"version": 0}' WHERE id = 'zhuji-2021'`,
    );
    await db.execute(sql`UPDATE findings SET programme_version = 0`);
    expect(await start()).toEqual(['migrations', 'programmes', 'assessment']);
    expect(await foundBy()).toEqual([FOUND[0], '2 jindong-low-efficiency v0']);
    expect(await revisions()).toEqual(['test', 'a programme or method has changed']);
    expect(await start()).toEqual(['migrations', 'programmes']);
  });

  it('assesses the jurisdictions whose starting method has a newer version, and keeps the older one', async () => {
    await db.execute(sql`UPDATE evaluation_methods SET version = 0, starting_version = 0 WHERE jurisdiction_id = 2`);
    expect(await start()).toEqual(['migrations', 'programmes', 'assessment']);
    expect(await evaluatedBy()).toEqual(EVALUATED);
    expect(await revisions()).toEqual(['test', 'a programme or method has changed']);
    const kept = await lines(
      db,
      sql`SELECT jurisdiction_id || ' ' || tier || ' v' || version AS line FROM evaluation_methods ORDER BY 1`,
    );
    expect(kept).toEqual([
      '1 above-scale v1',
      '1 below-scale v1',
      '2 above-scale v0',
      '2 above-scale v1',
      '2 below-scale v0',
      '2 below-scale v1',
    ]);
    expect(await start()).toEqual(['migrations', 'programmes']);
  });

  it('assesses everything where the tables are newer than the last assessment of all', async () => {
    await db.execute(sql`UPDATE dataset_revisions SET newest_migration = '0001_places.sql'`);
    await assessAll(db, { jurisdictionIds: [2], reason: 'one of them' });
    expect(await start()).toEqual(['migrations', 'programmes', 'assessment']);
    expect(await revisions()).toEqual(['test', 'one of them', 'the program has been renewed']);
    expect(await start()).toEqual(['migrations', 'programmes']);
  });

  it('leaves a method of the jurisdiction’s own, which it published', async () => {
    await db.execute(
      sql`UPDATE evaluation_methods SET version = 2, definition = definition || '{"name": "own"}', starting_version = NULL, published_at = now()`,
    );
    expect(await start()).toEqual(['migrations', 'programmes']);
    expect(await evaluatedBy()).toEqual(['1 below-scale v2', '2 below-scale v2']);
  });

  it('refuses, in words, another method under the version that is stored', async () => {
    await db.execute(sql`UPDATE evaluation_methods SET definition = definition || '{"name": "else"}'`);
    await expect(start()).rejects.toThrow(
      'data/methods/starting.json differs from version 1 in the database; raise its version to 2',
    );
    expect(await revisions()).toEqual(['test']);
  });
});
