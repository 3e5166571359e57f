import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, landShares, parcelShares } from '../../server/src/domain/land-share.ts';
import {
  FLOOR_AREA_RULES,
  type FloorAreaRule,
  landRightHolder,
  landUses,
  type Occupancy,
  type OccupiedParcel,
  taxPerMu10kYuan,
} from '../../server/src/domain/occupancy.ts';

const AREAS: Record<number, number> = { 1: 6000, 2: 3000, 3: 9000 };
const parcelOf = (parcelId: number): OccupiedParcel => ({
  areaM2: AREAS[parcelId] ?? 1000,
  floorAreaM2: null,
  vacantFloorAreaM2: null,
});
const row = (
  enterpriseId: number,
  parcelId: number,
  kind: Occupancy['kind'],
  areaM2: number | null = null,
  floorAreaM2: number | null = null,
): Occupancy => ({ enterpriseId, parcelId, kind, areaM2, floorAreaM2 });
const own = (enterpriseId: number, parcelId: number, areaM2: number | null = null) =>
  row(enterpriseId, parcelId, 'owned', areaM2);

/** A firm on two parcels that lets 2,000 m² of the first to a tenant, and a firm that has let all it holds. */
const ROWS: Occupancy[] = [
  own(10, 1),
  own(10, 2),
  row(10, 1, 'leased-out', 2000),
  row(20, 1, 'leased-in', 2000),
  own(30, 3),
  row(30, 3, 'leased-out'),
];

describe('landUses', () => {
  it('subtracts what is let, adds what is leased, and takes a parcel whole where no area is given', () => {
    expect(landUses(ROWS, parcelOf)).toEqual([
      { enterpriseId: 10, parcelId: 1, heldM2: 6000, ownedM2: 6000, usedM2: 4000, isTenant: false },
      { enterpriseId: 10, parcelId: 2, heldM2: 3000, ownedM2: 3000, usedM2: 3000, isTenant: false },
      { enterpriseId: 20, parcelId: 1, heldM2: 2000, ownedM2: null, usedM2: 2000, isTenant: true },
      { enterpriseId: 30, parcelId: 3, heldM2: 9000, ownedM2: 9000, usedM2: 0, isTenant: false },
    ]);
  });

  it('lets a firm that has let more than it holds use nothing, rather than less than nothing', () => {
    expect(landUses([own(10, 1, 1000), row(10, 1, 'leased-out', 1500)], parcelOf)).toEqual([
      { enterpriseId: 10, parcelId: 1, heldM2: 1000, ownedM2: 1000, usedM2: 0, isTenant: false },
    ]);
  });
});

describe('floor area', () => {
  /** 6,000 m² of land, 15,000 m² of floor of which 3,000 are vacant: FAR 2.5, of the floor in use 12,000. */
  const storeyed: OccupiedParcel = { areaM2: 6000, floorAreaM2: 15_000, vacantFloorAreaM2: 3000 };
  const rows = [own(1, 1), row(1, 1, 'leased-out', null, 5000), row(2, 1, 'leased-in', null, 5000)];
  const usedBy = (rule: FloorAreaRule, parcel = storeyed, list = rows) =>
    landUses(
      list,
      () => parcel,
      () => rule,
    ).map((use) => use.usedM2);

  it('by-far: is divided by the floor area ratio', () => {
    // 5,000 ÷ 2.5 = 2,000
    expect(usedBy('by-far')).toEqual([4000, 2000]);
  });

  it('by-share: takes its part of the land by its part of the floor in use', () => {
    // 6,000 × 5,000 ÷ 12,000 = 2,500
    expect(usedBy('by-share')).toEqual([3500, 2500]);
    expect(usedBy('by-share', { ...storeyed, vacantFloorAreaM2: null })).toEqual([4000, 2000]);
  });

  it('not-counted: is no land, and takes none off its holder', () => {
    expect(usedBy('not-counted')).toEqual([6000, 0]);
  });

  it('is never more than the parcel, and unknown where the parcel says nothing of its floors', () => {
    expect(usedBy('by-far', { ...storeyed, floorAreaM2: 4000 })).toEqual([0, 6000]);
    expect(usedBy('by-far', { ...storeyed, floorAreaM2: null })).toEqual([null, null]);
    expect(usedBy('by-far', { ...storeyed, floorAreaM2: 0 })).toEqual([null, null]);
    expect(usedBy('by-share', { ...storeyed, vacantFloorAreaM2: 15_000 })).toEqual([null, null]);
    expect(usedBy('by-far', { ...storeyed, floorAreaM2: null }, [row(2, 1, 'leased-in', 800, 5000)])).toEqual([800]);
  });
});

