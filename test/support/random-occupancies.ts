import fc from 'fast-check';
import type { Database } from '../../server/src/db/database.ts';
import { type FloorAreaRule, type LandUse, landUses, type Occupancy } from '../../server/src/domain/occupancy.ts';
import { emptyTables } from './database.ts';
import { plantEnterprises, plantJurisdictions, plantOccupancies, plantParcels } from './plant.ts';
import { samples } from './samples.ts';

/** Random enterprises on random parcels of one jurisdiction, to be planted and to be reckoned by the domain. */
const PARCELS = 25;
const ENTERPRISES = 20;
const areas = fc.integer({ min: 500, max: 60_000 });

const randomOccupancies = fc.record({
  rows: fc.uniqueArray(
    fc.record({
      enterpriseId: fc.integer({ min: 1, max: ENTERPRISES }),
      parcelId: fc.integer({ min: 1, max: PARCELS }),
      kind: fc.oneof(
        { weight: 3, arbitrary: fc.constant('leased-in' as const) },
        fc.constantFrom('owned' as const, 'leased-out' as const),
      ),
      areaM2: fc.option(areas, { freq: 1 }),
      floorAreaM2: fc.option(areas, { freq: 2 }),
    }),
    { minLength: 70, maxLength: 70, selector: (row) => `${row.enterpriseId}:${row.parcelId}:${row.kind}` },
  ),
  lands: fc.array(
    fc.record({
      areaM2: areas,
      floorAreaM2: fc.option(areas, { freq: 9 }),
      vacantFloorAreaM2: fc.option(areas),
      isInPark: fc.boolean(),
    }),
    { minLength: PARCELS, maxLength: PARCELS },
  ),
  isAboveScale: fc.array(fc.option(fc.boolean(), { freq: 4 }), { minLength: ENTERPRISES, maxLength: ENTERPRISES }),
});
export type RandomOccupancies = typeof randomOccupancies extends fc.Arbitrary<infer Value> ? Value : never;

/** The same samples at every run. */
export const sampleOccupancies = (count: number): RandomOccupancies[] => samples(randomOccupancies, count);

/** Plants one sample as the only jurisdiction. */
export async function plantSample(db: Database, { rows, lands, isAboveScale }: RandomOccupancies): Promise<void> {
  await emptyTables(db);
  await plantJurisdictions(db, ['zhuji']);
  await plantParcels(
    db,
    lands.map(({ isInPark, ...land }, index) => ({
      ...land,
      id: index + 1,
      jurisdictionId: 1,
      ...(isInPark ? { parkId: 1 } : {}),
    })),
  );
  await plantEnterprises(
    db,
    isAboveScale.map((isAbove, index) => ({ id: index + 1, jurisdictionId: 1, isAboveScale: isAbove })),
  );
  await plantOccupancies(db, rows satisfies Occupancy[]);
}

/** What the domain says of a sample's land. */
export const usesOf = (
  { rows, lands }: RandomOccupancies,
  ruleOf?: (enterpriseId: number) => FloorAreaRule,
): LandUse[] => landUses(rows, (id) => lands[id - 1] as RandomOccupancies['lands'][number], ruleOf);
