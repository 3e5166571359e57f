import { isBetter } from './anneal-zones.ts';
import { bestZones, type FoundZones } from './best-zones.ts';
import { countedLoss, describeZones, type ZoneProposal } from './describe-zones.ts';
import { zonesAt } from './start-zones.ts';
import type { ZoneLand, ZoneLimits } from './zone-land.ts';
import { NO_ZONE } from './zoning.ts';

export type ZoneRequest = {
  readonly limits: ZoneLimits;
  readonly targetMuHundredths: number;
  readonly seed: number;
  /** So many proposals at most; fewer where the land allows no others. */
  readonly proposals: number;
  /** Zones that an answer to a tighter question gave: the first proposal is no worse than any of them. */
  readonly from?: readonly Int32Array[];
};

type CurvePoint = {
  readonly freedMuHundredths: number;
  readonly loss: number;
  readonly parcels: readonly number[];
};
export type Proposals = {
  /** Of least loss first, with that of their outlines */
  readonly proposals: readonly ZoneProposal[];
  /** In how many proposals each parcel is. */
  readonly timesChosen: Uint8Array;
  /** The loss that comes with each freed area, rising in both: what the target might have been. */
  readonly curve: readonly CurvePoint[];
  /** What was found before anything was made dearer to find others. */
  readonly first: FoundZones;
};

/** A proposal that shares more of its parcels with an earlier one says nothing new. */
const MOST_ALIKE = 0.85;
/** Parcels of earlier proposals are held to cost so much more; twice that where it led to the same again. */
const DEARER = 0.35;
const MORE_TRIES = 3;
const CURVE_POINTS = 10;

/**
 * Several different ways to free a target. Says how far it is from 0 to 1 between them, and gives up with null where that
 * answers false.
 */
export function proposeZones(
  land: ZoneLand,
  { limits, targetMuHundredths, seed, proposals: most, from = [] }: ZoneRequest,
  goesOn: (share: number) => boolean = () => true,
): Proposals | null {
  const kept: { readonly zoneOf: Int32Array; readonly proposal: ZoneProposal }[] = [];
  const timesChosen = new Uint8Array(land.parcels);
  let first: FoundZones | null = null;
  const rounds = most + MORE_TRIES;
  for (let round = 0; round < rounds && kept.length < most; round += 1) {
    if (!goesOn(Math.max(kept.length / (most + 1), round / (rounds + 1)))) return null;
    const extra = DEARER * 2 ** (round - kept.length);
    const dearer = {
      ...land,
      loss: land.loss.map((loss, parcel) => loss * (1 + extra * (timesChosen[parcel] as number))),
    };
    const aim = { targetMuHundredths, seed: seed + round };
    const found: FoundZones = bestZones(dearer, limits, aim, first === null ? { from } : { price: first.price });
    first ??= found;
    if (kept.some((other) => alike(found.zoneOf, other.zoneOf) > MOST_ALIKE)) continue;
    kept.push({ zoneOf: found.zoneOf, proposal: describeZones(land, found.zoneOf) });
    found.zoneOf.forEach((zone, parcel) => {
      if (zone !== NO_ZONE) timesChosen[parcel] = (timesChosen[parcel] as number) + 1;
    });
  }
  if (first === null || !goesOn(most / (most + 1))) return null;
  const sums = ({ freedMuHundredths, lockedIn, ...proposal }: ZoneProposal) => ({
    freedMuHundredths,
    lockedIn,
    loss: countedLoss(proposal, limits),
  });
  const proposals = kept
    .map(({ proposal }) => proposal)
    .sort((one, other) => (isBetter(sums(one), sums(other), targetMuHundredths) ? -1 : 1));
  return { proposals, timesChosen, curve: lossCurve(land, limits, { price: first.price, proposals }), first };
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

type Known = { readonly price: number; readonly proposals: readonly ZoneProposal[] };

/** At rising prices more land is worth what it costs. Points that free no more at a greater loss are left out. */
function lossCurve(land: ZoneLand, limits: ZoneLimits, { price, proposals }: Known): CurvePoint[] {
  const grown = Array.from({ length: CURVE_POINTS }, (_, index) =>
    describeZones(land, zonesAt(land, limits, (price * 2 * (index + 1)) / CURVE_POINTS).zoneOf),
  );
  const points = [...proposals, ...grown]
    .map(({ freedMuHundredths, loss, zones }) => ({
      freedMuHundredths,
      loss,
      parcels: zones.flatMap(({ parcels }) => parcels),
    }))
    .filter(({ freedMuHundredths }) => freedMuHundredths > 0)
    .sort((one, other) => other.freedMuHundredths - one.freedMuHundredths || one.loss - other.loss);
  let least = Number.POSITIVE_INFINITY;
  const rising = points.filter(({ loss }) => {
    const isLess = loss < least;
    least = Math.min(least, loss);
    return isLess;
  });
  return rising.reverse();
}
