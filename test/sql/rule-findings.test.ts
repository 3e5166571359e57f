import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/src/db/sql.ts';
import type { FindingKind } from '../../server/src/domain/finding.ts';
import { assessAll } from '../support/assess-all.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { lines } from '../support/lines.ts';
import { LOT_YEAR, plantLots } from '../support/lots.ts';
import { plantIndicators, plantJurisdictions, plantOccupancies, plantProjects } from '../support/plant.ts';

const db = await testDatabase();
beforeEach(() => emptyTables(db));

/** Parcels on which the kind is found, and those on which it is left open. */
async function judged(kind: FindingKind, year = LOT_YEAR): Promise<{ found: string[]; open: string[] }> {
  return {
    found: await lines(
      db,
      sql`SELECT parcel_id || ' ' || rule_id AS line FROM findings WHERE kind = ${kind} AND year = ${year} ORDER BY parcel_id, rule_id`,
    ),
    open: await lines(
      db,
      sql`SELECT parcel_id::text AS line FROM parcel_years WHERE ${kind} = ANY (unknown_kinds) AND year = ${year} ORDER BY parcel_id`,
    ),
  };
}
const observedOn = async (parcelId: number, kind: FindingKind) =>
  (
    await selectRows(
      db,
      z.object({ observed: z.record(z.string(), z.unknown()) }),
      sql`SELECT observed FROM findings WHERE parcel_id = ${parcelId} AND kind = ${kind} ORDER BY rule_id`,
    )
  ).map((row) => row.observed);

describe('Wenzhou', () => {
  beforeEach(() => plantJurisdictions(db, ['wenzhou-edz']));

  it('has its band from 8 to below 10, and says the values and both bounds', async () => {
    await plantLots(db, [
      { id: 1, firm: { tax10kYuan: 79.9999 } },
      { id: 2, firm: { tax10kYuan: 80 } },
      { id: 3, firm: { tax10kYuan: 99.9999 } },
      { id: 4, firm: { tax10kYuan: 100 } },
      { id: 5, firm: { tax10kYuan: null } },
    ]);
    await assessAll(db);
    const rule = 'wenzhou-edz-upgrade-band';
    expect(await judged('upgrade-band')).toEqual({ found: [`2 ${rule}`, `3 ${rule}`], open: ['5'] });
    expect(await observedOn(2, 'upgrade-band')).toEqual([
      { taxPerMu10kYuan: 8, 'taxPerMu10kYuan >=': 8, 'taxPerMu10kYuan <': 10 },
    ]);
  });

  it('wants above scale who owns 10 mu or rents 10,000 m²', async () => {
    await plantLots(db, [
      { id: 1, mu: 9.99 },
      { id: 2, mu: 10 },
      { id: 3, mu: 10, isAboveScale: true },
      { id: 4, mu: 10, isAboveScale: null },
      { id: 5, mu: 9, isAboveScale: null },
      { id: 6, mu: 20, rentsM2: 9_999.99 },
      { id: 7, mu: 20, rentsM2: 10_000 },
    ]);
    await assessAll(db);
    const rule = 'wenzhou-edz-must-be-above-scale';
    expect(await judged('must-be-above-scale')).toEqual({ found: [`2 ${rule}`, `7 ${rule}`], open: ['4'] });
    expect(await observedOn(7, 'must-be-above-scale')).toEqual([
      {
        enterprise: 'Enterprise 7',
        enterprises: 1,
        tier: 'below-scale',
        ownedLandMu: 0,
        'ownedLandMu >=': 10,
        leasedAreaM2: 10_000,
        'leasedAreaM2 >=': 10_000,
      },
    ]);
  });

  it('adds up what an enterprise owns on several parcels, and finds each of them', async () => {
    await plantLots(db, [
      { id: 1, mu: 6 },
      { id: 2, mu: 4, isAboveScale: true },
    ]);
    await plantOccupancies(db, [{ enterpriseId: 1, parcelId: 2, kind: 'owned', fromYear: 2001 }]);
    await assessAll(db);
    const rule = 'wenzhou-edz-must-be-above-scale';
    expect((await judged('must-be-above-scale')).found).toEqual([`1 ${rule}`, `2 ${rule}`]);
  });

  it('enforces agreements below 10 or where the use was changed, and only where there is one', async () => {
    const agreement = 'supervision-contract';
    await plantLots(db, [
      { id: 1, agreement, firm: { tax10kYuan: 99.9999 } },
      { id: 2, agreement, firm: { tax10kYuan: 100 } },
      { id: 3, agreement: 'investment-agreement', firm: { tax10kYuan: 100 }, hasUnapprovedUse: true },
      { id: 4, agreement: 'none', firm: { tax10kYuan: 1 }, hasUnapprovedUse: true },
      { id: 5, firm: { tax10kYuan: 1 } },
      { id: 6, firm: { tax10kYuan: 100 } },
      { id: 7, agreement },
    ]);
    await assessAll(db);
    const rule = 'wenzhou-edz-supplied-land-agreement';
    expect(await judged('supplied-land-agreement')).toEqual({ found: [`1 ${rule}`, `3 ${rule}`], open: ['5', '7'] });
  });

  it('surveys classes C and D and names the version of the method that classed them', async () => {
    await plantLots(
      db,
      Array.from({ length: 20 }, (_, index) => ({
        id: index + 1,
        firm: { tax10kYuan: index + 1, addedValue10kYuan: index + 1, energyTce: 1, employees: 1, revenue10kYuan: 100 },
      })),
    );
    await assessAll(db);
    const classed = await lines(
      db,
      sql`
      SELECT enterprise_id || ' wenzhou-edz-in-scope-class' AS line FROM evaluations WHERE class IN ('C', 'D') ORDER BY enterprise_id`,
    );
    expect(classed.length).toBeGreaterThan(0);
    expect(classed.length).toBeLessThan(20);
    expect(await judged('survey-scope')).toEqual({ found: classed, open: [] });
    expect(await observedOn(1, 'survey-scope')).toEqual([
      { enterprise: 'Enterprise 1', enterprises: 1, class: 'D', 'class in': 'C D', methodVersion: 1 },
    ]);
  });
});

