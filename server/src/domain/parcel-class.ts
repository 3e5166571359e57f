import { type LandUse, landRightHolder } from './occupancy.ts';

/**
 * Which class a parcel shows: that of the holder of its land right, the worst of those who use it, or the one whose
 * enterprises use most of its land.
 */
export const PARCEL_CLASS_RULES = ['right-holder', 'worst', 'most-land'] as const;
export type ParcelClassRule = (typeof PARCEL_CLASS_RULES)[number];
/** Where a programme does not say. */
export const USUAL_PARCEL_CLASS_RULE: ParcelClassRule = 'right-holder';

/** A class with its place in its method, 1 the best; null: not rated. */
export type ClassOf = (enterpriseId: number) => { readonly name: string; readonly place: number } | null;

/**
 * The class of a parcel from the enterprises on it. The unrated are never the worst; as a group they may use most of the
 * land, and then the parcel has no class. Where land is not known nobody can say who uses most. Ties take the worse class.
 */
export function parcelClass(rule: ParcelClassRule, uses: readonly LandUse[], classOf: ClassOf): string | null {
  if (rule === 'right-holder') {
    const holder = landRightHolder(uses);
    return holder === null ? null : (classOf(holder.enterpriseId)?.name ?? null);
  }
  const users = uses.filter((use) => use.usedM2 !== 0);
  if (rule === 'most-land' && users.some((use) => use.usedM2 === null)) return null;
  const sums = new Map<string | null, { name: string | null; place: number; usedM2: number }>();
  for (const { enterpriseId, usedM2 } of users) {
    const { name, place } = classOf(enterpriseId) ?? { name: null, place: 0 };
    const sum = sums.get(name) ?? { name, place, usedM2: 0 };
    sums.set(name, { name, place: Math.max(place, sum.place), usedM2: sum.usedM2 + (usedM2 ?? 0) });
  }
  const groups = [...sums.values()];
  const worse = (a: (typeof groups)[number], b: (typeof groups)[number]) =>
    b.place - a.place || compare(b.name ?? '', a.name ?? '');
  const [first] = groups.toSorted(rule === 'worst' ? worse : (a, b) => b.usedM2 - a.usedM2 || worse(a, b));
  return first?.name ?? null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
