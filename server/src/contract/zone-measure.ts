import { z } from 'zod';
import { FindingKind } from './api.ts';
import { ConstraintKind } from './constraint.ts';
import { JurisdictionCode, RowId, shortText, Year } from './parameters.ts';
import { Clause } from './programme-rule.ts';
import { Boundary, COUNTING_RULES, CountingRule, Zone } from './zone.ts';

/** What a zone holds, by whatever rule it counts, and boundaries as the ground has them. */

const TARGET_WORDS = 'mu to be freed: a number above 0, at most 1,000,000, with two decimals';
const TargetMu = z
  .number(TARGET_WORDS)
  .positive(TARGET_WORDS)
  .max(1_000_000, TARGET_WORDS)
  .refine((mu) => Number(mu.toFixed(2)) === mu, TARGET_WORDS);

export const ZoneMeasureRequest = z.strictObject({
  jurisdiction: JurisdictionCode,
  year: Year,
  zone: Zone,
  targetMu: TargetMu.nullable().default(null).describe('Mu to be freed; null: none is set'),
});

const Mu = z.int().describe('Hundredths of a mu; a sum of those of its parcels');
const Land = z.object({ parcels: z.int(), muHundredths: Mu });
const Figure = z
  .object({ sum: z.number().nullable(), unknownParcels: z.int() })
  .describe('The sum of what is known, null where nothing is; and how many counted parcels have no figure');

const ZoneCount = z.object({
  rule: CountingRule,
  parcels: z.int(),
  muHundredths: Mu,
  certified: z
    .object({ muHundredths: Mu, parcelsWithout: z.int() })
    .describe('By the certificates; parcels without one are not in it'),
  measuredMuHundredths: Mu.describe('As measured on the map'),
  freed: Land.describe('Found land, which the tally calls potential'),
  pending: Land.describe('待核: not found, and a rule cannot say for want of a figure'),
  tax10kYuan: Figure,
});

const Owner = z.object({
  name: z.string().nullable().describe('null: nobody is known to hold the land'),
  creditCode: z.string().nullable(),
  parcels: z.int(),
  muHundredths: Mu,
  earliestTermEndsOn: z.string().nullable().describe('null: no term of its land is known'),
  latestTermEndsOn: z.string().nullable(),
  unknownTerms: z.int().describe('Parcels whose term is not known'),
});

const Terms = z
  .object({
    earliestEndsOn: z.string().nullable(),
    latestEndsOn: z.string().nullable(),
    differentEnds: z.int().describe('Different days on which known terms end'),
    underTenYears: Land.describe('Under ten years left on the day of the measure, ended terms included'),
    unknown: Land,
  })
  .describe('Terms of the land-use rights, which differ where land of several owners is brought together (归宗)');

const ControlLine = z
  .object({
    insideMuHundredths: Mu.describe(
      'Counted land inside: as much as 改一补一 would owe if the use of all of it were changed',
    ),
    outsideMuHundredths: Mu,
    outsideParcels: z.int().describe('Counted parcels of which any land lies outside'),
  })
  .describe('The industrial control line (工业用地控制线)');

const Yield = z.object({
  tax: z
    .object({
      targetId: z.string(),
      perMu10kYuan: z.number(),
      year: z.int().describe('By when the programme asks for it'),
      scope: z.string().nullable().describe('Whom the target speaks of; null: it does not say'),
      clause: Clause,
      tax10kYuan: z.number().describe('A year, on the counted land'),
    })
    .nullable()
    .describe('By the newest target of the programme for tax per mu'),
  noTaxBecause: z.enum(['no-programme', 'no-target']).nullable().describe('Why `tax` is null; null: it is not'),
  farRatio: z.number().describe('Floor-area ratio of new supply that is reckoned with'),
  floorAreaM2: z.int().describe('Floor area at that ratio on the counted land'),
  presentFloorAreaM2: Figure,
});

export const ZoneParcel = z.object({
  id: z.int().describe('As map tiles carry it'),
  code: z.string(),
  name: z.string().nullable(),
  class: z.string().nullable().describe('null: not rated'),
  townName: z.string().nullable(),
  wholeMuHundredths: z.int().describe('Counted area of all of the parcel'),
  muHundredths: z.int().describe('What of it counts by the chosen rule; 0 where it does not count'),
  shareInside: z.number().describe('Part that lies inside the boundary, 0-1, to six decimals'),
  isCounted: z.boolean(),
  lock: z.enum(['in', 'out']).nullable(),
  findings: z.array(FindingKind),
  isPending: z.boolean(),
  ownerName: z.string().nullable(),
  termEndsOn: z.string().nullable(),
  tax10kYuan: z.number().nullable().describe('Of all of the parcel'),
});
export type ZoneParcel = z.infer<typeof ZoneParcel>;