describe('landShares', () => {
  it('divides an enterprise by the land it uses, else by the land it holds', () => {
    expect(landShares(landUses(ROWS, parcelOf))).toEqual([
      { enterpriseId: 10, parcelId: 1, share: 4 / 7, from: 0, through: 4 / 7 },
      { enterpriseId: 10, parcelId: 2, share: 3 / 7, from: 4 / 7, through: 1 },
      { enterpriseId: 20, parcelId: 1, share: 1, from: 0, through: 1 },
      { enterpriseId: 30, parcelId: 3, share: 1, from: 0, through: 1 },
    ]);
  });

  it('divides in equal parts where some of the land is not known, or it only lets', () => {
    const unknown = landUses([own(1, 1), own(1, 2), row(1, 3, 'leased-in', null, 500)], parcelOf);
    expect(landShares(unknown).map(({ share }) => share)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const onlyLets = landUses([row(1, 1, 'leased-out', 5), row(1, 2, 'leased-out', 50)], parcelOf);
    expect(landShares(onlyLets).map(({ share }) => share)).toEqual([0.5, 0.5]);
  });
});

const kinds = fc.constantFrom('owned' as const, 'leased-in' as const, 'leased-out' as const);
const optionalArea = fc.option(fc.double({ min: 1, max: 50_000, noNaN: true }));
const occupancies = fc.array(
  fc.record({
    enterpriseId: fc.integer({ min: 1, max: 6 }),
    parcelId: fc.integer({ min: 1, max: 6 }),
    kind: kinds,
    areaM2: optionalArea,
    floorAreaM2: optionalArea,
  }),
  { minLength: 1, maxLength: 30 },
);
const parcels = fc.array(
  fc.record({
    areaM2: fc.double({ min: 100, max: 50_000, noNaN: true }),
    floorAreaM2: optionalArea,
    vacantFloorAreaM2: optionalArea,
  }),
  { minLength: 6, maxLength: 6 },
);
const floorAreaRule = fc.constantFrom(...FLOOR_AREA_RULES);
const usesOf = (list: readonly Occupancy[], lands: readonly OccupiedParcel[], rule: FloorAreaRule) =>
  landUses(
    list,
    (id) => lands[id - 1] as OccupiedParcel,
    () => rule,
  );

describe('shares', () => {
  it('of an enterprise follow one another from 0 through 1 and sum to 1', () => {
    fc.assert(
      fc.property(occupancies, parcels, floorAreaRule, (list, lands, rule) => {
        const shares = landShares(usesOf(list, lands, rule));
        for (const id of new Set(list.map((each) => each.enterpriseId))) {
          const mine = shares.filter((each) => each.enterpriseId === id);
          expect(mine.map(({ from }) => from)).toEqual([0, ...mine.slice(0, -1).map(({ through }) => through)]);
          expect(mine.at(-1)?.through).toBe(1);
          expect(Math.abs(mine.reduce((sum, { share }) => sum + share, 0) - 1)).toBeLessThan(1e-12);
          expect(mine.every(({ share }) => share >= 0)).toBe(true);
        }
      }),
    );
  });

  it('of a parcel sum to 1, or are all unknown', () => {
    fc.assert(
      fc.property(occupancies, parcels, floorAreaRule, (list, lands, rule) => {
        const uses = usesOf(list, lands, rule);
        for (const id of new Set(uses.map((use) => use.parcelId))) {
          const here = uses.filter((use) => use.parcelId === id);
          const shares = [...parcelShares(here).values()];
          expect(shares.length).toBe(here.length);
          if (shares.includes(null)) expect(shares.every((share) => share === null)).toBe(true);
          else expect(Math.abs(shares.reduce<number>((sum, share) => sum + (share ?? 0), 0) - 1)).toBeLessThan(1e-12);
        }
      }),
    );
  });
});

describe('apportion', () => {
  const shares = landShares(landUses(ROWS, parcelOf));

  it('adds up the enterprises of a parcel', () => {
    const tax: Record<number, number> = { 10: 70, 20: 5, 30: 0 };
    expect(apportion(shares, (id) => tax[id] ?? null, 10_000)).toEqual(
      new Map([
        [1, 450_000],
        [2, 300_000],
        [3, 0],
      ]),
    );
  });

  it('gives out an odd yuan once, to the parcel along which the running sum reaches the next half', () => {
    const three = landShares(landUses([own(1, 1, 100), own(1, 2, 100), own(1, 3, 100)], parcelOf));
    // Running sums of 0.01 万元 = 100 yuan: 33.3, 66.7, 100 → 33, 67, 100.
    expect([...apportion(three, () => 0.01, 10_000).values()]).toEqual([33, 34, 33]);
    expect([...apportion(three, () => -0.01, 10_000).values()]).toEqual([-33, -34, -33]);
  });

  it('knows nothing of a parcel where one enterprise has no figure', () => {
    const known = apportion(shares, (id) => (id === 20 ? null : 70), 1);
    expect([known.get(1), known.get(2)]).toEqual([null, 30]);
    expect(apportion(shares, () => 1, 1).has(4)).toBe(false);
  });

  it('keeps every total to the yuan, and gives no parcel more than a yuan off its part', () => {
    const taxes = fc.array(fc.double({ min: -1e6, max: 1e8, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(occupancies, parcels, floorAreaRule, taxes, (list, lands, rule, figures) => {
        const divided = landShares(usesOf(list, lands, rule));
        const whole = (id: number) => Math.floor((figures[id - 1] ?? 0) * 10_000 + 0.5);
        const total = [...new Set(list.map((each) => each.enterpriseId))].reduce((sum, id) => sum + whole(id), 0);
        const brought = apportion(divided, (id) => figures[id - 1] ?? 0, 10_000);
        expect([...brought.values()].reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(total);
        for (const each of divided.filter(({ share }) => share > 0)) {
          const part = apportion([each], (id) => figures[id - 1] ?? 0, 10_000).get(each.parcelId) ?? Number.NaN;
          expect(Math.abs(part - each.share * whole(each.enterpriseId))).toBeLessThan(1.01);
        }
      }),
    );
  });
});

describe('landRightHolder', () => {
  it('is the owner of the largest area, the smaller id in a tie, and never a tenant', () => {
    const holder = (rows: Occupancy[]) => landRightHolder(landUses(rows, parcelOf))?.enterpriseId ?? null;
    expect(holder([own(1, 1, 500), own(2, 1, 800)])).toBe(2);
    expect(holder([own(5, 1, 500), own(2, 1, 500)])).toBe(2);
    expect(holder([row(9, 1, 'leased-in', 5000), own(3, 1, 10)])).toBe(3);
    expect(holder([row(9, 1, 'leased-in', 5000)])).toBeNull();
    // An owner of floors whose land cannot be told still holds the right.
    expect(holder([row(9, 1, 'leased-in', 5000), row(4, 1, 'owned', null, 800)])).toBe(4);
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
