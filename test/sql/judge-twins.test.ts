import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { judgeIdle, type WorksFacts } from '../../server/src/domain/idle-land.ts';
import { belowScaleFor } from '../../server/src/domain/scale-years.ts';
import { judgeProject } from '../../server/src/domain/unfinished-project.ts';
import { assessAll } from '../support/assess-all.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { lines } from '../support/lines.ts';
import {
  plantEnterprises,
  plantIndicators,
  plantJurisdictions,
  plantOccupancies,
  plantParcels,
  plantProjects,
} from '../support/plant.ts';
import { samples } from '../support/samples.ts';

/** Idle land, projects and years below scale are judged in SQL as the domain judges them; here both are given the same random facts. */
const YEAR = 2024;
const db = await testDatabase();
beforeEach(() => emptyTables(db));

/** An enterprise without land, for whose figures two years are judged. */
async function plantTwoYears(): Promise<void> {
  await plantEnterprises(db, [{ id: 1, jurisdictionId: 1 }]);
  await plantIndicators(
    db,
    [2023, YEAR].map((year) => ({ enterpriseId: 1, year })),
  );
}

describe('suspected idle land', () => {
  const day = fc.option(
    fc.constantFrom('2022-12-31', '2023-01-01', '2023-06-30', '2023-12-31', '2024-01-01', '2024-02-29', '2025-01-01'),
  );
  const facts = fc.record({
    isStateLand: fc.option(fc.constantFrom(true, true, false)),
    agreedStartOn: day,
    startedOn: day,
    stoppedOn: day,
    completedOn: fc.option(fc.constantFrom('2022-01-01', '2024-12-31', '2025-06-30'), { freq: 2 }),
    developedAreaM2: fc.option(fc.constantFrom(0, 2999, 3000, 9000)),
    floorAreaM2: fc.option(fc.constantFrom(0, 500)),
    totalInvestment10kYuan: fc.option(fc.constantFrom(0, 1000)),
    madeInvestment10kYuan: fc.option(fc.constantFrom(0, 249, 250, 1000)),
  });

  it('is the same in SQL as in the domain, on each last day of two years', async () => {
    const rows: WorksFacts[] = samples(facts, 350).map((each) => ({ ...each, countedAreaM2: 9000 }));
    await plantJurisdictions(db, ['zhuji']);
    await plantParcels(
      db,
      rows.map(({ isStateLand, ...works }, index) => ({
        ...works,
        ...(isStateLand === null ? {} : { rightKind: isStateLand ? ('state' as const) : ('collective' as const) }),
        id: index + 1,
        jurisdictionId: 1,
        areaM2: 9000,
      })),
    );
    await plantTwoYears();
    await assessAll(db);
    const stored = await lines(
      db,
      sql`SELECT year || ' ' || parcel_id || ' ' || (observed->>'condition') AS line FROM findings WHERE kind = 'suspected-idle' ORDER BY year, parcel_id`,
    );
    const expected = [2023, YEAR].flatMap((year) =>
      rows.flatMap((works, index) => {
        const { condition } = judgeIdle(works, `${year}-12-31`);
        return condition === null ? [] : [`${year} ${index + 1} ${condition}`];
      }),
    );
    expect(stored).toEqual(expected);
    const open = await lines(
      db,
      sql`SELECT year || ' ' || parcel_id AS line FROM parcel_years WHERE 'suspected-idle' = ANY (unknown_kinds) ORDER BY year, parcel_id`,
    );
    // Land of which neither an agreed start nor a stop is on record is not looked at.
    const expectedOpen = [2023, YEAR].flatMap((year) =>
      rows.flatMap((works, index) => {
        const isDated = works.agreedStartOn !== null || works.stoppedOn !== null;
        return isDated && judgeIdle(works, `${year}-12-31`).suspected === null ? [`${year} ${index + 1}`] : [];
      }),
    );
    expect(open).toEqual(expectedOpen);
    expect(expectedOpen.length).toBeGreaterThan(5);
    expect(expected.filter((line) => line.endsWith('not-started')).length).toBeGreaterThan(5);
    expect(expected.filter((line) => line.endsWith('stopped')).length).toBeGreaterThan(5);
  });
});

