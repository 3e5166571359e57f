import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plantOccupancies } from '../../support/plant.ts';
import { tenEnterprises, VERSION_2 } from '../../support/ten-enterprises.ts';

const { ask, db, plant, publish } = await tenEnterprises();

const explain = (code: string, year = 2024) => ask(`/api/evaluation/enterprises/${code}?year=${year}`);

describe('an explanation', () => {
  beforeAll(async () => {
    await plant();
    await publish();
  });

  it('says value, baseline, weight, points and rank of each item, and what would lift the class', async () => {
    expect((await explain('C4')).body).toEqual({
      revision: 2,
      jurisdiction: 'zhuji',
      year: 2024,
      creditCode: 'C4',
      name: 'Enterprise 4',
      industryCode: '3411',
      tier: 'below-scale',
      method: {
        id: expect.any(Number),
        ...VERSION_2,
        name: '亩均税收',
      },
      facts: {
        usedLandMu: 9,
        tax10kYuan: 63,
        addedValue10kYuan: null,
        energyTce: 9,
        emissionsT: null,
        employees: null,
        revenue10kYuan: null,
        rd10kYuan: null,
        registeredYears: null,
        buildingYears: null,
        tenants: 0,
        belowScaleTenants: 0,
      },
      marks: [],
      items: [
        {
          indicator: 'taxPerMu10kYuan',
          value: 7,
          baseline: 10,
          range: null,
          weight: 100,
          points: 70,
          bound: null,
          rank: 3,
          peers: 9,
          reachesNextClassAt: 8,
        },
      ],
      itemsSum: 70,
      coefficients: [],
      adjustments: [],
      undecided: [],
      score: 70,
      group: null,
      rank: 3,
      of: 9,
      classByRank: 'B',
      veto: null,
      class: 'B',
      mergedFirms: null,
      holder: null,
      unrated: null,
      lift: { possible: true, toClass: 'A', score: 80, indicator: 'taxPerMu10kYuan', from: 7, to: 8 },
    });
  });

  it('says why an enterprise is not rated', async () => {
    expect((await explain('C9')).body).toMatchObject({
      class: null,
      score: null,
      unrated: { reason: 'missing', missing: ['taxPerMu10kYuan'] },
    });
    expect((await explain('C11')).body).toMatchObject({ class: null, unrated: { reason: 'no-land' } });
  });

  it('refuses an enterprise that was not evaluated', async () => {
    for (const code of ['C12', 'none'])
      expect(await explain(code)).toMatchObject({
        status: 404,
        body: { type: 'enterprise-not-found', place: 'params.creditCode' },
      });
  });
});

describe('an explanation by another method', () => {
  beforeEach(plant);

  it('says what was added, taken and forbidden', async () => {
    await plantOccupancies(db, [
      { enterpriseId: 4, parcelId: 4, kind: 'leased-out', areaM2: 2000 },
      { enterpriseId: 5, parcelId: 4, kind: 'leased-in', areaM2: 1000 },
      { enterpriseId: 6, parcelId: 4, kind: 'leased-in', areaM2: 1000 },
    ]);
    await db.execute(sql`UPDATE indicators SET marks = '{专精特新}' WHERE enterprise_id = 4 AND year = 2024`);
    await db.execute(
      sql`INSERT INTO violations (enterprise_id, field, found_on) VALUES (4, 'safety', '2024-05-01'), (3, 'safety', '2023-05-01')`,
    );
    await db.execute(sql`UPDATE enterprises SET registered_on = '2022-12-31' WHERE id = 4`);
    await publish({
      coefficients: [{ name: '机械', when: { industries: ['34'] }, factor: 1.1 }],
      adjustments: [
        { name: '专精特新', when: { mark: '专精特新' }, points: 5 },
        { name: '转租', count: 'belowScaleTenants', first: -10, more: -5 },
      ],
      vetoes: [{ name: '安全违法', when: { mark: 'violation-safety' }, class: 'D' }],
      exemptions: [{ name: '新成立', when: { measure: 'registeredYears', comparator: '<', value: 2 } }],
    });
    // 63 over 6 mu: 10.5 per mu, 105 points × 1.1 + 5 − 15 = 105.5
    expect((await explain('C4')).body).toMatchObject({
      facts: { registeredYears: 2, tenants: 2, belowScaleTenants: 2, usedLandMu: 6 },
      marks: ['专精特新', 'violation-safety'],
      itemsSum: expect.closeTo(105, 9),
      coefficients: [{ name: '机械', factor: 1.1 }],
      adjustments: [
        { name: '专精特新', points: 5, counted: null },
        { name: '转租', points: -15, counted: 2 },
      ],
      score: expect.closeTo(105.5, 9),
      classByRank: 'A',
      veto: { name: '安全违法', class: 'D' },
      class: 'D',
      lift: { possible: false, reason: 'vetoed' },
    });
    expect((await explain('C3')).body).toMatchObject({ veto: null, undecided: ['新成立'] });
  });

  it('exempts land in its building period, and only where all of it is', async () => {
    await db.execute(sql`UPDATE parcels SET supplied_on = '2022-03-01' WHERE id IN (1, 3)`);
    await db.execute(sql`UPDATE parcels SET supplied_on = '2021-12-31' WHERE id = 4`);
    await db.execute(sql`UPDATE parcels SET completed_on = '2024-06-01' WHERE id = 3`);
    await publish({ exemptions: [{ name: '建设期', when: { measure: 'buildingYears', comparator: '<', value: 3 } }] });
    expect((await explain('C1')).body).toMatchObject({
      class: null,
      unrated: { reason: 'exempt', missing: [], exemption: '建设期' },
      lift: { possible: false, reason: 'unrated' },
    });
    expect((await explain('C3')).body).toMatchObject({ facts: { buildingYears: null }, unrated: null });
    expect((await explain('C4')).body).toMatchObject({ facts: { buildingYears: 3 }, unrated: null });
  });

  it('names the holder whose class a tenant takes', async () => {
    await plantOccupancies(db, [
      { enterpriseId: 1, parcelId: 1, kind: 'leased-out', areaM2: 2000 },
      { enterpriseId: 11, parcelId: 1, kind: 'leased-in', areaM2: 5000 },
      { enterpriseId: 11, parcelId: 2, kind: 'leased-in', areaM2: 100 },
    ]);
    await publish({
      occupancy: { tenants: 'holder-class' },
      classes: [
        { name: 'A', fromScore: 140 },
        { name: 'B', fromScore: null },
      ],
    });
    // 90 over 6 mu are 15: 150 points; 100 over 7.65 mu 130.7.
    expect((await explain('C11')).body).toMatchObject({
      class: 'A',
      classByRank: 'B',
      veto: null,
      holder: { creditCode: 'C1', name: 'Enterprise 1', ownClass: 'B' },
      lift: { possible: false, reason: 'class-of-holder' },
    });
  });

  it('finds values among peers where ranks make the points', async () => {
    await publish({ formula: 'rank', items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 'none' }] });
    expect((await explain('C4')).body).toMatchObject({
      score: expect.closeTo(700 / 9, 6),
      lift: { possible: true, to: 8 },
    });
  });
});
