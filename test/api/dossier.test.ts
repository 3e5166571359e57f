import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { ParcelDetail } from '../../server/src/contract/api.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import {
  plantEnterprises,
  plantIndicators,
  plantJurisdictions,
  plantOccupancies,
  plantParcels,
  plantProjects,
} from '../support/plant.ts';

let app: App;
beforeAll(async () => {
  const db = await testDatabase();
  await plantJurisdictions(db, ['zhuji']);
  await plantParcels(db, [
    {
      id: 1,
      jurisdictionId: 1,
      areaM2: 6000,
      floorAreaM2: 12_000,
      vacantFloorAreaM2: 2000,
      agreement: 'supervision-contract',
      hasUnapprovedUse: true,
      landTermEndsOn: '2061-02-28',
    },
    { id: 2, jurisdictionId: 1, areaM2: 3000 },
  ]);
  await plantEnterprises(db, [
    { id: 1, jurisdictionId: 1 },
    { id: 2, jurisdictionId: 1 },
    { id: 3, jurisdictionId: 1 },
  ]);
  await plantIndicators(db, [{ enterpriseId: 1, year: 2024, wasAboveScale: true }]);
  await plantOccupancies(db, [
    { enterpriseId: 1, parcelId: 1, kind: 'owned', floorAreaM2: 6000 },
    { enterpriseId: 2, parcelId: 1, kind: 'owned', floorAreaM2: 2000 },
    { enterpriseId: 3, parcelId: 1, kind: 'leased-in', toYear: 2022 },
  ]);
  await plantProjects(db, [
    { parcelId: 1, name: 'Old', signedOn: '2021-03-01', completedOn: '2022-06-30', agreedOutput10kYuan: 5200.5 },
    { parcelId: 1, name: 'New', signedOn: '2024-05-02', startedOn: '2024-09-01' },
    { parcelId: 1, name: 'Undated' },
  ]);
  await db.execute(sql`
    INSERT INTO violations (enterprise_id, field, found_on, remedied_on)
    VALUES (2, 'fire', '2023-04-05', '2023-05-06'), (1, 'energy', '2024-02-03', NULL), (3, 'tax', '2024-01-01', NULL)`);
  await db.execute(sql`
    INSERT INTO evaluation_methods (jurisdiction_id, year, tier, version, definition, starting_version, published_at)
    VALUES (1, 2024, 'above-scale', 1, '{}', 1, NULL),
      (1, 2024, 'above-scale', 2, '{"occupancy": {"floorArea": "by-share"}}', NULL, now()),
      (1, 2023, 'below-scale', 1, '{"occupancy": {"floorArea": "not-counted"}}', NULL, now())`);
  app = await testApp({ db });
});

const read = async (code: string, year: number) =>
  ParcelDetail.parse((await app.inject({ url: `/api/parcels/${code}?year=${year}` })).json());
const shares = async (year: number) =>
  (await read('P1', year)).enterprises.map(({ creditCode, share }) => [creditCode, share]);

describe('the registers in a dossier', () => {
  it('list what was agreed, each project with its days, and the violations of who stands there in the year', async () => {
    const { agreement, hasUnapprovedUse, landTermEndsOn, projects, violations } = await read('P1', 2024);
    const undated = {
      startedOn: null,
      completedOn: null,
      producingOn: null,
      aboveScaleOn: null,
      reachedAgreedOn: null,
    };
    expect({ agreement, hasUnapprovedUse, landTermEndsOn, projects, violations }).toEqual({
      agreement: 'supervision-contract',
      hasUnapprovedUse: true,
      landTermEndsOn: '2061-02-28',
      projects: [
        { ...undated, name: 'New', signedOn: '2024-05-02', startedOn: '2024-09-01', agreedOutput10kYuan: null },
        { ...undated, name: 'Old', signedOn: '2021-03-01', completedOn: '2022-06-30', agreedOutput10kYuan: 5200.5 },
        { ...undated, name: 'Undated', signedOn: null, agreedOutput10kYuan: null },
      ],
      violations: [
        { name: 'Enterprise 1', creditCode: 'C1', field: 'energy', foundOn: '2024-02-03', remediedOn: null },
        { name: 'Enterprise 2', creditCode: 'C2', field: 'fire', foundOn: '2023-04-05', remediedOn: '2023-05-06' },
      ],
    });
  });

  it('leave unknown what nobody has told', async () => {
    expect(await read('P2', 2024)).toMatchObject({
      agreement: null,
      hasUnapprovedUse: null,
      landTermEndsOn: null,
      projects: [],
      violations: [],
    });
  });
});

describe('shares of rented and bought floors', () => {
  it('follow the newest method of the year and of the tier of the enterprise in that year', async () => {
    // By its floor area ratio of 2: 6,000 m² of floors are 3,000 m² of land and 2,000 are 1,000.
    expect(await shares(2025)).toEqual([
      ['C1', 0.75],
      ['C2', 0.25],
    ]);
    // Above scale in 2024, where 6,000 of the 10,000 m² in use are 3,600 m² of land; below scale nothing is said.
    expect(await shares(2024)).toEqual([
      ['C1', 3600 / 4600],
      ['C2', 1000 / 4600],
    ]);
    // Floors are no land in 2023, for either: then nobody uses any.
    expect(await shares(2023)).toEqual([
      ['C1', null],
      ['C2', null],
    ]);
  });
});
