import { LOCK, type ZoneLand, type ZoneLimits } from './zone-land.ts';
import { NO_ZONE } from './zoning.ts';

/** Parcels by their places in the land. */
export type ProposedZone = {
  readonly parcels: readonly number[];
  readonly freedMuHundredths: number;
  readonly muHundredths: number;
  /** Without that of the outline */
  readonly loss: number;
  /** Where parcels lie together across a road, both sides of it count. */
  readonly outlineM: number;
};
export type ZoneProposal = {
  /** The largest first */
  readonly zones: readonly ProposedZone[];
  readonly freedMuHundredths: number;
  readonly loss: number;
  /** How many parcels are in it that must be. */
  readonly lockedIn: number;
};

/** The loss of zones with that of their outlines, which is what is made least. */
export const countedLoss = ({ zones, loss }: Pick<ZoneProposal, 'zones' | 'loss'>, { lossPerM }: ZoneLimits): number =>
  loss + lossPerM * zones.reduce((sum, { outlineM }) => sum + outlineM, 0);

/** Zones with their sums, from the zone of each parcel. */
export function describeZones(land: ZoneLand, zoneOf: Int32Array): ZoneProposal {
  const parcelsOf = new Map<number, number[]>();
  zoneOf.forEach((zone, parcel) => {
    if (zone === NO_ZONE) return;
    const parcels = parcelsOf.get(zone) ?? [];
    parcels.push(parcel);
    parcelsOf.set(zone, parcels);
  });
  const zones = [...parcelsOf.values()]
    .map((parcels) => measure(land, zoneOf, parcels))
    .sort((one, other) => other.muHundredths - one.muHundredths || Number(one.parcels[0]) - Number(other.parcels[0]));
  return {
    zones,
    freedMuHundredths: zones.reduce((sum, zone) => sum + zone.freedMuHundredths, 0),
    loss: zones.reduce((sum, zone) => sum + zone.loss, 0),
    lockedIn: zoneOf.reduce((sum, zone, parcel) => sum + +(zone !== NO_ZONE && land.lock[parcel] === LOCK.in), 0),
  };
}

function measure(land: ZoneLand, zoneOf: Int32Array, parcels: readonly number[]): ProposedZone {
  const sum = (figures: Float64Array) => parcels.reduce((total, parcel) => total + (figures[parcel] as number), 0);
  const shared = parcels.reduce((total, parcel) => {
    for (let at = land.start[parcel] as number; at < (land.start[parcel + 1] as number); at += 1)
      if (zoneOf[land.neighbour[at] as number] === zoneOf[parcel]) total += land.sharedM[at] as number;
    return total;
  }, 0);
  return {
    parcels,
    freedMuHundredths: sum(land.freedMuHundredths),
    muHundredths: sum(land.muHundredths),
    loss: sum(land.loss),
    outlineM: sum(land.outlineM) - shared,
  };
}
