import type { ProposedZone, ZoneProposal } from './describe-zones.ts';
import { meanLoss } from './start-zones.ts';
import { LOCK, type ZoneLand } from './zone-land.ts';

/** Why a zone is in a proposal. */
export type ZoneReasons = {
  /** Loss for each freed mu; null where it frees none and is there for a parcel that must be in. */
  readonly lossPerFreedMu: number | null;
  /** The same of all land that might have been freed. */
  readonly meanLossPerFreedMu: number;
  /** Found land over all its land, 0 to 1. */
  readonly foundRatio: number;
  /** Its place among the zones of the proposal by loss for each freed mu, 1 the least. */
  readonly rank: number;
  /** Parcels that must be in. */
  readonly lockedIn: number;
  /** In so many proposals most of its land is in a zone, this one among them. */
  readonly timesChosen: number;
};

/** The reasons of each zone of a proposal, in the order of its zones. */
export function zoneReasons(
  land: ZoneLand,
  { zones }: Pick<ZoneProposal, 'zones'>,
  proposals: readonly Pick<ZoneProposal, 'zones'>[],
): ZoneReasons[] {
  const perMu = ({ loss, freedMuHundredths }: ProposedZone) =>
    freedMuHundredths === 0 ? null : (loss * 100) / freedMuHundredths;
  const prices = zones.map((zone) => perMu(zone) ?? Number.POSITIVE_INFINITY);
  const chosen = proposals.map((other) => new Set(other.zones.flatMap(({ parcels }) => parcels)));
  const meanLossPerFreedMu = meanLoss(land) * 100;
  return zones.map((zone, index) => ({
    lossPerFreedMu: perMu(zone),
    meanLossPerFreedMu,
    foundRatio: zone.muHundredths === 0 ? 0 : zone.freedMuHundredths / zone.muHundredths,
    rank: 1 + prices.filter((price) => price < (prices[index] as number)).length,
    lockedIn: zone.parcels.filter((parcel) => land.lock[parcel] === LOCK.in).length,
    timesChosen: chosen.filter((parcels) => isMostlyIn(land, zone, parcels)).length,
  }));
}

function isMostlyIn(land: ZoneLand, { parcels, muHundredths }: ProposedZone, chosen: ReadonlySet<number>): boolean {
  const shared = parcels.reduce(
    (sum, parcel) => sum + (chosen.has(parcel) ? (land.muHundredths[parcel] as number) : 0),
    0,
  );
  return shared * 2 > muHundredths;
}
