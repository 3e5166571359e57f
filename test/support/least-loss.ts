import { LOCK, type ZoneLand, type ZoneLimits } from '../../server/src/domain/zoning/zone-land.ts';

type Costed = { readonly set: number; readonly freedMuHundredths: number; readonly loss: number };

/**
 * The least loss of zones that reach a target, by trying every set of parcels: exact, and for a dozen parcels only. Null
 * where nothing reaches it. Parcels are the bits of a number.
 */
export function leastLoss(land: ZoneLand, limits: ZoneLimits, targetMuHundredths: number): number | null {
  const all = 1 << land.parcels;
  const zones = Array.from({ length: all }, (_, set) => set)
    .filter((set) => set !== 0 && isZone(land, limits, set))
    .map((set) => costOf(land, limits, set));
  // Of each set of parcels the least loss of zones that make it up; what each frees does not depend on how.
  const least = new Float64Array(all).fill(Number.POSITIVE_INFINITY);
  least[0] = 0;
  for (let used = 0; used < all; used += 1) {
    const sum = least[used] as number;
    if (sum === Number.POSITIVE_INFINITY) continue;
    for (const { set, loss } of zones)
      if ((set & used) === 0) least[set | used] = Math.min(least[set | used] as number, sum + loss);
  }
  let best = Number.POSITIVE_INFINITY;
  for (let used = 0; used < all; used += 1)
    if (costOf(land, limits, used).freedMuHundredths >= targetMuHundredths)
      best = Math.min(best, least[used] as number);
  return best === Number.POSITIVE_INFINITY ? null : best;
}

const has = (set: number, parcel: number): boolean => ((set >>> parcel) & 1) === 1;

function isZone(land: ZoneLand, limits: ZoneLimits, set: number): boolean {
  let mu = 0;
  for (let parcel = 0; parcel < land.parcels; parcel += 1) {
    if (!has(set, parcel)) continue;
    if (land.lock[parcel] === LOCK.out) return false;
    mu += land.muHundredths[parcel] as number;
  }
  return mu >= limits.leastMuHundredths && mu <= limits.greatestMuHundredths && liesTogether(land, set);
}

export function liesTogether(land: ZoneLand, set: number): boolean {
  let reached = set & -set;
  for (let before = 0; before !== reached; ) {
    before = reached;
    for (let parcel = 0; parcel < land.parcels; parcel += 1) {
      if (!has(reached, parcel)) continue;
      for (let at = land.start[parcel] as number; at < (land.start[parcel + 1] as number); at += 1)
        reached |= set & (1 << (land.neighbour[at] as number));
    }
  }
  return reached === set;
}

/** What a set frees, and its loss with that of its outline. */
export function costOf(land: ZoneLand, { lossPerM }: ZoneLimits, set: number): Costed {
  let [freedMuHundredths, loss] = [0, 0];
  for (let parcel = 0; parcel < land.parcels; parcel += 1) {
    if (!has(set, parcel)) continue;
    freedMuHundredths += land.freedMuHundredths[parcel] as number;
    loss += (land.loss[parcel] as number) + lossPerM * (land.outlineM[parcel] as number);
    for (let at = land.start[parcel] as number; at < (land.start[parcel + 1] as number); at += 1)
      if (has(set, land.neighbour[at] as number)) loss -= lossPerM * (land.sharedM[at] as number);
  }
  return { set, freedMuHundredths, loss };
}
