import { LOCK, type ZoneLand, type ZoneLimits } from '../../server/src/domain/zoning/zone-land.ts';

type Costed = { readonly set: number; readonly freedMuHundredths: number; readonly loss: number };

/**
 * The least loss of zones that reach a target, out of every set of parcels that lie together: exact, and for two dozen
 * parcels at most. Null where nothing reaches it, or nothing at a loss below `below`. Parcels are the bits of a number.
 *
 * Packings are built from zones with higher lowest parcels to such with lower ones, so that each comes up once; of those
 * that cover the same parcels the one of least loss is kept.
 */
export function leastLoss(
  land: ZoneLand,
  limits: ZoneLimits,
  targetMuHundredths: number,
  below = Number.POSITIVE_INFINITY,
): number | null {
  let best = below;
  const locked = setOf(land, LOCK.in);
  const packings = new Map<number, Costed>([[0, { set: 0, freedMuHundredths: 0, loss: 0 }]]);
  for (let lowest = land.parcels - 1; lowest >= 0; lowest -= 1) {
    const zones = zonesFrom(land, limits, lowest).map((set) => costOf(land, limits, set));
    const others = [...packings.values()];
    for (const zone of zones)
      for (const other of others) {
        if ((zone.set & other.set) !== 0 || zone.loss + other.loss >= best) continue;
        const both = {
          set: zone.set | other.set,
          freedMuHundredths: zone.freedMuHundredths + other.freedMuHundredths,
          loss: zone.loss + other.loss,
        };
        if (both.freedMuHundredths >= targetMuHundredths && (both.set & locked) === locked) best = both.loss;
        const known = packings.get(both.set);
        if (known === undefined || both.loss < known.loss) packings.set(both.set, both);
      }
  }
  if (targetMuHundredths <= 0 && locked === 0) return 0;
  return best < below ? best : null;
}

const has = (set: number, parcel: number): boolean => ((set >>> parcel) & 1) === 1;

function setOf(land: ZoneLand, lock: number): number {
  return land.lock.reduce((set, each, parcel) => (each === lock ? set | (1 << parcel) : set), 0);
}

/** Every set of parcels that lies together, is of a size that is wanted, and whose lowest parcel is this one. */
function zonesFrom(land: ZoneLand, limits: ZoneLimits, lowest: number): number[] {
  const zones: number[] = [];
  const barred = setOf(land, LOCK.out) | (2 ** lowest - 1);
  // Each parcel of the edge is either taken or barred for good: no set comes up twice.
  const grow = (set: number, mu: number, edge: number, isBarred: number) => {
    if (mu > limits.greatestMuHundredths) return;
    if (mu >= limits.leastMuHundredths) zones.push(set);
    let gone = isBarred;
    for (let left = edge; left !== 0; ) {
      const bit = left & -left;
      left &= ~bit;
      gone |= bit;
      const parcel = 31 - Math.clz32(bit);
      const near = (left | nearTo(land, parcel)) & ~set & ~gone;
      grow(set | bit, mu + (land.muHundredths[parcel] as number), near, gone);
    }
  };
  const own = 1 << lowest;
  if (has(barred, lowest)) return zones;
  grow(own, land.muHundredths[lowest] as number, nearTo(land, lowest) & ~barred, barred | own);
  return zones;
}

function nearTo(land: ZoneLand, parcel: number): number {
  let near = 0;
  for (let at = land.start[parcel] as number; at < (land.start[parcel + 1] as number); at += 1)
    near |= 1 << (land.neighbour[at] as number);
  return near;
}

export function liesTogether(land: ZoneLand, set: number): boolean {
  let reached = set & -set;
  for (let before = 0; before !== reached; ) {
    before = reached;
    for (let parcel = 0; parcel < land.parcels; parcel += 1)
      if (has(reached, parcel)) reached |= set & nearTo(land, parcel);
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
