import type { Random } from '../random.ts';
import { giveUp, mayJoin, NO_ZONE, type Zoning } from './zoning.ts';

/** What a hundredth of a mu freed is held to be worth, in the unit of loss. */
type Price = number;

/**
 * Founds a zone at a parcel and takes in, one by one, the neighbour by which loss less worth falls most; below the least
 * size also those by which it rises. Null, and nothing changed, where the least size is out of reach. With `random` the
 * order is only roughly that.
 */
export function growZone(zoning: Zoning, seed: number, price: Price, random: Random | null = null): number | null {
  const { land, limits, muHundredths } = zoning;
  if (zoning.zoneOf[seed] !== NO_ZONE || !mayJoin(zoning, seed)) return null;
  const zone = zoning.open();
  const edge: number[] = [];
  const known = new Set<number>();
  const take = (parcel: number) => {
    zoning.place(parcel, zone);
    for (let at = land.start[parcel] as number; at < (land.start[parcel + 1] as number); at += 1) {
      const other = land.neighbour[at] as number;
      if (zoning.zoneOf[other] !== NO_ZONE || known.has(other) || !mayJoin(zoning, other)) continue;
      known.add(other);
      edge.push(other);
    }
  };
  take(seed);
  for (;;) {
    const held = muHundredths[zone] as number;
    const isSmall = held < limits.leastMuHundredths;
    const worth = (parcel: number): number => {
      const size = land.muHundredths[parcel] as number;
      if (held + size > limits.greatestMuHundredths) return Number.POSITIVE_INFINITY;
      const gain = zoning.lossOf(parcel, zone) - price * (land.freedMuHundredths[parcel] as number);
      return (isSmall ? gain / Math.max(1, size) : gain) * (random === null ? 1 : random.between(0.5, 1.5));
    };
    const best = leastOf(edge, worth);
    if (best === null || best.value === Number.POSITIVE_INFINITY || (!isSmall && best.value >= 0)) break;
    take(takeOut(edge, best.at));
  }
  if ((muHundredths[zone] as number) >= limits.leastMuHundredths) return zone;
  giveUp(zoning, zone);
  return null;
}

function leastOf(items: readonly number[], value: (item: number) => number): { at: number; value: number } | null {
  let least: { at: number; value: number } | null = null;
  for (let at = 0; at < items.length; at += 1) {
    const found = value(items[at] as number);
    if (least === null || found < least.value) least = { at, value: found };
  }
  return least;
}

/** Removes an item and puts the last one in its place. */
function takeOut(items: number[], at: number): number {
  const item = items[at] as number;
  items[at] = items[items.length - 1] as number;
  items.pop();
  return item;
}
