import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { landUses, type Occupancy } from '../../server/src/domain/occupancy.ts';
import { PARCEL_CLASS_RULES, parcelClass } from '../../server/src/domain/parcel-class.ts';
import {
  evaluationHeads,
  lettings,
  TENANT_RULES,
  takesHolderClass,
  tenancies,
} from '../../server/src/domain/tenancy.ts';

const row = (
  enterpriseId: number,
  parcelId: number,
  kind: Occupancy['kind'],
  areaM2: number | null = null,
): Occupancy => ({ enterpriseId, parcelId, kind, areaM2, floorAreaM2: null });
const usesOf = (rows: readonly Occupancy[]) =>
  landUses(rows, () => ({ areaM2: 9000, floorAreaM2: null, vacantFloorAreaM2: null }));

/**
 * 1 holds parcel 1 and lets to 11 and 12; 2 holds parcel 2 and lets to 12 (more than 1 does) and 13; nobody is known to
 * hold parcel 3, where 14 and 15 stand; 3 holds parcel 4 and is a tenant on parcel 1.
 */
const ROWS = [
  row(1, 1, 'owned'),
  row(1, 1, 'leased-out', 4000),
  row(11, 1, 'leased-in', 1000),
  row(12, 1, 'leased-in', 1500),
  row(3, 1, 'leased-in', 1500),
  row(2, 2, 'owned'),
  row(2, 2, 'leased-out', 4000),
  row(12, 2, 'leased-in', 2000),
  row(13, 2, 'leased-in', 2000),
  row(14, 3, 'leased-in', 3000),
  row(15, 3, 'leased-in', 3000),
  row(3, 4, 'owned'),
];
const USES = usesOf(ROWS);

describe('tenancies', () => {
  it('finds each tenant on the parcel where it uses most land; who holds land of its own is none', () => {
    expect(tenancies(USES)).toEqual([
      { enterpriseId: 11, parcelId: 1, landlordId: 1 },
      { enterpriseId: 12, parcelId: 2, landlordId: 2 },
      { enterpriseId: 13, parcelId: 2, landlordId: 2 },
      { enterpriseId: 14, parcelId: 3, landlordId: null },
      { enterpriseId: 15, parcelId: 3, landlordId: null },
    ]);
  });

  it('takes the smaller parcel of two with the same land', () => {
    const uses = usesOf([row(9, 7, 'leased-in', 500), row(9, 5, 'leased-in', 500), row(8, 5, 'owned')]);
    expect(tenancies(uses)).toEqual([{ enterpriseId: 9, parcelId: 5, landlordId: 8 }]);
  });
});

describe('tenants', () => {
  const all = [1, 2, 3, 11, 12, 13, 14, 15];
  const tenants = tenancies(USES);

  it('own-class: are evaluated for themselves', () => {
    expect([...evaluationHeads(all, 'own-class', tenants)]).toEqual(all.map((id) => [id, id]));
  });

  it('holder-class: take the class of who holds the land they stand on, where somebody is known to', () => {
    expect(tenants.filter((tenancy) => takesHolderClass('holder-class', tenancy, true))).toEqual(tenants.slice(0, 3));
    expect(tenants.filter((tenancy) => takesHolderClass('own-class', tenancy, false))).toEqual([]);
    expect(evaluationHeads(all, 'holder-class', tenants).get(11)).toBe(11);
  });

  it('holder-class-outside-parks: keep their own class in a park', () => {
    const [first] = tenants;
    expect(
      first && [true, false].map((inPark) => takesHolderClass('holder-class-outside-parks', first, inPark)),
    ).toEqual([false, true]);
  });

  it('merged-with-holder: are evaluated with the holder, and with one another where there is none in the tier', () => {
    const heads = (tier: readonly number[]) => Object.fromEntries(evaluationHeads(tier, 'merged-with-holder', tenants));
    expect(heads(all)).toEqual({ 1: 1, 2: 2, 3: 3, 11: 1, 12: 2, 13: 2, 14: 14, 15: 14 });
    // Parcel 2's holder is of the other tier: its tenants are merged under the smaller id.
    expect(heads([1, 11, 12, 13])).toEqual({ 1: 1, 11: 1, 12: 12, 13: 12 });
  });

  it('have one head that is its own head, in every tier and by every rule', () => {
    const rows = fc.array(
      fc.record({
        enterpriseId: fc.integer({ min: 1, max: 9 }),
        parcelId: fc.integer({ min: 1, max: 5 }),
        kind: fc.constantFrom('owned' as const, 'leased-in' as const, 'leased-out' as const),
        areaM2: fc.option(fc.integer({ min: 1, max: 9000 })),
        floorAreaM2: fc.constant(null),
      }),
      { maxLength: 25 },
    );
    const tier = fc.uniqueArray(fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(rows, tier, fc.constantFrom(...TENANT_RULES), (list, ids, rule) => {
        const heads = evaluationHeads(ids, rule, tenancies(usesOf(list)));
        expect([...heads.keys()].toSorted()).toEqual(ids.toSorted());
        for (const head of heads.values()) expect(heads.get(head)).toBe(head);
      }),
    );
  });
});

