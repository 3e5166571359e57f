import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apportion,
  landRightHolder,
  landShares,
  landUses,
  type Occupancy,
  taxPerMu10kYuan,
} from '../../server/src/domain/occupancy.ts';

const AREAS: Record<number, number> = { 1: 6000, 2: 3000, 3: 9000 };
const areaOf = (parcelId: number) => AREAS[parcelId] ?? 1000;
const own = (enterpriseId: number, parcelId: number, areaM2: number | null = null): Occupancy => ({
  enterpriseId,
  parcelId,
  kind: 'owned',
  areaM2,
});

/** A firm on two parcels that lets 2,000 m² of the first to a tenant, and a firm that has let all it holds. */
const ROWS: Occupancy[] = [
  own(10, 1),
  own(10, 2),
  { enterpriseId: 10, parcelId: 1, kind: 'leased-out', areaM2: 2000 },
  { enterpriseId: 20, parcelId: 1, kind: 'leased-in', areaM2: 2000 },
  own(30, 3),
  { enterpriseId: 30, parcelId: 3, kind: 'leased-out', areaM2: null },
];

describe('landUses and landShares', () => {
  it('lets a firm that has let more than it holds use nothing, rather than less than nothing', () => {
    const rows: Occupancy[] = [own(10, 1, 1000), { enterpriseId: 10, parcelId: 1, kind: 'leased-out', areaM2: 1500 }];
    expect(landUses(rows, areaOf)).toEqual([{ enterpriseId: 10, parcelId: 1, heldM2: 1000, ownedM2: 1000, usedM2: 0 }]);
  });

  it('subtracts what is let, adds what is leased, and takes a parcel whole where no area is given', () => {
    expect(landUses(ROWS, areaOf)).toEqual([
      { enterpriseId: 10, parcelId: 1, heldM2: 6000, ownedM2: 6000, usedM2: 4000 },
      { enterpriseId: 10, parcelId: 2, heldM2: 3000, ownedM2: 3000, usedM2: 3000 },
      { enterpriseId: 20, parcelId: 1, heldM2: 2000, ownedM2: null, usedM2: 2000 },
      { enterpriseId: 30, parcelId: 3, heldM2: 9000, ownedM2: 9000, usedM2: 0 },
    ]);
  });

  it('divides an enterprise by the land it uses, else by the land it holds', () => {
    expect(landShares(landUses(ROWS, areaOf))).toEqual([
      { enterpriseId: 10, parcelId: 1, share: 4 / 7 },
      { enterpriseId: 10, parcelId: 2, share: 3 / 7 },
      { enterpriseId: 20, parcelId: 1, share: 1 },
      { enterpriseId: 30, parcelId: 3, share: 1 },
    ]);
  });
});

describe('apportion', () => {
  const shares = landShares(landUses(ROWS, areaOf));

  it('adds up the enterprises of a parcel', () => {
    const tax: Record<number, number> = { 10: 70, 20: 5, 30: 0 };
    expect(apportion(shares, (id) => tax[id] ?? null)).toEqual(
      new Map([
        [1, 45],
        [2, 30],
        [3, 0],
      ]),
    );
  });

  it('knows nothing of a parcel where one enterprise has no figure', () => {
    expect(apportion(shares, (id) => (id === 20 ? null : 70)).get(1)).toBeNull();
    expect(apportion(shares, (id) => (id === 20 ? null : 70)).get(2)).toBe(30);
    expect(apportion(shares, () => 1).has(4)).toBe(false);
  });

  it('keeps every total, and the shares of each enterprise sum to 1', () => {
    const rows = fc.array(
      fc.record({
        enterpriseId: fc.integer({ min: 1, max: 6 }),
        parcelId: fc.integer({ min: 1, max: 6 }),
        kind: fc.constantFrom('owned' as const, 'leased-in' as const, 'leased-out' as const),
        areaM2: fc.option(fc.double({ min: 1, max: 50_000, noNaN: true })),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.double({ min: -100, max: 10_000, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (list, figures) => {
          const divided = landShares(landUses(list, areaOf));
          const present = new Set(list.map((row) => row.enterpriseId));
          for (const id of present) {
            const sum = divided.filter((row) => row.enterpriseId === id).reduce((total, row) => total + row.share, 0);
            expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
          }
          const total = [...present].reduce((sum, id) => sum + (figures[id - 1] ?? 0), 0);
          const brought = [...apportion(divided, (id) => figures[id - 1] ?? 0).values()];
          const sum = brought.reduce<number>((all, each) => all + (each ?? 0), 0);
          expect(Math.abs(sum - total)).toBeLessThan(1e-9 * Math.max(1, ...figures.map(Math.abs)) * 10);
        },
      ),
    );
  });
});

describe('landRightHolder', () => {
  it('is the owner of the largest area, the smaller id in a tie, and never a tenant', () => {
    const holder = (rows: Occupancy[]) => landRightHolder(landUses(rows, areaOf))?.enterpriseId ?? null;
    expect(holder([own(1, 1, 500), own(2, 1, 800)])).toBe(2);
    expect(holder([own(5, 1, 500), own(2, 1, 500)])).toBe(2);
    expect(holder([{ enterpriseId: 9, parcelId: 1, kind: 'leased-in', areaM2: 5000 }, own(3, 1, 10)])).toBe(3);
    expect(holder([{ enterpriseId: 9, parcelId: 1, kind: 'leased-in', areaM2: 5000 }])).toBeNull();
  });
});

describe('taxPerMu10kYuan', () => {
  it('puts a parcel that is on a threshold exactly on it', () => {
    expect(taxPerMu10kYuan(50, 1000)).toBe(5);
    expect(taxPerMu10kYuan(0.1 + 0.2, 10)).toBe(3);
    expect(taxPerMu10kYuan(null, 1000)).toBeNull();
    expect(taxPerMu10kYuan(5, 0)).toBeNull();
    expect(taxPerMu10kYuan(-1, 100)).toBe(-1);
  });
});
