import { isBetter } from './anneal-zones.ts';
import { bestZones } from './best-zones.ts';
import { startZones, zonesAt } from './start-zones.ts';
import type { ZoneLand, ZoneLimits } from './zone-land.ts';
import { NO_ZONE } from './zoning.ts';

export type ZoneRequest = {
  readonly limits: ZoneLimits;
  readonly targetMuHundredths: number;
  readonly seed: number;
  /** So many proposals at most; fewer where the land allows no others. */
  readonly proposals: number;
};

/** Parcels by their places in the land. */
type ProposedZone = {
  readonly parcels: readonly number[];
  readonly freedMuHundredths: number;
  readonly muHundredths: number;
  /** Without that of the outline */
  readonly loss: number;
  readonly outlineM: number;
};
type Proposal = {
  /** The largest first */
  readonly zones: readonly ProposedZone[];
  readonly freedMuHundredths: number;
  readonly loss: number;
};
export type Proposals = {
  /** Of least loss first, with that of their outlines */
  readonly proposals: readonly Proposal[];
  /** In how many proposals each parcel is. */
  readonly timesChosen: Uint8Array;
  /** The loss that comes with each freed area, rising in both: what the target might have been. */
  readonly curve: readonly { readonly freedMuHundredths: number; readonly loss: number }[];
};

/** A proposal that shares more of its parcels with an earlier one says nothing new. */
const MOST_ALIKE = 0.85;
/** Parcels of earlier proposals are held to cost so much more; twice that where it led to the same again. */
const DEARER = 0.35;
const TRIES = 3;
const CURVE_POINTS = 10;

/**
 * Several different ways to free a target. Says how far it is from 0 to 1 between them, and gives up with null where that
 * answers false.
 */
export function proposeZones(
  land: ZoneLand,
  { limits, targetMuHundredths, seed, proposals: most }: ZoneRequest,
  goesOn: (share: number) => boolean = () => true,
): Proposals | null {
  const kept: { readonly zoneOf: Int32Array; readonly proposal: Proposal }[] = [];
  const timesChosen = new Uint8Array(land.parcels);
  const rounds = most * TRIES;
  for (let round = 0; round < rounds && kept.length < most; round += 1) {
    if (!goesOn(Math.max(kept.length / most, round / rounds))) return null;
    const extra = DEARER * 2 ** (round - kept.length);
    const dearer = {
      ...land,
      loss: land.loss.map((loss, parcel) => loss * (1 + extra * (timesChosen[parcel] as number))),
    };
    const found = bestZones(dearer, limits, { targetMuHundredths, seed: seed + round });
    if (kept.some((other) => alike(found.zoneOf, other.zoneOf) > MOST_ALIKE)) continue;
    kept.push({ zoneOf: found.zoneOf, proposal: describe(land, found.zoneOf) });
    found.zoneOf.forEach((zone, parcel) => {
      if (zone !== NO_ZONE) timesChosen[parcel] = (timesChosen[parcel] as number) + 1;
    });
  }
  // What outlines cost counts here as it did while the zones were sought.
  const counted = ({ zones, freedMuHundredths, loss }: Proposal) => ({
    freedMuHundredths,
    lockedIn: 0,
    loss: loss + limits.lossPerM * zones.reduce((sum, { outlineM }) => sum + outlineM, 0),
  });
  const proposals = kept.map(({ proposal }) => proposal);
  return {
    proposals: proposals.sort((one, other) => (isBetter(counted(one), counted(other), targetMuHundredths) ? -1 : 1)),
    timesChosen,
    curve: lossCurve(land, limits, targetMuHundredths),
  };
}

/** Parcels in both over parcels in either. */
function alike(one: Int32Array, other: Int32Array): number {
  let [both, either] = [0, 0];
  one.forEach((zone, parcel) => {
    const [isIn, isInOther] = [zone !== NO_ZONE, other[parcel] !== NO_ZONE];
    both += +(isIn && isInOther);
    either += +(isIn || isInOther);
  });
  return either === 0 ? 1 : both / either;
}

function describe(land: ZoneLand, zoneOf: Int32Array): Proposal {
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

/** At rising prices more land is worth what it costs. Dearer points that free no more are left out. */
function lossCurve(land: ZoneLand, limits: ZoneLimits, targetMuHundredths: number): Proposals['curve'] {
  const { price } = startZones(land, limits, targetMuHundredths);
  const points = Array.from({ length: CURVE_POINTS }, (_, index) => {
    const { sums } = zonesAt(land, limits, (price * 2 * (index + 1)) / CURVE_POINTS);
    return { freedMuHundredths: sums.freedMuHundredths, loss: sums.loss };
  });
  return points
    .filter((point) => point.freedMuHundredths > 0)
    .filter(
      (point) => !points.some((other) => other.freedMuHundredths >= point.freedMuHundredths && other.loss < point.loss),
    )
    .filter(
      (point, index, all) => all.findIndex((other) => other.freedMuHundredths === point.freedMuHundredths) === index,
    )
    .sort((one, other) => one.freedMuHundredths - other.freedMuHundredths);
}