const ZoneWarning = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('holds-no-parcel') }).describe('Nothing is counted, so that every sum is 0'),
  z
    .object({ kind: z.literal('reaches-outside'), muHundredths: z.int() })
    .describe('So much of the ground lies outside the outline of the jurisdiction'),
  z
    .object({ kind: z.literal('lock-without-effect'), codes: z.array(z.string()) })
    .describe('Locked out, and no part of them lies inside'),
]);
export type ZoneWarning = z.infer<typeof ZoneWarning>;

export const ZoneMeasure = z.object({
  revision: z.int(),
  jurisdiction: z.string(),
  year: z.int(),
  at: z.string(),
  isSynthetic: z.boolean(),
  programmeId: z.string().nullable(),
  warnings: z.array(ZoneWarning),
  groundMuHundredths: z.int().describe('The whole ground inside the boundary, ellipsoidal'),
  compactness: z
    .number()
    .describe('4π area ÷ perimeter² (Polsby-Popper), 0-1, the mean of its parts by their ground; 1 is a circle'),
  counting: CountingRule.describe('The rule of everything below `counts`'),
  counts: z
    .array(ZoneCount)
    .length(COUNTING_RULES.length)
    .describe('By each rule, in the order whole, clipped, touching'),
  owners: z
    .object({
      known: z.int().describe('Different holders of land rights'),
      rows: z.array(Owner).describe('Most land first; 500 at most'),
      rest: z.object({ owners: z.int(), parcels: z.int(), muHundredths: Mu }).describe('Those that are not listed'),
    })
    .describe('Right-holders; rows and rest add up to the counted land'),
  enterprises: z
    .object({
      total: z.int(),
      classes: z.array(z.object({ class: z.string().nullable(), enterprises: z.int() })),
    })
    .describe('Distinct enterprises on counted parcels, by their class in the year; null: not rated'),
  classes: z
    .array(Land.extend({ class: z.string().nullable() }))
    .describe('Counted land by the class shown; adds up to the counted land'),
  addedValue10kYuan: Figure,
  employees: Figure,
  energyTce: Figure,
  carbon: z
    .object({
      t: z.number().nullable().describe('Energy times the factor; null: no energy is known'),
      factorTPerTce: z.number(),
      factorOf: z.enum(['programme', 'province']).describe('Whose factor it is: implied by their own targets'),
    })
    .describe('Carbon dioxide given up with the energy'),
  findings: z
    .array(Land.extend({ kind: FindingKind }))
    .describe('By kind; a parcel may have several: these do not add up'),
  terms: Terms,
  goodLand: z.array(Land.extend({ class: z.string() })).describe('Land of classes A and B that the zone has caught'),
  controlLine: ControlLine.nullable().describe('null: no control line is on record'),
  layers: z
    .array(Land.extend({ kind: ConstraintKind, name: z.string().describe('Empty: the layer has none') }))
    .describe('Counted land inside each constraint layer on record but the control line: a conflict where it is not 0'),
  target: z
    .object({
      muHundredths: z.int(),
      gapMuHundredths: z.int().describe('Target less freed; below 0 where it is passed'),
    })
    .nullable(),
  yield: Yield.describe('What the same land would yield'),
  parcels: z.object({
    total: z.int().describe('Parcels of which any part lies inside, and those locked in'),
    rows: z.array(ZoneParcel).describe('Most counted land first, those that do not count last; 2,000 at most'),
  }),
});
export type ZoneMeasure = z.infer<typeof ZoneMeasure>;

const MOST_PARCELS = 20_000;
const METRES_WORDS = 'metres: a number from 0 to 50';
const Metres = z.number(METRES_WORDS).min(0, METRES_WORDS).max(50, METRES_WORDS);

export const ZoneBoundaryRequest = z
  .strictObject({
    jurisdiction: JurisdictionCode,
    ids: z.array(RowId).min(1).max(MOST_PARCELS).optional().describe('Parcels by the ids that tiles carry'),
    codes: z
      .array(shortText('a parcel code', 60))
      .min(1)
      .max(MOST_PARCELS)
      .optional()
      .describe('Parcels by their codes in force or former ones'),
    boundary: Boundary.optional().describe('A drawn boundary, to be laid on the edges of parcels'),
    bridgeM: Metres.default(0).describe('With ids or codes: gaps up to so wide are closed, such as streets; 0: none'),
    snapM: Metres.default(3).describe('With a boundary: it is moved to parcel corners and edges that lie so near'),
  })
  .refine(
    ({ ids, codes, boundary }) => [ids, codes, boundary].filter((each) => each !== undefined).length === 1,
    'exactly one of ids, codes and boundary',
  );

export const ZoneBoundary = z.object({
  boundary: Boundary,
  areaMuHundredths: z.int().describe('Ellipsoidal'),
  drawnMuHundredths: z.int().nullable().describe('Before it was laid on the parcels; null: it was not drawn'),
  movedM: z.number().describe('By how far the farthest point of a drawn boundary was moved, to 0.01 m'),
  parcels: z.int().nullable().describe('Parcels taken in; null: the boundary was drawn'),
  unknownCodes: z.array(z.string()).describe('Codes, or ids as text, that no parcel has'),
});
export type ZoneBoundary = z.infer<typeof ZoneBoundary>;
