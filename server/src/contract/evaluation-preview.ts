import { z } from 'zod';
import { TIERS } from '../domain/evaluation.ts';
import { BaselineInForce, ClassOrNone, IndicatorName, MatrixCell, TierDistribution } from './evaluation.ts';
import { JurisdictionCode, oneOf, shortText, wholeNumber, Year } from './parameters.ts';

/** Shapes of what becomes of a draft: its preview, who changes class by it, its publication, and the closing of a year. */

export const MethodDraft = z.strictObject({
  jurisdiction: JurisdictionCode,
  year: Year,
  tier: oneOf(TIERS),
  definition: z
    .record(z.string(), z.unknown())
    .describe(
      'The method; GET /api/evaluation answers one of this shape. A bad one is refused with every fault and its place',
    ),
});
export type MethodDraft = z.infer<typeof MethodDraft>;

export const PublishRequest = MethodDraft.extend({
  note: shortText('why the method is published', 1000).describe('Why, in words; kept with the version'),
});
export type PublishRequest = z.infer<typeof PublishRequest>;

export const CloseRequest = z.strictObject({ jurisdiction: JurisdictionCode, year: Year });
/** A year that is closed: the same answer whether it was closed now or long ago. */
export const CloseReply = z.object({
  jurisdiction: z.string(),
  year: z.int(),
  closedAt: z.string().describe('When it was closed: it stays closed since then'),
  wasClosed: z.boolean().describe('Whether it was closed already, so that nothing was done'),
});
export type CloseReply = z.infer<typeof CloseReply>;

/** One enterprise that another method, or another year, puts in another class. */
export const ClassChange = z.object({
  creditCode: z.string(),
  name: z.string(),
  from: ClassOrNone,
  to: ClassOrNone,
  scoreFrom: z.number().nullable(),
  scoreTo: z.number().nullable(),
  because: z
    .object({ indicator: IndicatorName, pointsFrom: z.number(), pointsTo: z.number() })
    .nullable()
    .describe('The item whose points changed most; null where one side is not rated or no points changed'),
  extras: z
    .object({ pointsFrom: z.number(), pointsTo: z.number() })
    .nullable()
    .describe(
      'What coefficients, bonuses and deductions added to the sum of the items; null where one side is not rated',
    ),
});
export type ClassChange = z.infer<typeof ClassChange>;

export const ClassChanges = z.object({
  better: z.int(),
  worse: z.int(),
  other: z.int().describe('To or from unrated, or in a class that only bears another name'),
  matrix: z
    .array(MatrixCell)
    .describe('Every pair that occurs, the unchanged too; `unrated` and `absent` beside the classes'),
  items: z.array(ClassChange).describe('The first 200 that changed: the farthest first, then by the better new rank'),
  next: z
    .string()
    .nullable()
    .describe('For the page after, from POST /api/evaluation/preview/changes; null: that is all'),
});
export type ClassChanges = z.infer<typeof ClassChanges>;

/** What a draft is compared with: the classes that hold, or those of the year before. */
export const AGAINST = ['published', 'last-year'] as const;
export const ChangesFileRequest = MethodDraft.extend({ against: oneOf(AGAINST).default('published') });
export const ChangesRequest = ChangesFileRequest.extend({
  after: shortText('the `next` of the page before', 200).optional().describe('The `next` of the page before'),
  limit: wholeNumber(1, 500).default(200).describe('Enterprises of a page; 200 when absent'),
});
export const ChangeList = z.object({
  revision: z.int(),
  items: z
    .array(ClassChange)
    .describe('The farthest first, then by the better new rank; nobody where the year before was not evaluated'),
  next: z.string().nullable(),
});
export type ChangeList = z.infer<typeof ChangeList>;

export const PreviewReply = z.object({
  revision: z.int(),
  baselines: z.array(BaselineInForce),
  distribution: TierDistribution,
  againstPublished: ClassChanges,
  againstLastYear: ClassChanges.nullable().describe('null: the year before was not evaluated'),
});
export type PreviewReply = z.infer<typeof PreviewReply>;

export const PublishReply = z.object({ revision: z.int(), version: z.int(), publishedAt: z.string() });
export type PublishReply = z.infer<typeof PublishReply>;
