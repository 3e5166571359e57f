import { z } from 'zod';
import { AGES, COUNTED_FACTS, FIGURES } from '../domain/evaluation/method.ts';
import { EVALUATION_INDICATORS, TIERS } from '../domain/evaluation.ts';
import { EvaluationMethod } from './evaluation-method.ts';
import { JurisdictionCode, oneOf, shortText, wholeNumber, Year } from './parameters.ts';

/** Shapes of the evaluation API: methods in force, explanations, and how classes moved. */

export const IndicatorName = z.enum(EVALUATION_INDICATORS);
export const ClassOrNone = z.string().nullable().describe('null: not rated, which is not the same as the worst class');
const TierName = z.enum(TIERS);
const UnratedReason = z
  .enum(['missing', 'no-land', 'exempt'])
  .describe('no-land: it uses none, or how much cannot be told');

export const EvaluationQuery = z.object({ jurisdiction: JurisdictionCode, year: Year });

/** A baseline as it was in force: of a mean, the mean; of a range, its two ends. */
export const BaselineInForce = z.object({
  indicator: IndicatorName,
  value: z.number().nullable().describe('null: no value is known in the tier, or a mean is not above zero'),
  range: z.object({ min: z.number(), max: z.number() }).nullable().describe('Of the formula min-max'),
  known: z.int().describe('Enterprises whose value is known'),
  meanPoints: z.number().nullable().describe('Mean of the points given for known values'),
  belowZero: z
    .int()
    .nullable()
    .describe(
      'Enterprises that get points below zero, as for a negative added value without a floor; null: not counted',
    ),
});
export type BaselineInForce = z.infer<typeof BaselineInForce>;

const ClassCount = z.object({ class: ClassOrNone, enterprises: z.int() });
export const TierDistribution = z.object({
  enterprises: z.int(),
  rated: z.int(),
  unrated: z
    .array(z.object({ reason: UnratedReason, name: z.string().nullable(), enterprises: z.int() }))
    .describe('name: the exemption; null for the other reasons'),
  classes: z
    .array(ClassCount)
    .describe('Best first, then the unrated; each class of the method, also where it is empty'),
  groups: z
    .array(z.object({ name: z.string().nullable(), classes: z.array(ClassCount) }))
    .describe(
      'The same for each industry group that is ranked by itself; name null: all other industries. Empty: the tier is ranked whole',
    ),
  cuts: z
    .array(
      z.object({
        class: z.string(),
        group: z.string().nullable(),
        leastScore: z.number().nullable().describe('Of the last in the class before vetoes; null: nobody is in it'),
      }),
    )
    .describe('Where the classes were cut'),
  histogram: z.object({
    binWidth: z.number(),
    bins: z
      .array(
        z.object({
          from: z.number(),
          counts: z.array(z.int()).describe('In the order of `classes`, without the unrated'),
        }),
      )
      .describe('Rising and without gaps; the first and the last also take what lies beyond them'),
  }),
  vetoed: z.int().describe('Enterprises whose class a veto lowered'),
});
export type TierDistribution = z.infer<typeof TierDistribution>;

export const PublishedMethod = z.object({
  id: z.int(),
  version: z.int(),
  origin: z.enum(['starting', 'published']).describe('starting: the method that every jurisdiction begins with'),
  publishedAt: z.string().nullable().describe('null: taken with the data, not published by anyone'),
  note: z.string().nullable(),
  definition: EvaluationMethod,
});
export type PublishedMethod = z.infer<typeof PublishedMethod>;

export const TierEvaluation = z.object({
  tier: TierName,
  method: PublishedMethod,
  versions: z
    .array(PublishedMethod.pick({ version: true, origin: true, publishedAt: true, note: true }))
    .describe('Newest first'),
  baselines: z.array(BaselineInForce).describe('In the order of the items'),
  distribution: TierDistribution,
});
export type TierEvaluation = z.infer<typeof TierEvaluation>;

export const MethodTemplate = z.object({
  id: z.string(),
  tier: TierName,
  definition: EvaluationMethod,
});
export type MethodTemplate = z.infer<typeof MethodTemplate>;