describe('lettings', () => {
  it('count distinct tenants on parcels of which one has let a part, those below scale apart', () => {
    const aboveScale = new Map([
      [11, false],
      [12, true],
      [3, false],
    ]);
    expect(lettings(ROWS, (id) => aboveScale.get(id) ?? null)).toEqual(
      new Map([
        [1, { tenants: 3, belowScaleTenants: 2 }],
        [2, { tenants: 2, belowScaleTenants: 0 }],
      ]),
    );
  });

  it('count a tenant on two parcels of one holder once, a holder that leases its own land never, and no unnamed tenant', () => {
    const rows = [
      row(1, 1, 'owned', 5000),
      row(1, 2, 'owned'),
      row(1, 1, 'leased-out', 200),
      row(1, 2, 'leased-out', 100),
      row(1, 1, 'leased-in', 100),
      row(5, 1, 'leased-in', 100),
      row(5, 2, 'leased-in', 100),
      row(6, 3, 'owned'),
      row(6, 3, 'leased-out', 100),
    ];
    expect(lettings(rows, () => false)).toEqual(new Map([[1, { tenants: 1, belowScaleTenants: 1 }]]));
  });
});

describe('parcelClass', () => {
  /** The holder is A on 2,000 m², two tenants B and D on 3,000 each, one unrated on 1,000. */
  const uses = usesOf([
    row(1, 1, 'owned'),
    row(1, 1, 'leased-out', 7000),
    row(2, 1, 'leased-in', 3000),
    row(3, 1, 'leased-in', 3000),
    row(4, 1, 'leased-in', 1000),
  ]);
  const classes: Record<number, { name: string; place: number }> = {
    1: { name: 'A', place: 1 },
    2: { name: 'B', place: 2 },
    3: { name: 'D', place: 4 },
  };
  const classOf = (id: number) => classes[id] ?? null;
  const classesBy = (list = uses) => PARCEL_CLASS_RULES.map((rule) => parcelClass(rule, list, classOf));

  it('is the right-holder’s, the worst of the users, or the one with most land, the worse of two alike', () => {
    expect(classesBy()).toEqual(['A', 'D', 'D']);
  });

  it('leaves out who uses no land, and never takes the unrated for the worst', () => {
    expect(classesBy(usesOf([row(3, 1, 'owned'), row(3, 1, 'leased-out'), row(2, 1, 'leased-in')]))).toEqual([
      'D',
      'B',
      'B',
    ]);
    expect(classesBy(usesOf([row(1, 1, 'owned', 100), row(4, 1, 'leased-in', 5000)]))).toEqual(['A', 'A', null]);
  });

  it('is none on land without an enterprise: not known, and never the last class', () => {
    expect(classesBy([])).toEqual([null, null, null]);
  });

  it('cannot be told by land that is not known', () => {
    const unknown = landUses([row(1, 1, 'owned'), { ...row(2, 1, 'leased-in'), floorAreaM2: 500 }], () => ({
      areaM2: 9000,
      floorAreaM2: null,
      vacantFloorAreaM2: null,
    }));
    expect(classesBy(unknown)).toEqual(['A', 'B', null]);
  });
});
