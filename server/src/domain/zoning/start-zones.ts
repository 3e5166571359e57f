import { growByLoss, growZone } from './grow-zone.ts';
import { LOCK, type ZoneLand, type ZoneLimits } from './zone-land.ts';
import { emptyZoning, giveUp, mayJoin, NO_ZONE, type Zoning } from './zoning.ts';

/** So often the price is halved in between: it is then known to a few parts in ten thousand. */
const HALVINGS = 14;
/** No land is worth more than so many times the mean loss. */
const DEAREST_BY_MEAN = 1e5;
/** Zones that cost more than so many times the price are not looked at. */
const MOST_BY_PRICE = 2;
/** Near a price that is known it is sought within twice that, less exactly. */
const HALVINGS_NEAR = 6;

/**
 * Zones to begin with: at one price for all land, each zone that is worth more than it costs, dear enough that together
 * they reach the target, or as dear as any price is where none does. `near`: about where the price is to be sought.
 */
export function startZones(
  land: ZoneLand,
  limits: ZoneLimits,
  targetMuHundredths: number,
  near: number | null = null,
): { readonly zoning: Zoning; readonly price: number } {
  const reaches = (price: number) => zonesAt(land, limits, price).sums.freedMuHundredths >= targetMuHundredths;
  const mean = meanLoss(land);
  const dearest = mean * DEAREST_BY_MEAN;
  let dear = near ?? mean;
  let cheap = 0;
  for (; !reaches(dear) && dear < dearest; dear *= near === null ? 8 : 2) cheap = dear;
  const halvings = near === null ? HALVINGS : HALVINGS_NEAR;
  for (let step = 0; step < halvings && dear < dearest; step += 1) {
    const middle = (cheap + dear) / 2;
    if (reaches(middle)) dear = middle;
    else cheap = middle;
  }
  return { zoning: zonesAt(land, limits, dear), price: dear };
}

/** The mean loss of what can be freed, for a hundredth of a mu. */
export function meanLoss(land: ZoneLand): number {
  let [loss, freed] = [0, 0];
  for (let parcel = 0; parcel < land.parcels; parcel += 1) {
    if (land.lock[parcel] === LOCK.out) continue;
    loss += land.loss[parcel] as number;
    freed += land.freedMuHundredths[parcel] as number;
  }
  return loss > 0 && freed > 0 ? loss / freed : 1;
}

/** Zones grown in turn from the parcels that are worth most for their size; those that cost more than they are worth are given up. */
export function zonesAt(land: ZoneLand, limits: ZoneLimits, price: number): Zoning {
  const zoning = emptyZoning(land, limits);
  const worth = Float64Array.from({ length: land.parcels }, (_, parcel) => {
    const size = Math.max(1, land.muHundredths[parcel] as number);
    const gain = ((land.loss[parcel] as number) - price * (land.freedMuHundredths[parcel] as number)) / size;
    return land.lock[parcel] === LOCK.in ? Number.NEGATIVE_INFINITY : gain;
  });
  const seeds = Int32Array.from({ length: land.parcels }, (_, parcel) => parcel).filter(
    (parcel) => land.lock[parcel] !== LOCK.out && (worth[parcel] as number) < 0,
  );
  seeds.sort((one, other) => (worth[one] as number) - (worth[other] as number) || one - other);
  for (const seed of seeds) {
    if (zoning.zoneOf[seed] !== NO_ZONE) continue;
    const before = valueAt(zoning, price);
    const zone = growZone(zoning, seed, price);
    if (zone !== null && valueAt(zoning, price) >= before && !holdsLocked(zoning, zone)) giveUp(zoning, zone);
  }
  zoning.keep();
  return zoning;
}

const valueAt = ({ sums }: Zoning, price: number): number => sums.loss - price * sums.freedMuHundredths;

/** Whether a zone holds what must be in one. */
const holdsLocked = ({ land, members }: Zoning, zone: number): boolean =>
  (members[zone] as number[]).some((parcel) => land.lock[parcel] === LOCK.in);

/**
 * Zones to begin with, made in another way: from each parcel that is worth its loss at a price a zone is grown by least
 * loss for the land, and of all sizes on the way disjoint ones are picked, what gains most first, until they reach the target.
 * On large land with little to be freed they are better than zones grown one after another.
 */
export function pickedZones(
  land: ZoneLand,
  limits: ZoneLimits,
  { price, targetMuHundredths }: { readonly price: number; readonly targetMuHundredths: number },
): Zoning {
  const zoning = emptyZoning(land, limits);
  const zones: Part[] = [];
  for (let seed = 0; seed < land.parcels; seed += 1) {
    if (!mayJoin(zoning, seed) || (land.loss[seed] as number) > price * (land.freedMuHundredths[seed] as number))
      continue;
    zones.push(...partsFrom(zoning, seed, price));
    zoning.goBack(0);
  }
  zones.sort((one, other) => one.excess - other.excess);
  for (const { parcels } of zones) {
    if (zoning.sums.freedMuHundredths >= targetMuHundredths) break;
    if (parcels.some((parcel) => zoning.zoneOf[parcel] !== NO_ZONE)) continue;
    const zone = zoning.open();
    for (const parcel of parcels) zoning.place(parcel, zone);
  }
  zoning.keep();
  return zoning;
}

/** What a zone loses above what it is worth, and its parcels. */
type Part = { readonly excess: number; readonly parcels: readonly number[] };

/** The sizes through which a zone goes while it is grown, as far as they are wanted and not much too dear. */
function partsFrom(zoning: Zoning, seed: number, price: number): Part[] {
  const { sums, members } = zoning;
  const zone = zoning.open();
  const parts: Part[] = [];
  growByLoss(zoning, seed, zone, () => {
    const worth = price * sums.freedMuHundredths;
    if (sums.lackMuHundredths === 0 && sums.loss < worth * MOST_BY_PRICE)
      parts.push({ excess: sums.loss - worth, parcels: [...(members[zone] as number[])] });
  });
  return parts;
}