describe('projects', () => {
  const day = fc.option(
    fc.constantFrom('2020-12-31', '2021-01-01', '2022-02-28', '2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'),
    { freq: 3 },
  );
  const dates = fc.record({
    signedOn: day,
    startedOn: day,
    completedOn: day,
    producingOn: day,
    aboveScaleOn: day,
    reachedAgreedOn: day,
  });

  it('stand in SQL where they stand in the domain', async () => {
    const rows = samples(dates, 200);
    await plantJurisdictions(db, ['jindong']);
    await plantParcels(
      db,
      rows.map((_, index) => ({ id: index + 1, jurisdictionId: 1, areaM2: 3000 })),
    );
    await plantProjects(
      db,
      rows.map((each, index) => ({ parcelId: index + 1, ...each })),
    );
    await plantTwoYears();
    await assessAll(db);
    const stored = await lines(
      db,
      sql`
      SELECT y.year || ' ' || y.parcel_id || ' ' || COALESCE((n.observed->>'stage') || ' ' || (n.observed->>'since'), 'open') AS line
      FROM parcel_years y LEFT JOIN findings n ON n.parcel_id = y.parcel_id AND n.year = y.year AND n.kind = 'unfinished-project'
      WHERE n.kind IS NOT NULL OR 'unfinished-project' = ANY (y.unknown_kinds) ORDER BY y.year, y.parcel_id`,
    );
    const expected = [2023, YEAR].flatMap((year) =>
      rows.flatMap((each, index) => {
        const { isUnfinished, stage, since } = judgeProject(each, `${year}-12-31`, 3);
        if (isUnfinished === false) return [];
        return [`${year} ${index + 1} ${isUnfinished === null ? 'open' : `${stage} ${since}`}`];
      }),
    );
    expect(stored).toEqual(expected);
    expect(new Set(expected.map((line) => line.split(' ')[2])).size).toBe(6);
  });
});

describe('years below scale', () => {
  it('are counted in SQL as in the domain', async () => {
    const histories = samples(
      fc.array(fc.constantFrom(false, false, false, false, true, null), { minLength: 2, maxLength: 4 }),
      60,
    );
    await plantJurisdictions(db, ['jindong']);
    const ids = histories.map((_, index) => index + 1);
    await plantParcels(
      db,
      ids.map((id) => ({ id, jurisdictionId: 1, areaM2: 20_000 })),
    );
    await plantEnterprises(
      db,
      ids.map((id) => ({ id, jurisdictionId: 1 })),
    );
    await plantOccupancies(
      db,
      ids.map((id) => ({ enterpriseId: id, parcelId: id, kind: 'owned' as const })),
    );
    await plantIndicators(
      db,
      histories.flatMap((history, index) =>
        history.map((wasAboveScale, back) => ({ enterpriseId: index + 1, year: YEAR - back, wasAboveScale })),
      ),
    );
    await assessAll(db);
    const stored = await lines(
      db,
      sql`
      SELECT parcel_id || ' ' || ('must-be-above-scale' = ANY (finding_kinds)) AS line FROM parcel_years
      WHERE year = ${YEAR} AND 'must-be-above-scale' = ANY (finding_kinds || unknown_kinds) ORDER BY parcel_id`,
    );
    const expected = histories.flatMap((history, index) => {
      // One listed above scale in the year is no longer of the tier that the rule speaks of.
      if (history[0] === true) return [];
      const below = belowScaleFor((year) => history[YEAR - year] ?? null, { year: YEAR, years: 3 });
      return below === false ? [] : [`${index + 1} ${below === true}`];
    });
    expect(stored).toEqual(expected);
    expect(new Set(expected.map((line) => line.split(' ')[1]))).toEqual(new Set(['true', 'false']));
  });
});
