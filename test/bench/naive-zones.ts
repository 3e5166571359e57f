import type { ZoneLand, ZoneLimits } from '../../server/src/domain/zoning/zone-land.ts';
import { emptyZoning, giveUp, mayJoin, NO_ZONE, type Zoning } from '../../server/src/domain/zoning/zoning.ts';

type Grown = { readonly parcels: readonly number[]; readonly freedMuHundredths: number; readonly loss: number };
type Order = (zone: Grown, price: number) => number;
type Picked = { readonly freedMuHundredths: number; readonly loss: number };

const PRICES = 24;
/** What is picked first: that which gains most, or that which loses least for what it frees. */
const ORDERS: readonly Order[] = [
  ({ loss, freedMuHundredths }, price) => loss - price * freedMuHundredths,
  ({ loss, freedMuHundredths }) => loss / freedMuHundredths,
];

/**
 * The form that comes to mind first: zones are grown from every parcel by least loss for the land, each size on the way is
 * kept, and of all of them disjoint ones are picked by what they cost less what they are worth, at the price that reaches
 * the target at the least loss. Null: none does.
 */
export function naiveZones(land: ZoneLand, limits: ZoneLimits, targetMuHundredths: number): Picked | null {
  const zones = grownZones(land, limits);
  const ratios = zones.map(({ loss, freedMuHundredths }) => loss / freedMuHundredths).sort((one, other) => one - other);
  let best: Picked | null = null;
  for (let step = 1; step <= PRICES; step += 1) {
    const price = 1.0001 * (ratios[Math.ceil((step / PRICES) * ratios.length) - 1] ?? 0);
    for (const order of ORDERS) {
      const picked = pick(land, zones, { price, order, targetMuHundredths });
      const isReached = picked.freedMuHundredths >= targetMuHundredths;
      if (isReached && (best === null || picked.loss < best.loss)) best = picked;
    }
  }
  return best;
}

function grownZones(land: ZoneLand, limits: ZoneLimits): Grown[] {
  const zoning = emptyZoning(land, limits);
  const zones: Grown[] = [];
  for (let seed = 0; seed < land.parcels; seed += 1) {
    if (!mayJoin(zoning, seed)) continue;
    const zone = zoning.open();
    for (let next: number | null = seed; next !== null; next = cheapestBeside(zoning, zone)) {
      zoning.place(next, zone);
      const { freedMuHundredths, loss, lackMuHundredths } = zoning.sums;
      if (lackMuHundredths === 0 && freedMuHundredths > 0)
        zones.push({ parcels: [...(zoning.members[zone] ?? [])], freedMuHundredths, loss });
    }
    giveUp(zoning, zone);
    zoning.keep();
  }
  return zones;
}

/** The parcel beside a zone, and small enough for it, that loses least for its land. */
function cheapestBeside(zoning: Zoning, zone: number): number | null {
  const { land, limits, members, muHundredths, zoneOf } = zoning;
  const room = limits.greatestMuHundredths - (muHundredths[zone] ?? 0);
  let [cheapest, least]: [number | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const member of members[zone] ?? [])
    for (const parcel of land.neighbour.subarray(land.start[member], land.start[member + 1])) {
      if (zoneOf[parcel] !== NO_ZONE || !mayJoin(zoning, parcel) || (land.muHundredths[parcel] ?? 0) > room) continue;
      const loss = zoning.lossOf(parcel, zone) / (land.muHundredths[parcel] || 1);
      if (loss < least) [cheapest, least] = [parcel, loss];
    }
  return cheapest;
}

type Aim = { readonly price: number; readonly order: Order; readonly targetMuHundredths: number };

function pick(land: ZoneLand, zones: readonly Grown[], { price, order, targetMuHundredths }: Aim): Picked {
  const taken = new Int8Array(land.parcels).fill(NO_ZONE);
  let [freedMuHundredths, loss] = [0, 0];
  const worthIt = zones.filter(({ loss: own, freedMuHundredths: freed }) => own < price * freed);
  for (const zone of worthIt.sort((one, other) => order(one, price) - order(other, price))) {
    if (freedMuHundredths >= targetMuHundredths) break;
    if (zone.parcels.some((parcel) => taken[parcel] !== NO_ZONE)) continue;
    for (const parcel of zone.parcels) taken[parcel] = 1;
    freedMuHundredths += zone.freedMuHundredths;
    loss += zone.loss;
  }
  return { freedMuHundredths, loss };
}