describe('who is surveyed', () => {
  it('is above scale, or uses 3 mu; who may be either is left open', async () => {
    await plantJurisdictions(db, ['ruian']);
    await plantLots(db, [
      { id: 1, mu: 2.99 },
      { id: 2, mu: 3 },
      { id: 3, mu: 1, isAboveScale: true },
      { id: 4, mu: 2, isAboveScale: null },
      { id: 5, mu: 4, isAboveScale: null },
    ]);
    await assessAll(db);
    expect(await judged('survey-scope')).toEqual({
      found: ['2 ruian-survey', '3 ruian-survey', '5 ruian-survey'],
      open: ['4'],
    });
  });

  it('is in Zhuji also who has a violation that is not yet remedied, and in Ouhai and Zhuji who pays little', async () => {
    await plantJurisdictions(db, ['zhuji', 'ouhai']);
    const small = { mu: 2, firm: { tax10kYuan: 1000 } };
    await plantLots(db, [
      { ...small, id: 1 },
      { ...small, id: 2 },
      { ...small, id: 3 },
      { ...small, id: 4, firm: { tax10kYuan: 10 } },
      { ...small, id: 5, firm: { tax10kYuan: 10.001 } },
      { ...small, id: 6, jurisdictionId: 2, firm: { tax10kYuan: 16 } },
      { ...small, id: 7, jurisdictionId: 2, firm: { tax10kYuan: 16.001 } },
    ]);
    await db.execute(sql`
      INSERT INTO violations (enterprise_id, field, found_on, remedied_on)
      VALUES (1, 'safety', '2022-12-31', '2023-01-01'), (2, 'fire', '2021-01-01', '2022-12-31'), (3, 'tax', '2023-01-01', NULL)`);
    await assessAll(db);
    expect((await judged('survey-scope')).found).toEqual([
      '1 zhuji-key-survey-violation',
      '4 zhuji-key-survey-low-tax',
      '6 ouhai-survey-low-tax',
    ]);
  });
});

describe('rental housing', () => {
  it('is allowed in a park, and outside to classes A and B on 50 mu', async () => {
    await plantJurisdictions(db, ['ruian']);
    const firm = (tax10kYuan: number) => ({ tax10kYuan, addedValue10kYuan: tax10kYuan, energyTce: 1, employees: 1 });
    await plantLots(db, [
      { id: 1, mu: 5, parkId: 1, firm: firm(1) },
      { id: 2, mu: 50, firm: firm(100_000) },
      { id: 3, mu: 49.99, firm: firm(100_000) },
      { id: 4, mu: 60, firm: firm(0.001) },
      { id: 5, mu: 60, isAboveScale: null, firm: {} },
      ...Array.from({ length: 16 }, (_, index) => ({ id: index + 6, mu: 10, firm: firm(100 + index) })),
    ]);
    await assessAll(db);
    const rule = 'ruian-rental-housing';
    expect(await judged('housing-eligible')).toEqual({ found: [`1 ${rule}`, `2 ${rule}`], open: ['5'] });
    expect(await observedOn(2, 'housing-eligible')).toEqual([
      { inPark: false, class: 'A', 'class in': 'A B', areaMu: 50, 'areaMu >=': 50, methodVersion: 1 },
    ]);
  });
});

