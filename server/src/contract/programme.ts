import { z } from 'zod';
import { COMPARATORS } from '../domain/comparison.ts';
import { AREA_SOURCES } from '../domain/counted-area.ts';
import { PARCEL_CLASS_RULES } from '../domain/parcel-class.ts';
import { Clause, OwnRule, ProgrammeRule } from './programme-rule.ts';

export type { EnterpriseRule, OwnKind, ParcelRule, ProjectRule } from './programme-rule.ts';
export { ProgrammeRule } from './programme-rule.ts';

export const TARGET_MEASURES = [
  'land-freed',
  'land-revitalised',
  'land-upgraded',
  'enterprises-eliminated',
  'enterprises-upgraded',
  'energy-freed',
  'carbon-cut',
  'tax-per-mu',
  'added-value-per-mu',
  'labour-productivity',
  'energy-intensity-fall',
  'manufacturing-investment-growth',
  'industrial-investment-share',
  'rd-share',
  'standard-factories-built',
  'old-factories-rebuilt',
] as const;

export const Target = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  measure: z.enum(TARGET_MEASURES),
  basis: z
    .enum(['annual', 'cumulative', 'average'])
    .describe('annual: in each named year; average: per year over the term'),
  from: z.int().describe('First year of the period'),
  to: z.int().describe('Last year of the period'),
  comparator: z.enum(['>=', '<=', '>', '=', 'about', 'strive']).describe('about: 左右, no hard line; strive: 力争'),
  wording: z
    .string()
    .describe('The comparing words of the clause, for example 力争…以上; empty: a bare figure, read as ≥'),
  value: z.number(),
  unit: z.enum([
    'mu',
    'enterprises',
    '10k-tce',
    '10k-t-co2',
    '10k-yuan-per-mu',
    '10k-yuan-per-person',
    'percent',
    '10k-m2',
  ]),
  scope: z.string().optional().describe('Whom the figure speaks of, for example 规上工业'),
  clause: Clause,
});
export type Target = z.infer<typeof Target>;

/** A target on something that this product does not measure: kept so that the programme can be read whole. */
const FurtherTarget = Target.pick({
  basis: true,
  from: true,
  to: true,
  comparator: true,
  wording: true,
  value: true,
  clause: true,
}).extend({
  id: Target.shape.id,
  name: z.string().min(1),
  valueTo: z.number().optional().describe('Upper end where the clause gives a range'),
  unit: z.string().min(1).describe('In Chinese, as usual in the trade'),
});

const Term = z.object({
  indicator: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]+$/)
    .describe('Name with its unit, for example priceShareOfMinimumPercent'),
  comparator: z.enum(COMPARATORS),
  value: z.number(),
  unit: z.string(),
  wording: z.string(),
});

/** A numeric condition of the document that speaks of no parcel: what land is supplied, at what price, with what money. */
const Criterion = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  purpose: z.enum(['land-supply', 'land-price', 'fund', 'project-control']),
  anyOf: z
    .array(z.object({ allOf: z.array(Term).min(1) }))
    .min(1)
    .describe('Met where all terms of one alternative are'),
  clause: Clause,
});

export const Programme = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  jurisdiction: z.string().describe('Code of the jurisdiction'),
  version: z.int().min(1),
  name: z.string(),
  nameEn: z.string(),
  document: z.object({
    title: z.string(),
    status: z.enum(['draft', 'adopted', 'not-stated']),
    statusNote: z.string().describe('What the text itself says of its status'),
    term: z.object({ from: z.int(), to: z.int() }),
  }),
  areaBasis: z.array(z.enum(AREA_SOURCES)).min(1).describe('First known one counts'),
  parcelClass: z
    .enum(PARCEL_CLASS_RULES)
    .optional()
    .describe(
      'Whose class a parcel shows: right-holder (when absent): who holds the land right; worst: the worst of those who use it; most-land: the one whose enterprises use most of it',
    ),
  carbonFactorTPerTce: z.number().nullable().describe('Ratio implied by the programme’s own targets; null: not given'),
  surveyScope: z.object({
    belowScaleMinMu: z.number().nullable(),
    inclusive: z.boolean().nullable(),
    words: z.string(),
    clause: Clause,
  }),
  rules: z.array(ProgrammeRule).min(1),
  criteria: z.array(Criterion).describe('Numeric conditions that speak of no parcel'),
  ownRules: z.array(OwnRule).describe('What the programme says of the kinds that the product finds everywhere'),
  paths: z.array(
    z.object({
      id: z.string().regex(/^[a-z0-9-]+$/),
      name: z.string(),
      countsAs: z
        .enum(['land-freed', 'land-revitalised', 'land-upgraded'])
        .nullable()
        .describe('Measure that accepted land of this path counts to; null: none'),
      clause: Clause,
    }),
  ),
  phases: z.array(
    z.object({
      name: z.string(),
      from: z.string().regex(/^\d{4}-\d{2}$/),
      to: z.string().regex(/^\d{4}-\d{2}$/),
      clause: Clause,
    }),
  ),
  milestones: z.array(z.object({ name: z.string().min(1), by: z.string().regex(/^\d{4}-\d{2}$/), clause: Clause })),
  targets: z.array(Target).min(1),
  furtherTargets: z.array(FurtherTarget),
  notes: z.array(z.string()).describe('What the document leaves open and how it was decided'),
});
export type Programme = z.infer<typeof Programme>;