export const EvaluationReply = z.object({
  jurisdiction: z.string(),
  year: z.int(),
  revision: z.int(),
  closedAt: z.string().nullable().describe('When the year was closed; null: open. A closed year takes no new method'),
  tiers: z.array(TierEvaluation),
  notInATier: z.int().describe('Enterprises with figures of the year that are not known to be above or below scale'),
});
export type EvaluationReply = z.infer<typeof EvaluationReply>;

/** Methods as examples, to begin a draft with. */
export const MethodTemplateList = z.object({ items: z.array(MethodTemplate) });
export type MethodTemplateList = z.infer<typeof MethodTemplateList>;

/** How many enterprises went from one class to another. */
export const MatrixCell = z.object({ from: z.string(), to: z.string(), enterprises: z.int() });

export const RankedQuery = z.object({
  jurisdiction: JurisdictionCode,
  year: Year,
  tier: oneOf(TIERS),
  class: shortText('the name of a class, or unrated', 20).optional().describe('A class, or `unrated`'),
  q: shortText('part of a name or credit code', 100).optional(),
  after: shortText('the `next` of the page before', 200).optional().describe('The `next` of the page before'),
  limit: wholeNumber(1, 500).default(100).describe('Enterprises of a page; 100 when absent'),
});

export const RankedEnterprise = z.object({
  creditCode: z.string(),
  name: z.string(),
  industryCode: z.string().nullable(),
  rank: z
    .int()
    .nullable()
    .describe('In the tier, or in the industry group where the method ranks by groups; null: not rated'),
  group: z.string().nullable().describe('Industry group that it is ranked in'),
  score: z.number().nullable(),
  class: ClassOrNone,
  usedMuHundredths: z.int().nullable(),
});
export type RankedEnterprise = z.infer<typeof RankedEnterprise>;
export const RankedList = z.object({
  revision: z.int(),
  items: z.array(RankedEnterprise).describe('By falling score, the unrated last'),
  next: z.string().nullable(),
});
export type RankedList = z.infer<typeof RankedList>;

const Applied = z.object({ name: z.string() });
export const ExplainedItem = z.object({
  indicator: IndicatorName,
  value: z.number().nullable(),
  baseline: z.number().nullable(),
  range: z.object({ min: z.number(), max: z.number() }).nullable(),
  weight: z.number(),
  points: z.number().nullable(),
  bound: z
    .enum(['floor', 'cap', 'tier-mean'])
    .nullable()
    .describe('What the points are instead of what the formula gives; tier-mean: the value is missing'),
  rank: z.int().nullable().describe('Place of the value among the peers, ties sharing the best'),
  peers: z.int().describe('Enterprises of the tier whose value is known'),
  reachesNextClassAt: z
    .number()
    .nullable()
    .describe('The value that alone would lift the enterprise a class; null: none would'),
});
export type ExplainedItem = z.infer<typeof ExplainedItem>;