describe('Jindong', () => {
  beforeEach(() => plantJurisdictions(db, ['jindong']));

  it('wants a floor-area ratio of 1.5 of what was supplied since 2021, once it is completed', async () => {
    const floorAreaM2 = 10_000;
    const supplied = { suppliedOn: '2021-01-01', completedOn: '2022-12-31' };
    await plantLots(db, [
      { id: 1, ...supplied, floorAreaM2 },
      { id: 2, ...supplied, floorAreaM2: 9_999 },
      { id: 3, ...supplied, floorAreaM2: 9_999, suppliedOn: '2020-12-31' },
      { id: 4, ...supplied, floorAreaM2: 9_999, completedOn: '2023-01-01' },
      { id: 5, ...supplied },
      { id: 6, floorAreaM2: 9_999, completedOn: '2022-01-01' },
      { id: 7, floorAreaM2, completedOn: '2022-01-01' },
    ]);
    await assessAll(db);
    expect(await judged('low-far')).toEqual({ found: ['2 jindong-low-far'], open: ['5', '6'] });
    expect(await observedOn(2, 'low-far')).toEqual([
      { suppliedYear: 2021, 'suppliedYear >=': 2021, isCompleted: true, farRatio: 1.49985, 'farRatio <': 1.5 },
    ]);
  });

  it('wants above scale who owns 20 mu and was below for three years', async () => {
    const below = { firm: { wasAboveScale: false } };
    await plantLots(db, [
      { id: 1, mu: 20, ...below },
      { id: 2, mu: 19.99, ...below },
      { id: 3, mu: 20, ...below },
      { id: 4, mu: 20, ...below },
    ]);
    const past = (enterpriseId: number, ...years: (boolean | null)[]) =>
      years.map((wasAboveScale, back) => ({ enterpriseId, year: LOT_YEAR - 1 - back, wasAboveScale }));
    await plantIndicators(db, [
      ...past(1, false, false, false, true),
      ...past(2, false, false),
      ...past(3, false, true),
      ...past(4, false, null),
    ]);
    await assessAll(db);
    const rule = 'jindong-must-be-above-scale';
    expect(await judged('must-be-above-scale')).toEqual({ found: [`1 ${rule}`], open: ['4'] });
    expect(await observedOn(1, 'must-be-above-scale')).toContainEqual(
      expect.objectContaining({ ownedLandMu: 20, 'ownedLandMu >=': 20, yearsBelowScale: 4, 'yearsBelowScale >=': 3 }),
    );
    expect(await observedOn(4, 'missing-data')).toContainEqual(
      expect.objectContaining({ undecided: expect.stringContaining('must-be-above-scale') }),
    );
  });

  it('doubles the capacity of A and B firms with enough sales or tax that use what they have', async () => {
    const ratios = { landUseRatio: 0.8, capacityUseRatio: 0.8, energyUseRatio: 0.8, emissionUseRatio: 1 };
    const large = { tax10kYuan: 300, revenue10kYuan: 1, addedValue10kYuan: 1, energyTce: 1, employees: 1, ...ratios };
    const rest = { tax10kYuan: 1, revenue10kYuan: 10, addedValue10kYuan: 0.1, energyTce: 100, employees: 100 };
    await plantLots(db, [
      { id: 1, firm: large },
      { id: 2, firm: { ...large, tax10kYuan: 299.9999 } },
      { id: 3, firm: { ...large, tax10kYuan: 299, revenue10kYuan: 10_000 } },
      { id: 4, firm: { ...large, energyUseRatio: 0.7999 } },
      { id: 5, firm: { ...large, capacityUseRatio: null } },
      { id: 6, firm: { ...rest, tax10kYuan: 300, ...ratios } },
      ...Array.from({ length: 30 }, (_, index) => ({ id: index + 7, mu: 1, firm: { ...rest, employees: 50 } })),
    ]);
    await assessAll(db);
    const classes = await lines(
      db,
      sql`SELECT enterprise_id || ' ' || class AS line FROM evaluations WHERE enterprise_id <= 5 ORDER BY enterprise_id`,
    );
    expect(classes.map((line) => 'AB'.includes(line.slice(-1)))).toEqual([true, true, true, true, true]);
    const rule = 'jindong-capacity-doubling';
    const { found, open } = await judged('capacity-doubling');
    expect([found.filter((line) => !line.startsWith('6 ')), open]).toEqual([[`1 ${rule}`, `3 ${rule}`], ['5']]);
  });

  it('lists who pays 3 million yuan on 5 mu of its own or on none', async () => {
    await plantLots(db, [
      { id: 1, mu: 5, firm: { tax10kYuan: 300 } },
      { id: 2, mu: 5, firm: { tax10kYuan: 299.9999 } },
      { id: 3, mu: 5.01, firm: { tax10kYuan: 300 } },
      { id: 4, mu: 30, rentsM2: 500, firm: { tax10kYuan: 300 } },
      { id: 5, mu: 5, firm: { tax10kYuan: null } },
    ]);
    await assessAll(db);
    const rule = 'jindong-high-tax-little-land';
    expect(await judged('high-tax-little-land')).toEqual({ found: [`1 ${rule}`, `4 ${rule}`], open: ['5'] });
  });

  it('finds each project of three years at its stage, and two at one stage once', async () => {
    await plantLots(db, [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]);
    await plantProjects(db, [
      { parcelId: 1, name: 'a', signedOn: '2019-12-31' },
      { parcelId: 1, name: 'b', signedOn: '2021-06-01' },
      { parcelId: 1, name: 'c', signedOn: '2021-01-01', startedOn: '2021-02-01', completedOn: '2022-12-31' },
      { parcelId: 1, name: 'd', signedOn: '2021-01-01', startedOn: '2023-01-01' },
      { parcelId: 2, name: 'e', signedOn: '2019-12-30' },
      { parcelId: 2, name: 'f', signedOn: '2021-01-01', reachedAgreedOn: '2022-01-01' },
      { parcelId: 3, name: 'g', startedOn: '2022-01-01' },
      { parcelId: 4, name: 'h', signedOn: '2020-05-01', aboveScaleOn: '2022-01-01', agreedOutput10kYuan: 8000 },
      { parcelId: 4, name: 'i', signedOn: '2022-01-01', startedOn: '2022-02-01' },
      { parcelId: 4, name: 'j', signedOn: '2020-05-01', producingOn: '2022-01-01' },
    ]);
    await assessAll(db);
    const rule = 'jindong-unfinished-project';
    expect(await judged('unfinished-project')).toEqual({
      found: [
        `1 ${rule}-completed`,
        `1 ${rule}-signed`,
        `4 ${rule}-above-scale`,
        `4 ${rule}-producing`,
        `4 ${rule}-started`,
      ],
      open: ['3'],
    });
    const common = { asOf: '2022-12-31', withinYears: 3 };
    expect(await observedOn(1, 'unfinished-project')).toEqual([
      { ...common, stage: 'completed', project: 'c', projects: 1, signedOn: '2021-01-01', since: '2022-12-31' },
      { ...common, stage: 'signed', project: 'b', projects: 3, signedOn: '2021-06-01', since: '2021-06-01' },
    ]);
    expect((await observedOn(4, 'unfinished-project'))[0]).toMatchObject({ project: 'h', agreedOutput10kYuan: 8000 });
  });
});

describe('missing data', () => {
  it('names the facts that are missing and what cannot be said without them, and nothing that is found anyway', async () => {
    await plantJurisdictions(db, ['zhuji']);
    await plantLots(db, [
      { id: 1, completedOn: '2020-01-01', firm: { tax10kYuan: 500, energyTce: 10 } },
      { id: 2, completedOn: '2020-01-01', firm: { energyTce: 10 } },
      { id: 3, firm: { tax10kYuan: 500, energyTce: 3000 } },
      { id: 4, firm: { tax10kYuan: 500, energyTce: 10 } },
      { id: 5, agreedStartOn: '2020-01-01', floorAreaM2: 5, firm: { tax10kYuan: 500, energyTce: 10 } },
    ]);
    await assessAll(db);
    const said = await Promise.all([1, 2, 3, 4, 5].map((id) => observedOn(id, 'missing-data')));
    // On 2 the survey is decided by the land it uses, whatever it pays.
    expect(said).toEqual([
      [],
      [{ missing: 'taxPerMu10kYuan', undecided: 'low-efficiency' }],
      [{ missing: 'builtYear', undecided: 'two-high' }],
      [],
      [{ missing: 'worksDates', undecided: 'suspected-idle' }],
    ]);
  });
});
