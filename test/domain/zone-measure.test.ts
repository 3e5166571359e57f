import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBy, countedBy, weightOf, type ZoneGround } from '../../server/src/domain/zone-measure/counted-parcels.ts';
import { liveMeasurer } from '../../server/src/domain/zone-measure/live-measure.ts';
import { rowsInside } from '../../server/src/domain/zone-measure/rows-inside.ts';
import { landInLayer, ownersOf, termsOf } from '../../server/src/domain/zone-measure/zone-sums.ts';
import { landOf, type PlantedRow } from '../support/land-columns.ts';

const parcel = (id: number, shareInside: number, more: Partial<ZoneGround> = {}): ZoneGround => ({
  id,
  shareInside,
  lock: null,
  class: null,
  wholeMuHundredths: 1001,
  certifiedMuHundredths: null,
  measuredMuHundredths: 1000,
  isFound: false,
  isPending: false,
  findings: [],
  termEndsOn: null,
  taxYuan: null,
  addedValueYuan: null,
  energyTceHundredths: null,
  employeesHundredths: null,
  floorAreaM2: null,
  ...more,
});

describe('a zone', () => {
  it('counts a parcel whole from one half on, by its part, or whole at a touch, and locks go before the boundary', () => {
    const weights = (shareInside: number, lock: ZoneGround['lock'] = null) =>
      (['whole', 'clipped', 'touching'] as const).map((rule) => weightOf({ shareInside, lock }, rule));
    expect([weights(1), weights(0.5), weights(0.499999), weights(0)]).toEqual([
      [1, 1, 1],
      [1, 0.5, 1],
      [0, 0.499999, 1],
      [0, 0, 0],
    ]);
    expect([weights(0, 'in'), weights(1, 'out')]).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
  });

  it('adds up whole hundredths of what counts, and says of how many parcels a figure is missing', () => {
    const ground = [
      parcel(1, 1, { isFound: true, certifiedMuHundredths: 1001, taxYuan: 300 }),
      parcel(2, 0.25, { isPending: true, taxYuan: -10 }),
      parcel(3, 0.7),
    ];
    // Clipped: 1001 + 250.25 + 700.7, each to the nearest hundredth; measured 1000 + 250 + 700; tax 300 − 2.5, half going up.
    expect(['whole', 'clipped'].map((rule) => countBy(ground, rule as 'whole'))).toEqual([
      {
        rule: 'whole',
        parcels: 2,
        muHundredths: 2002,
        certified: { muHundredths: 1001, parcelsWithout: 1 },
        measuredMuHundredths: 2000,
        freed: { parcels: 1, muHundredths: 1001 },
        pending: { parcels: 0, muHundredths: 0 },
        taxYuan: { sum: 300, unknownParcels: 1 },
      },
      {
        rule: 'clipped',
        parcels: 3,
        muHundredths: 1952,
        certified: { muHundredths: 1001, parcelsWithout: 2 },
        measuredMuHundredths: 1950,
        freed: { parcels: 1, muHundredths: 1001 },
        pending: { parcels: 1, muHundredths: 250 },
        taxYuan: { sum: 298, unknownParcels: 1 },
      },
    ]);
    expect(countBy([], 'whole').taxYuan).toEqual({ sum: null, unknownParcels: 0 });
  });

  it('tells the terms that have to be evened out, and the owners with theirs', () => {
    const counted = countedBy(
      [
        parcel(1, 1, { termEndsOn: '2036-06-29' }),
        parcel(2, 1, { termEndsOn: '2036-06-30', wholeMuHundredths: 400 }),
        parcel(3, 1),
        parcel(4, 1, { termEndsOn: '2020-01-01', wholeMuHundredths: 50 }),
      ],
      'whole',
    );
    expect(termsOf(counted, '2026-06-30')).toEqual({
      earliestEndsOn: '2020-01-01',
      latestEndsOn: '2036-06-30',
      differentEnds: 3,
      underTenYears: { parcels: 2, muHundredths: 1051 },
      unknown: { parcels: 1, muHundredths: 1001 },
    });
    const holder = { id: 7, name: '甲厂', creditCode: 'C7' };
    expect(ownersOf(counted, (id) => (id === 3 ? null : holder))).toEqual([
      {
        id: 7,
        name: '甲厂',
        creditCode: 'C7',
        parcels: 3,
        muHundredths: 1451,
        earliestTermEndsOn: '2020-01-01',
        latestTermEndsOn: '2036-06-30',
        unknownTerms: 0,
      },
      {
        id: null,
        name: null,
        creditCode: null,
        parcels: 1,
        muHundredths: 1001,
        earliestTermEndsOn: null,
        latestTermEndsOn: null,
        unknownTerms: 1,
      },
    ]);
  });

  it('never finds more of a parcel in a layer than counts', () => {
    const counted = countedBy([parcel(1, 0.3), parcel(2, 1), parcel(3, 1)], 'clipped');
    const shares = new Map([
      [1, 0.4],
      [2, 0.5],
    ]);
    // 300.3 counts of the first; 500.5 of the second lies inside and goes up.
    expect(landInLayer(counted, shares)).toEqual({ parcels: 2, muHundredths: 801, parcelsWithRest: 2 });
  });
});

