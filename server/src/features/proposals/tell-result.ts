import type { z } from 'zod';
import type { ProposalResult, ProposedZoneOut } from '../../contract/proposals.ts';
import { m2FromMuHundredths } from '../../domain/units.ts';
import type { AnsweredProposal, AnsweredZone, ZoneAnswer } from '../../domain/zoning/answer-search.ts';
import type { CandidateSite, CandidateWorth } from './read-site.ts';

type ZoneOut = z.infer<typeof ProposedZoneOut>;
type Sums = ProposalResult['proposals'][number]['sums'];
/** What adds up from parcel to parcel and from zone to zone. */
type Counted = Omit<Sums, 'enterprises'>;

/** Enterprises of parcels by their ids. */
export type Occupants = ReadonlyMap<number, readonly number[]>;

/** Ids of every parcel that a proposal chooses. */
export const chosenIds = ({ ids }: CandidateSite, { timesChosen }: ZoneAnswer): number[] =>
  timesChosen.map(([place]) => ids[place] as number);

/** The answer to a search, with parcels by their ids and what is given up in figures; an enterprise on several parcels counts once. */
export function tellResult(
  revision: number,
  { ids, worths }: CandidateSite,
  answer: ZoneAnswer,
  occupants: Occupants,
): ProposalResult {
  const enterprisesOn = (parcelIds: readonly number[]) =>
    new Set(parcelIds.flatMap((id) => occupants.get(id) ?? [])).size;
  const idsOf = (places: readonly number[]) => places.map((place) => ids[place] as number);
  const worthsOf = (places: readonly number[]) => places.map((place) => worths[place] as CandidateWorth);
  const zoneOut = (zone: AnsweredZone): ZoneOut => {
    const those = worthsOf(zone.parcels);
    const parcelIds = idsOf(zone.parcels);
    return {
      ...sumsOf(zone, those),
      enterprises: enterprisesOn(parcelIds),
      parcelIds,
      centers: those.map(({ center }) => [...center]),
      reasons: zone.reasons,
    };
  };
  return {
    revision,
    candidates: answer.candidates,
    proposals: answer.proposals.map((proposal) => {
      const zones = proposal.zones.map(zoneOut);
      const enterprises = enterprisesOn(zones.flatMap(({ parcelIds }) => parcelIds));
      return {
        zones,
        sums: { ...totalOf(zones), enterprises },
        compactness: compactnessOf(proposal),
        isReached: proposal.isReached,
      };
    }),
    timesChosen: answer.timesChosen.map(([place, times]) => [ids[place] as number, times]),
    curve: answer.curve.map(({ freedMuHundredths, loss, parcels }) => ({
      freedMuHundredths,
      loss,
      tax10kYuan: figuresOf(worthsOf(parcels)).tax10kYuan,
    })),
    leftOut: idsOf(answer.leftOut),
    shortfall: answer.shortfall && { ...answer.shortfall, loosenings: [...answer.shortfall.loosenings] },
  };
}

function sumsOf({ muHundredths, freedMuHundredths, loss }: AnsweredZone, worths: readonly CandidateWorth[]): Counted {
  return { parcels: worths.length, muHundredths, freedMuHundredths, loss, ...figuresOf(worths) };
}

function figuresOf(worths: readonly CandidateWorth[]) {
  const sum = (of: (worth: CandidateWorth) => number | null) =>
    worths.reduce((total, worth) => total + (of(worth) ?? 0), 0);
  const isUnknown = ({ tax10kYuan, employees, addedValue10kYuan }: CandidateWorth) =>
    tax10kYuan === null || employees === null || addedValue10kYuan === null;
  return {
    // Fixed to the small unit that totals add, so that no order of parcels shows.
    tax10kYuan: Math.round(sum(({ tax10kYuan }) => tax10kYuan) * 10_000) / 10_000,
    employees: Math.round(sum(({ employees }) => employees) * 100) / 100,
    addedValue10kYuan: Math.round(sum(({ addedValue10kYuan }) => addedValue10kYuan) * 10_000) / 10_000,
    goodMuHundredths: sum(({ isGood, muHundredths }) => (isGood ? muHundredths : 0)),
    unknownParcels: worths.filter(isUnknown).length,
  };
}

function totalOf(zones: readonly ZoneOut[]): Counted {
  const sum = (key: keyof Counted) => zones.reduce((total, zone) => total + zone[key], 0);
  return {
    parcels: sum('parcels'),
    muHundredths: sum('muHundredths'),
    freedMuHundredths: sum('freedMuHundredths'),
    loss: sum('loss'),
    tax10kYuan: sum('tax10kYuan'),
    employees: sum('employees'),
    addedValue10kYuan: sum('addedValue10kYuan'),
    goodMuHundredths: sum('goodMuHundredths'),
    unknownParcels: sum('unknownParcels'),
  };
}

/** Mean over the zones of 4πA/P², by their land; counted areas may be larger than the outline holds, so it stays at 1. */
function compactnessOf({ zones }: AnsweredProposal): number {
  let [weighted, land] = [0, 0];
  for (const { muHundredths, outlineM } of zones) {
    const round = outlineM <= 0 ? 1 : (4 * Math.PI * m2FromMuHundredths(muHundredths)) / outlineM ** 2;
    weighted += muHundredths * Math.min(1, round);
    land += muHundredths;
  }
  return land === 0 ? 0 : weighted / land;
}