export const EnterpriseExplanation = z.object({
  revision: z.int(),
  jurisdiction: z.string(),
  year: z.int(),
  creditCode: z.string(),
  name: z.string(),
  industryCode: z.string().nullable(),
  tier: TierName,
  method: PublishedMethod.omit({ definition: true }).extend({ name: z.string() }),
  facts: z
    .record(z.enum([...FIGURES, ...AGES, ...COUNTED_FACTS]), z.number().nullable())
    .describe('What went in; null: not known'),
  marks: z.array(z.string()).describe('Honours and sanctions of the year'),
  items: z.array(ExplainedItem),
  itemsSum: z.number().nullable(),
  coefficients: z.array(Applied.extend({ factor: z.number() })).describe('Those that held'),
  adjustments: z
    .array(Applied.extend({ points: z.number(), counted: z.int().nullable() }))
    .describe('Bonuses and deductions that held'),
  undecided: z
    .array(z.string())
    .describe(
      'Names of coefficients, adjustments, vetoes and exemptions that could not be decided for want of a figure; they were not applied',
    ),
  score: z.number().nullable(),
  group: z.string().nullable(),
  rank: z.int().nullable(),
  of: z.int().describe('Rated enterprises of the tier, or of the industry group where the method ranks by groups'),
  classByRank: ClassOrNone.describe('Before vetoes'),
  veto: z.object({ name: z.string(), class: z.string() }).nullable().describe('The veto that lowered the class'),
  class: ClassOrNone,
  mergedFirms: z
    .int()
    .nullable()
    .describe('How many firms were evaluated together, whose figures these are the sums of; null: it alone'),
  holder: z
    .object({ creditCode: z.string(), name: z.string(), ownClass: ClassOrNone })
    .nullable()
    .describe('Whose class a tenant takes by the method, and the class it would have itself; null: its own'),
  unrated: z
    .object({
      reason: UnratedReason,
      missing: z.array(IndicatorName),
      exemption: z.string().nullable(),
    })
    .nullable()
    .describe('Why it has no score, and so no class of its own; null where it has one'),
  lift: z.discriminatedUnion('possible', [
    z.object({
      possible: z.literal(true),
      toClass: z.string(),
      score: z.number().describe('To reach: that of the last one in the next class'),
      indicator: IndicatorName.describe('The one that needs the smallest change in proportion'),
      from: z.number(),
      to: z.number().describe('Others and baselines staying as they are; rounded up to six decimals'),
    }),
    z.object({
      possible: z.literal(false),
      reason: z.enum(['unrated', 'best-class', 'vetoed', 'nobody-above', 'no-single-indicator', 'class-of-holder']),
    }),
  ]),
});
export type EnterpriseExplanation = z.infer<typeof EnterpriseExplanation>;

export const ExplanationQuery = z.object({
  year: Year,
  jurisdiction: JurisdictionCode.optional().describe('Where a credit code stands in several'),
});

export const TransitionQuery = z.object({
  jurisdiction: JurisdictionCode,
  from: Year,
  to: Year.optional().describe('Absent: to date, the newest year'),
});
export const TransitionReply = z.object({
  jurisdiction: z.string(),
  revision: z.int(),
  from: z.int(),
  to: z.int(),
  years: z.array(z.int()).describe('Years that were evaluated, rising'),
  classes: z.array(z.string()).describe('Classes of both years, best first; `unrated` and `absent` come after them'),
  cells: z
    .array(
      MatrixCell.extend({
        muHundredths: z.int().describe('Land used in the later year; in the earlier one where it is absent later'),
      }),
    )
    .describe('Every pair that occurs'),
  moves: z
    .object({ up: z.int(), down: z.int(), same: z.int() })
    .describe('Those rated in both years, by the places of their classes in the method of each: a name may change'),
  methodVersions: z.object({ from: z.array(z.string()), to: z.array(z.string()) }),
});
export type TransitionReply = z.infer<typeof TransitionReply>;

export const MovedQuery = z.object({
  jurisdiction: JurisdictionCode,
  from: Year,
  to: Year.optional().describe('Absent: to date, the newest year'),
  fromClass: shortText('the name of a class, unrated or absent', 20).describe('A class, `unrated` or `absent`'),
  toClass: shortText('the name of a class, unrated or absent', 20).describe('A class, `unrated` or `absent`'),
  after: shortText('the `next` of the page before', 200).optional().describe('The `next` of the page before'),
  limit: wholeNumber(1, 500).default(100).describe('Enterprises of a page; 100 when absent'),
});
/** One enterprise of a cell of the movement between two years. */
export const MovedEnterprise = RankedEnterprise.pick({ creditCode: true, name: true, industryCode: true }).extend({
  scoreFrom: z.number().nullable(),
  scoreTo: z.number().nullable(),
  muHundredths: z.int().describe('As the cell counts it'),
});
export type MovedEnterprise = z.infer<typeof MovedEnterprise>;
export const MovedList = z.object({
  revision: z.int(),
  items: z.array(MovedEnterprise).describe('By credit code'),
  next: z.string().nullable(),
});
export type MovedList = z.infer<typeof MovedList>;
