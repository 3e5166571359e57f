import { describeZones, type ProposedZone, type ZoneProposal } from './describe-zones.ts';
import { loosenTerms, type Shortfall } from './loosen-terms.ts';
import { proposeZones } from './propose-zones.ts';
import { LOCK } from './zone-land.ts';
import { type ZoneReasons, zoneReasons } from './zone-reasons.ts';
import { type AllowedLand, allowedLand, type ZoneSite, type ZoneTerms } from './zone-site.ts';
import { NO_ZONE } from './zoning.ts';

/** A search for zones, whole: it may be sent to where it is to be answered. Places are those of the site. */
export type ZoneSearch = {
  readonly site: ZoneSite;
  readonly terms: ZoneTerms;
  readonly targetMuHundredths: number;
  readonly proposals: number;
  readonly seed: number;
  /** How far apart parcels of the site were looked for. */
  readonly widestRoadM: number;
  /** Zones that an answer to a tighter search gave; none: no such answer is known. */
  readonly from: readonly (readonly number[])[];
};

export type AnsweredZone = ProposedZone & { readonly reasons: ZoneReasons };
export type AnsweredProposal = {
  readonly zones: readonly AnsweredZone[];
  /** Whether the target is reached with every parcel in that must be. */
  readonly isReached: boolean;
};
export type ZoneAnswer = {
  readonly candidates: { readonly parcels: number; readonly foundMuHundredths: number };
  readonly proposals: readonly AnsweredProposal[];
  /** Of each place that is chosen: in how many proposals. */
  readonly timesChosen: readonly (readonly [number, number])[];
  readonly curve: readonly {
    readonly freedMuHundredths: number;
    readonly loss: number;
    readonly parcels: readonly number[];
  }[];
  /** Parcels that must be in and that the first proposal could put into no zone */
  readonly leftOut: readonly number[];
  /** null: the target is reached */
  readonly shortfall: Shortfall | null;
};

/** Of the time: what proposals take, where there is a shortfall to be told after them. */
const SHARE_OF_PROPOSALS = 0.7;

/**
 * Proposals for a target with all that is said of them; the same search has the same answer. With `from` the first
 * proposal loses no more than those zones do. Tells how far it is from 0 to 1, and gives up with null where that answers false.
 */
export function answerSearch(search: ZoneSearch, goesOn: (share: number) => boolean = () => true): ZoneAnswer | null {
  const { site, terms, targetMuHundredths, seed } = search;
  const allowed = allowedLand(site, terms);
  const { land, limits } = allowed;
  const found = proposeZones(
    land,
    { limits, targetMuHundredths, seed, proposals: search.proposals, from: startOf(search, allowed) },
    (share) => goesOn(share * SHARE_OF_PROPOSALS),
  );
  if (found === null) return null;
  const first = describeZones(land, found.first.zoneOf);
  const shortfall =
    first.freedMuHundredths >= targetMuHundredths
      ? null
      : loosenTerms(site, terms, { ...search, found: found.first }, (share) =>
          goesOn(SHARE_OF_PROPOSALS + share * (1 - SHARE_OF_PROPOSALS)),
        );
  if (shortfall === null && first.freedMuHundredths < targetMuHundredths) return null;
  return {
    candidates: { parcels: land.parcels, foundMuHundredths: land.freedMuHundredths.reduce((sum, mu) => sum + mu, 0) },
    proposals: found.proposals.map((proposal) => answered(search, allowed, proposal, found.proposals)),
    timesChosen: [...found.timesChosen].flatMap((times, parcel) =>
      times === 0 ? [] : [[allowed.places[parcel] as number, times] as const],
    ),
    curve: found.curve.map((point) => ({ ...point, parcels: placesOf(point.parcels, allowed) })),
    leftOut: leftOutOf(allowed, found.first.zoneOf),
    shortfall,
  };
}

const placesOf = (parcels: readonly number[], { places }: AllowedLand): number[] =>
  parcels.map((parcel) => places[parcel] as number);

function startOf({ from }: ZoneSearch, { places }: AllowedLand): Int32Array[] {
  if (from.length === 0) return [];
  const zoneAt = new Map(from.flatMap((zone, name) => zone.map((place) => [place, name] as const)));
  return [places.map((place) => zoneAt.get(place) ?? NO_ZONE)];
}

function answered(
  { targetMuHundredths }: ZoneSearch,
  allowed: AllowedLand,
  proposal: ZoneProposal,
  all: readonly ZoneProposal[],
): AnsweredProposal {
  const { land } = allowed;
  const reasons = zoneReasons(land, proposal, all);
  const mustBeIn = land.lock.reduce((sum, lock) => sum + +(lock === LOCK.in), 0);
  return {
    zones: proposal.zones.map((zone, index) => ({
      ...zone,
      parcels: placesOf(zone.parcels, allowed),
      reasons: reasons[index] as ZoneReasons,
    })),
    isReached: proposal.freedMuHundredths >= targetMuHundredths && proposal.lockedIn === mustBeIn,
  };
}

function leftOutOf(allowed: AllowedLand, zoneOf: Int32Array): number[] {
  const out = [...zoneOf.keys()].filter(
    (parcel) => zoneOf[parcel] === NO_ZONE && allowed.land.lock[parcel] === LOCK.in,
  );
  return placesOf(out, allowed);
}
