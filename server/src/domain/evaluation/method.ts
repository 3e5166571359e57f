import type { Comparator } from '../comparison.ts';
import type { EnterpriseFigures, EVALUATION_INDICATORS, EvaluationIndicator } from '../evaluation.ts';
import type { FloorAreaRule } from '../occupancy.ts';
import type { TenantRule } from '../tenancy.ts';

/** How the points of an item come from its value; `weight` is what the item counts for of 100. */
export const FORMULAS = ['ratio-to-baseline', 'min-max', 'rank'] as const;
/** ratio-to-baseline: value ÷ baseline × weight. min-max: weight × (share + (1 − share) × place of the value in its range). rank: weight × share of the peers that are not better. */
export type Formula = (typeof FORMULAS)[number];

/** What a value is held against. Means and ranges are of the known values of the tier, exempt enterprises left out. */
export const TIER_BASELINES = ['tier-mean', 'top-decile-mean', 'tier-range', 'none'] as const;
export type ValueRange = { readonly min: number; readonly max: number };
export type Baseline = number | ValueRange | (typeof TIER_BASELINES)[number];

export const WHEN_MISSING = ['unrated', 'tier-mean-points'] as const;
export type WhenMissing = (typeof WHEN_MISSING)[number];

export type MethodItem = {
  readonly indicator: EvaluationIndicator;
  readonly weight: number;
  readonly baseline: Baseline;
  /** Least points, as a multiple of the weight; absent: no bound */
  readonly floor?: number | undefined;
  /** Most points, as a multiple of the weight; absent: no bound */
  readonly cap?: number | undefined;
  /** Absent: as the method says */
  readonly whenMissing?: WhenMissing | undefined;
};

/** Facts of an enterprise besides its figures that a condition may ask for. */
export const COUNTED_FACTS = ['tenants', 'belowScaleTenants'] as const;
export type CountedFact = (typeof COUNTED_FACTS)[number];
export const FIGURES = [
  'usedLandMu',
  'tax10kYuan',
  'addedValue10kYuan',
  'energyTce',
  'emissionsT',
  'employees',
  'revenue10kYuan',
  'rd10kYuan',
] as const satisfies readonly (keyof EnterpriseFigures)[];
export const AGES = ['registeredYears', 'buildingYears'] as const;
export type Measure =
  | (typeof EVALUATION_INDICATORS)[number]
  | (typeof FIGURES)[number]
  | (typeof AGES)[number]
  | CountedFact;

/** What is known of an enterprise in a year. */
export type EnterpriseFacts = EnterpriseFigures & {
  /** GB/T 4754 division, two digits */
  readonly industryDivision: string | null;
  /** Honours and sanctions of the year, by the names that methods give them */
  readonly marks: readonly string[];
  /** Since registration, at the end of the year */
  readonly registeredYears: number | null;
  /** Since its first land was supplied, where none of it is completed; at the end of the year */
  readonly buildingYears: number | null;
  /** Distinct enterprises that it lets land to */
  readonly tenants: number;
  readonly belowScaleTenants: number;
};

export type Condition =
  | { readonly mark: string }
  | { readonly industries: readonly string[] }
  | { readonly measure: Measure; readonly comparator: Comparator; readonly value: number };

export type Coefficient = { readonly name: string; readonly when: Condition; readonly factor: number };
/** Points added (above 0) or taken (below 0): once where a condition holds, or for each one counted: `first` for the first, `more` for each further. */
export type Adjustment =
  | { readonly name: string; readonly when: Condition; readonly points: number }
  | { readonly name: string; readonly count: CountedFact; readonly first: number; readonly more: number };
/** No class better than this one where the condition holds. */
export type Veto = { readonly name: string; readonly when: Condition; readonly class: string };
/** Not rated where the condition holds. */
export type Exemption = { readonly name: string; readonly when: Condition };
/** Divisions ranked together; all others are ranked together as one more group. */
export type IndustryGroup = { readonly name: string; readonly divisions: readonly string[] };

/** A class and the share of the ranking through which it reaches; or a class and the least score it takes. Best first. */
export type RankCut = { readonly name: string; readonly throughShare: number };
export type ScoreCut = { readonly name: string; readonly fromScore: number | null };
export type ClassCut = RankCut | ScoreCut;

/** What land the enterprises of the tier are taken to use, and how its tenants are classed. */
export type OccupancyOptions = {
  /** Absent: by-far */
  readonly floorArea?: FloorAreaRule | undefined;
  /** Absent: own-class */
  readonly tenants?: TenantRule | undefined;
};

export const TIES = ['better-class', 'worse-class'] as const;

/**
 * How a tier is scored and classed: score = Σ points × coefficients + adjustments, class by rank share of the tier or
 * of an industry group in it, or by score.
 */
export type EvaluationMethod = {
  readonly formula: Formula;
  /** min-max: what the least value of the range gets, as a share of the weight */
  readonly baseShare?: number | undefined;
  readonly items: readonly MethodItem[];
  readonly whenMissing: WhenMissing;
  readonly ties: (typeof TIES)[number];
  readonly classes: readonly ClassCut[];
  readonly industryGroups?: readonly IndustryGroup[] | undefined;
  readonly coefficients?: readonly Coefficient[] | undefined;
  readonly adjustments?: readonly Adjustment[] | undefined;
  readonly vetoes?: readonly Veto[] | undefined;
  readonly exemptions?: readonly Exemption[] | undefined;
  readonly occupancy?: OccupancyOptions | undefined;
};

export const METHOD_FAULTS = [
  'shape',
  'weights-sum',
  'weight-not-positive',
  'item-twice',
  'baseline-not-positive',
  'baseline-of-other-formula',
  'range-empty',
  'cap-under-floor',
  'factor-not-positive',
  'class-twice',
  'class-cut-mixed',
  'class-cut-gap',
  'class-cut-end',
  'class-unknown',
  'name-twice',
  'industry-twice',
] as const;
export type MethodFaultCode = (typeof METHOD_FAULTS)[number];

/** What is wrong with a method, and where: `place` is a path such as items[2].weight. */
export type MethodFault = { readonly code: MethodFaultCode; readonly place: string; readonly message: string };
