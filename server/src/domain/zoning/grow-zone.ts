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
  const { limits, muHundredths } = zoning;
  if (zoning.zoneOf[seed] !== NO_ZONE || !mayJoin(zoning, seed)) return null;
  const zone = zoning.open();
  const edge: number[] = [];
  take(zoning, edge, seed, zone);
  for (;;) {
    const isSmall = (muHundredths[zone] as number) < limits.leastMuHundredths;
    const at = bestAt(zoning, edge, { zone, price, isSmall, random });
    if (at === null) break;
    take(zoning, edge, takeOut(edge, at), zone);
  }
  if ((muHundredths[zone] as number) >= limits.leastMuHundredths) return zone;
  giveUp(zoning, zone);
  return null;
}

/** Founds a zone and takes in, one by one, the neighbour that loses least for its land, as far as there is room; tells after each. */
export function growByLoss(zoning: Zoning, seed: number, zone: number, tell: () => void): void {
  const edge: number[] = [];
  take(zoning, edge, seed, zone);
  tell();
  for (;;) {
    const at = bestAt(zoning, edge, { zone, price: 0, isSmall: true, random: null });
    if (at === null) return;
    take(zoning, edge, takeOut(edge, at), zone);
    tell();
  }
}

/** A parcel comes in, and neighbours that may follow it come to the edge. */
function take(zoning: Zoning, edge: number[], parcel: number, zone: number): void {
  const { land, zoneOf } = zoning;
  zoning.place(parcel, zone);
  for (let at = land.start[parcel] as number; at < (land.start[parcel + 1] as number); at += 1) {
    const other = land.neighbour[at] as number;
    if (zoneOf[other] === NO_ZONE && mayJoin(zoning, other) && !edge.includes(other)) edge.push(other);
  }
}

type Growth = {
  readonly zone: number;
  readonly price: Price;
  readonly isSmall: boolean;
  readonly random: Random | null;
};

/** Where on the edge the next one to come in stands; null where none is worth it. */
function bestAt(zoning: Zoning, edge: readonly number[], { zone, price, isSmall, random }: Growth): number | null {
  const { land } = zoning;
  const room = zoning.limits.greatestMuHundredths - (zoning.muHundredths[zone] as number);
  let best: number | null = null;
  let least = isSmall ? Number.POSITIVE_INFINITY : 0;
  for (let at = 0; at < edge.length; at += 1) {
    const parcel = edge[at] as number;
    const size = land.muHundredths[parcel] as number;
    if (size > room) continue;
    const gain = zoning.lossOf(parcel, zone) - price * (land.freedMuHundredths[parcel] as number);
    const value = (isSmall ? gain / Math.max(1, size) : gain) * (random === null ? 1 : random.between(0.5, 1.5));
    if (value >= least) continue;
    best = at;
    least = value;
  }
  return best;
}

/** Removes an item and puts the last one in its place. */
function takeOut(items: number[], at: number): number {
  const item = items[at] as number;
  items[at] = items[items.length - 1] as number;
  items.pop();
  return item;
}