const SQUARE = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
  [0, 0],
] as const;
const HOLE = [
  [4, 4],
  [6, 4],
  [6, 6],
  [4, 6],
  [4, 4],
] as const;

describe('what lies under the pen', () => {
  const rows: readonly PlantedRow[] = [
    {
      longitude: 1,
      latitude: 1,
      class: 'D',
      countedMuHundredths: 100,
      findings: ['low-efficiency'],
      enterprises: [5, 6],
    },
    { longitude: 5, latitude: 5, class: 'A', countedMuHundredths: 20, taxYuan: 9 },
    { longitude: 9, latitude: 5, countedMuHundredths: 3, unknown: ['low-efficiency'], taxYuan: 4, enterprises: [6] },
    { longitude: 11, latitude: 5, class: 'D', countedMuHundredths: 7, employeesHundredths: 250 },
  ];
  const measure = liveMeasurer(landOf(rows));

  it('is the parcels whose middle is inside and not in a hole, with their sums', () => {
    const unknown = (unknownParcels: number, sum: number | null = null) => ({ sum, unknownParcels });
    expect(measure({ ground: [[SQUARE, HOLE]], lockedIn: [], lockedOut: [] })).toEqual({
      all: { parcels: 2, muHundredths: 103 },
      potential: { parcels: 1, muHundredths: 100 },
      pending: { parcels: 1, muHundredths: 3 },
      classes: [
        { class: 'D', parcels: 1, muHundredths: 100 },
        { class: null, parcels: 1, muHundredths: 3 },
      ],
      figures: {
        enterprises: 2,
        taxYuan: unknown(1, 4),
        addedValueYuan: unknown(2),
        energyTceHundredths: unknown(2),
        employeesHundredths: unknown(2),
      },
    });
  });

  it('takes in what is locked in and leaves out what is locked out, each once, and knows no other ids', () => {
    const told = measure({ ground: [[SQUARE]], lockedIn: [1, 4, 99], lockedOut: [3, 98] });
    expect([told.all, told.figures.employeesHundredths]).toEqual([
      { parcels: 3, muHundredths: 127 },
      { sum: 250, unknownParcels: 2 },
    ]);
    expect(measure({ ground: [], lockedIn: [], lockedOut: [] }).all).toEqual({ parcels: 0, muHundredths: 0 });
  });

  it('agrees with a plain ray for any ring, the bands of latitude notwithstanding', () => {
    const whole = fc.integer({ min: 0, max: 40 });
    const position = fc.tuple(whole, whole);
    fc.assert(
      fc.property(
        fc.array(position, { minLength: 3, maxLength: 9 }),
        fc.array(position, { maxLength: 30 }),
        (ring, points) => {
          // Points lie beside the corners' grid, where no ray meets a corner and no rounding decides.
          const beside = points.map(([x, y]) => [x + 0.123, y + 0.377] as const);
          const land = landOf(beside.map(([longitude, latitude]) => ({ longitude, latitude })));
          const expected = beside.flatMap(([x, y], row) => (isInside(ring, x, y) ? [row] : []));
          expect([...rowsInside(land, [[ring]])]).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });
});

function isInside(ring: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let isIn = false;
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isIn = !isIn;
  });
  return isIn;
}
