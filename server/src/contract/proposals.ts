import { z } from 'zod';
import { ZONE_CONSTRAINTS } from '../domain/zoning/loosen-terms.ts';
import { JurisdictionCode, oneOf, Year } from './parameters.ts';
import { ParcelLock } from './zone.ts';

/** Zones that the system proposes for a target: what is asked, how far the search is, and what it found. */

const MuOf = (what: string, from: number) => {
  const words = `${what}: mu, from ${from} to 1,000,000, with at most two decimals`;
  return z
    .number(words)
    .min(from, words)
    .max(1_000_000, words)
    .refine((mu) => Number(mu.toFixed(2)) === mu, words);
};
const WEIGHT_WORDS = 'a weight: 0 to 100';
const Weight = z.number(WEIGHT_WORDS).min(0, WEIGHT_WORDS).max(100, WEIGHT_WORDS);
const SHARE_WORDS = 'a number from 0 to 1';

export const ProposalRequest = z.strictObject({
  jurisdiction: JurisdictionCode,
  year: Year,
  targetMu: MuOf('the target', 0.01).describe('Found land to be freed, mu'),
  absorb: z.boolean().default(false).describe('Whether parcels that were not found may be taken along'),
  leastZoneMu: MuOf('the least size of a zone', 0).default(20),
  greatestZoneMu: MuOf('the greatest size of a zone', 0.01).default(500),
  roadM: z
    .number('metres: 0 to 200')
    .min(0, 'metres: 0 to 200')
    .max(200, 'metres: 0 to 200')
    .default(30)
    .describe('Parcels so many metres apart still lie together: across roads'),
  weights: z
    .object({
      tax: Weight.default(10).describe(
        'Of tax, by its mean over all found parcels; what is not known is held to be usual for the land',
      ),
      employees: Weight.default(5).describe('Of jobs'),
      addedValue: Weight.default(5).describe('Of added value'),
      enterprises: Weight.default(2).describe('Of enterprises to be moved'),
      goodLand: Weight.default(5).describe('Of land of classes A and B, by the mean found parcel'),
    })
    .prefault({}),
  compactness: z
    .number(SHARE_WORDS)
    .min(0, SHARE_WORDS)
    .max(1, SHARE_WORDS)
    .default(0.5)
    .describe('0: outlines cost nothing; 1: they cost as much as the land itself'),
  locks: z.array(ParcelLock).max(2000).default([]),
  keepClassA: z.boolean().default(false).describe('Whether land of class A stays out'),
  controlLineOnly: z.boolean().default(false).describe('Only land inside the industrial control line'),
  proposals: z.int().min(1).max(5).default(5),
  from: z
    .array(z.array(z.int().min(1)).max(20_000))
    .max(2_000)
    .optional()
    .describe(
      'Zones of the answer to a tighter request, as ids of parcels: the first proposal loses no more than they do',
    ),
  seed: z.int().min(0).max(2_147_483_647).default(1).describe('The same request and seed find the same zones'),
});
export type ProposalRequest = z.output<typeof ProposalRequest>;

const Mu = z.int().describe('Whole hundredths of a mu');
const Loss = z
  .number()
  .describe(
    'Weighted loss; comparable among answers of one jurisdiction, year, revision and the same weights and compactness',
  );
const Sums = z.object({
  parcels: z.int(),
  muHundredths: Mu,
  freedMuHundredths: Mu,
  loss: Loss,
  tax10kYuan: z.number().describe('Known tax given up, 万元'),
  employees: z.number().describe('Known jobs given up, people'),
  addedValue10kYuan: z.number().describe('Known added value given up, 万元'),
  enterprises: z.int().describe('Enterprises to be moved; one on several parcels counts once'),
  goodMuHundredths: Mu.describe('Of classes A and B'),
  unknownParcels: z.int().describe('Parcels without a figure of tax, jobs or added value'),
});

export const ProposedZoneOut = Sums.extend({
  parcelIds: z.array(z.int()).describe('As map tiles carry them'),
  centers: z
    .array(z.tuple([z.number(), z.number()]))
    .describe('Middle of the box of each parcel, degrees, in the order of `parcelIds`: enough for a small picture'),
  reasons: z.object({
    lossPerFreedMu: z.number().nullable(),
    meanLossPerFreedMu: z.number(),
    foundRatio: z.number().describe('Found land over all its land, 0-1'),
    rank: z.int().describe('Place among the zones of the proposal by loss for each freed mu, 1 the least'),
    lockedIn: z.int(),
    timesChosen: z.int().describe('Proposals in which most of its land is chosen'),
  }),
});
export const Proposal = z.object({
  zones: z.array(ProposedZoneOut).describe('The largest first'),
  sums: Sums.describe('Over all its zones'),
  compactness: z.number().describe('Mean of 4πA/P² over its zones by their land, 0-1'),
  isReached: z.boolean().describe('Whether the target is reached with every parcel in that is locked in'),
});
export type Proposal = z.infer<typeof Proposal>;

export const ProposalResult = z.object({
  revision: z.int(),
  candidates: z.object({ parcels: z.int(), foundMuHundredths: Mu }).describe('Land that the terms allow'),
  proposals: z.array(Proposal).describe('Of least loss first, with that of their outlines'),
  timesChosen: z
    .array(z.tuple([z.int(), z.int()]))
    .describe('Of each parcel that is in any proposal: its id and in how many it is'),
  curve: z
    .array(z.object({ freedMuHundredths: Mu, loss: Loss, tax10kYuan: z.number() }))
    .describe('What each freed area would cost, rising in both'),
  leftOut: z.array(z.int()).describe('Ids of parcels locked in that the first proposal could put into no zone'),
  shortfall: z
    .object({
      shortMuHundredths: Mu,
      foundMuHundredths: Mu.describe('All found land that the terms allow, whatever zones it may form'),
      loosenings: z.array(
        z.object({
          constraint: z.enum(ZONE_CONSTRAINTS),
          freedMuHundredths: Mu.describe('When this one alone is loosened'),
          gainMuHundredths: Mu,
          isEnough: z.boolean(),
        }),
      ),
    })
    .nullable()
    .describe('null: the target is reached'),
});
export type ProposalResult = z.infer<typeof ProposalResult>;

export const ProposalJob = z.object({
  id: z.string(),
  state: oneOf(['running', 'done', 'cancelled', 'failed']),
  share: z.number().describe('How far it is, 0-1'),
  request: ProposalRequest.extend({ year: z.int() }).describe('As it was asked, with what was left open'),
  startedAt: z.string(),
  seconds: z.number().describe('Since it started, or how long it took'),
  result: ProposalResult.nullable(),
  failure: z.string().nullable().describe('Why it failed'),
});
export type ProposalJob = z.infer<typeof ProposalJob>;
