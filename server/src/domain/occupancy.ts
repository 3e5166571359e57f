/** One enterprise on one parcel in one year. */
export type Occupancy = {
  readonly enterpriseId: number;
  readonly parcelId: number;
  readonly kind: 'owned' | 'leased-in' | 'leased-out';
  /** Land, m². null: not given; then the floor area counts, and where that is null too the whole parcel */
  readonly areaM2: number | null;
  /** Floor area where that is what was bought or let, m²; without effect where the land is given */
  readonly floorAreaM2: number | null;
};

/** What of a parcel says how floor area stands for land. */
export type OccupiedParcel = {
  readonly areaM2: number;
  readonly floorAreaM2: number | null;
  readonly vacantFloorAreaM2: number | null;
};

/**
 * How floor area stands for land. by-far: floor area ÷ the parcel's floor area ratio. by-share: the parcel's land by the
 * share of the floor area in use, so that empty floors fall to those who use the others (a vacancy that nobody reported
 * takes nothing off). not-counted: as no land, for its holder too. Never more than the parcel; unknown where the
 * parcel's floor area is.
 */
export const FLOOR_AREA_RULES = ['by-far', 'by-share', 'not-counted'] as const;
export type FloorAreaRule = (typeof FLOOR_AREA_RULES)[number];
/** Where a method does not say. */
export const USUAL_FLOOR_AREA_RULE: FloorAreaRule = 'by-far';

export type LandUse = {
  readonly enterpriseId: number;
  readonly parcelId: number;
  /** owned + leased in; null: not known */
  readonly heldM2: number | null;
  /** What is known of the owned; null where the enterprise does not hold the land right */
  readonly ownedM2: number | null;
  /** owned + leased in − leased out, never below zero; null: not known */
  readonly usedM2: number | null;
  readonly isTenant: boolean;
};

function floorAsLandM2(floorAreaM2: number, parcel: OccupiedParcel, rule: FloorAreaRule): number | null {
  if (rule === 'not-counted') return 0;
  const vacantM2 = rule === 'by-share' ? (parcel.vacantFloorAreaM2 ?? 0) : 0;
  const baseM2 = parcel.floorAreaM2 === null ? 0 : parcel.floorAreaM2 - vacantM2;
  return baseM2 > 0 ? Math.min(parcel.areaM2, (floorAreaM2 * parcel.areaM2) / baseM2) : null;
}

function landM2({ areaM2, floorAreaM2 }: Occupancy, parcel: OccupiedParcel, rule: FloorAreaRule): number | null {
  if (areaM2 !== null) return areaM2;
  return floorAreaM2 === null ? parcel.areaM2 : floorAsLandM2(floorAreaM2, parcel, rule);
}

type Sums = { heldM2: number | null; ownedM2: number | null; letM2: number | null; isTenant: boolean };
const plus = (sum: number | null, part: number | null): number | null =>
  sum === null || part === null ? null : sum + part;

/** Adds up what each enterprise holds, lets and uses on each parcel, sorted by enterprise and parcel. */
export function landUses(
  occupancies: readonly Occupancy[],
  parcelOf: (parcelId: number) => OccupiedParcel,
  floorAreaRuleOf: (enterpriseId: number) => FloorAreaRule = () => USUAL_FLOOR_AREA_RULE,
): LandUse[] {
  const found = new Map<string, Sums & { readonly enterpriseId: number; readonly parcelId: number }>();
  for (const occupancy of occupancies) {
    const { enterpriseId, parcelId, kind } = occupancy;
    const key = `${enterpriseId}:${parcelId}`;
    const use = found.get(key) ?? { enterpriseId, parcelId, heldM2: 0, ownedM2: null, letM2: 0, isTenant: false };
    const area = landM2(occupancy, parcelOf(parcelId), floorAreaRuleOf(enterpriseId));
    if (kind === 'leased-out') use.letM2 = plus(use.letM2, area);
    else use.heldM2 = plus(use.heldM2, area);
    if (kind === 'owned') use.ownedM2 = (use.ownedM2 ?? 0) + (area ?? 0);
    if (kind === 'leased-in') use.isTenant = true;
    found.set(key, use);
  }
  return [...found.values()]
    .map(({ letM2, ...use }) => ({
      ...use,
      usedM2: use.heldM2 === null || letM2 === null ? null : Math.max(0, use.heldM2 - letM2),
    }))
    .toSorted((a, b) => a.enterpriseId - b.enterpriseId || a.parcelId - b.parcelId);
}

/** The holder of the land right on a parcel: the owner of the largest area, the smaller id where two hold the same. */
export function landRightHolder(uses: readonly LandUse[]): LandUse | null {
  let holder: (LandUse & { ownedM2: number }) | null = null;
  for (const use of uses) {
    const { ownedM2 } = use;
    if (ownedM2 === null) continue;
    if (
      holder === null ||
      ownedM2 > holder.ownedM2 ||
      (ownedM2 === holder.ownedM2 && use.enterpriseId < holder.enterpriseId)
    ) {
      holder = { ...use, ownedM2 };
    }
  }
  return holder;
}

/**
 * Tax per mu, 万元/亩, fixed at one hundredth of a yuan so that a parcel exactly on a threshold is not moved across it
 * by the arithmetic of its shares. SQL does the same steps: floor(tax * 100 / muHundredths * 1e6 + 0.5) / 1e6.
 */
export function taxPerMu10kYuan(tax10kYuan: number | null, countedMuHundredths: number): number | null {
  if (tax10kYuan === null || countedMuHundredths === 0) return null;
  return Math.floor(((tax10kYuan * 100) / countedMuHundredths) * 1e6 + 0.5) / 1e6;
}
