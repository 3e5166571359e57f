/** One enterprise on one parcel in one year; areas are land, m². */
export type Occupancy = {
  readonly enterpriseId: number;
  readonly parcelId: number;
  readonly kind: 'owned' | 'leased-in' | 'leased-out';
  /** null: the whole parcel */
  readonly areaM2: number | null;
};

export type LandUse = {
  readonly enterpriseId: number;
  readonly parcelId: number;
  /** owned + leased in */
  readonly heldM2: number;
  /** owned; null where the enterprise does not hold the land right */
  readonly ownedM2: number | null;
  /** owned + leased in − leased out, never below zero */
  readonly usedM2: number;
};

/** Part of an enterprise-year that falls to a parcel; the shares of an enterprise sum to 1. */
export type LandShare = { readonly enterpriseId: number; readonly parcelId: number; readonly share: number };

/** Adds up what each enterprise holds, lets and uses on each parcel. */
export function landUses(occupancies: readonly Occupancy[], parcelAreaM2: (parcelId: number) => number): LandUse[] {
  const found = new Map<
    string,
    { enterpriseId: number; parcelId: number; heldM2: number; ownedM2: number | null; letM2: number }
  >();
  for (const { enterpriseId, parcelId, kind, areaM2 } of occupancies) {
    const key = `${enterpriseId}:${parcelId}`;
    const use = found.get(key) ?? { enterpriseId, parcelId, heldM2: 0, ownedM2: null, letM2: 0 };
    const area = areaM2 ?? parcelAreaM2(parcelId);
    if (kind === 'leased-out') use.letM2 += area;
    else use.heldM2 += area;
    if (kind === 'owned') use.ownedM2 = (use.ownedM2 ?? 0) + area;
    found.set(key, use);
  }
  return [...found.values()].map(({ letM2, ...use }) => ({ ...use, usedM2: Math.max(0, use.heldM2 - letM2) }));
}

/**
 * Divides each enterprise over its parcels by the land it uses. One that has let all its land is divided by what it
 * holds, and one that only lets in equal parts: its figures must fall somewhere, or the total would shrink.
 */
export function landShares(uses: readonly LandUse[]): LandShare[] {
  const sums = new Map<number, { usedM2: number; heldM2: number; parcels: number }>();
  for (const { enterpriseId, usedM2, heldM2 } of uses) {
    const sum = sums.get(enterpriseId) ?? { usedM2: 0, heldM2: 0, parcels: 0 };
    sums.set(enterpriseId, { usedM2: sum.usedM2 + usedM2, heldM2: sum.heldM2 + heldM2, parcels: sum.parcels + 1 });
  }
  return uses.map(({ enterpriseId, parcelId, usedM2, heldM2 }) => {
    const sum = sums.get(enterpriseId) ?? { usedM2: 0, heldM2: 0, parcels: 1 };
    const share = sum.usedM2 > 0 ? usedM2 / sum.usedM2 : sum.heldM2 > 0 ? heldM2 / sum.heldM2 : 1 / sum.parcels;
    return { enterpriseId, parcelId, share };
  });
}

/**
 * A figure of the enterprises (tax, energy, employees) brought to the parcels. A parcel with an enterprise whose figure
 * is not known is itself unknown (null), never a partial sum; a parcel without enterprises is not in the map.
 */
export function apportion(
  shares: readonly LandShare[],
  figure: (enterpriseId: number) => number | null,
): Map<number, number | null> {
  const sums = new Map<number, number | null>();
  for (const { enterpriseId, parcelId, share } of shares) {
    if (share === 0) continue;
    const value = figure(enterpriseId);
    const sum = sums.get(parcelId);
    sums.set(parcelId, value === null || sum === null ? null : (sum ?? 0) + share * value);
  }
  return sums;
}

/** The holder of the land right: the owner of the largest area, the smaller id where two hold the same. */
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
