/** Indicators that a method may weigh, each a ratio with its units in its name. */
export const EVALUATION_INDICATORS = [
  'taxPerMu10kYuan',
  'addedValuePerMu10kYuan',
  'addedValuePerEnergy10kYuanPerTce',
  'addedValuePerEmissions10kYuanPerT',
  'labourProductivity10kYuanPerPerson',
  'rdRatio',
  'taxPerEnergy10kYuanPerTce',
  'revenuePerMu10kYuan',
] as const;
export type EvaluationIndicator = (typeof EVALUATION_INDICATORS)[number];

export const TIERS = ['above-scale', 'below-scale'] as const;
export type Tier = (typeof TIERS)[number];

/** A baseline is given as a number, or is the plain mean of the known values of the tier. */
export type MethodItem = {
  readonly indicator: EvaluationIndicator;
  readonly weight: number;
  readonly baseline: number | 'tier-mean';
};

/** Class names and the share of the ranking through which each reaches, best first, the last one reaching 1. */
export type ClassCut = { readonly name: string; readonly throughShare: number };

/** How a tier is scored and classed: score = Σ value ÷ baseline × weight, class by rank share. */
export type EvaluationMethod = {
  readonly formula: 'ratio-to-baseline';
  readonly items: readonly MethodItem[];
  readonly whenMissing: 'unrated';
  readonly ties: 'better-class';
  readonly classes: readonly ClassCut[];
};

export type Baselines = Readonly<Partial<Record<EvaluationIndicator, number | null>>>;
export type IndicatorValues = Readonly<Partial<Record<EvaluationIndicator, number | null>>>;
export type ScorePart = {
  readonly indicator: EvaluationIndicator;
  readonly value: number;
  readonly baseline: number;
  readonly weight: number;
  readonly points: number;
};

/** A missing value is not a zero: it leaves the enterprise unrated. */
export type Evaluation =
  | { readonly rated: true; readonly score: number; readonly parts: readonly ScorePart[] }
  | { readonly rated: false; readonly missing: readonly EvaluationIndicator[] };

/** What an enterprise reported for a year, and the land it uses. */
export type EnterpriseFigures = {
  readonly usedLandMu: number | null;
  readonly tax10kYuan: number | null;
  readonly addedValue10kYuan: number | null;
  readonly energyTce: number | null;
  readonly emissionsT: number | null;
  readonly employees: number | null;
  readonly revenue10kYuan: number | null;
  readonly rd10kYuan: number | null;
};

/** Nothing can be told of a quotient whose parts are unknown or whose divisor is zero. */
const quotient = (above: number | null, below: number | null): number | null =>
  above === null || below === null || below === 0 ? null : above / below;

/** The indicators of an enterprise-year, from its figures. */
export function indicatorValues(figures: EnterpriseFigures): Record<EvaluationIndicator, number | null> {
  return {
    taxPerMu10kYuan: quotient(figures.tax10kYuan, figures.usedLandMu),
    addedValuePerMu10kYuan: quotient(figures.addedValue10kYuan, figures.usedLandMu),
    addedValuePerEnergy10kYuanPerTce: quotient(figures.addedValue10kYuan, figures.energyTce),
    addedValuePerEmissions10kYuanPerT: quotient(figures.addedValue10kYuan, figures.emissionsT),
    labourProductivity10kYuanPerPerson: quotient(figures.addedValue10kYuan, figures.employees),
    rdRatio: quotient(figures.rd10kYuan, figures.revenue10kYuan),
    taxPerEnergy10kYuanPerTce: quotient(figures.tax10kYuan, figures.energyTce),
    revenuePerMu10kYuan: quotient(figures.revenue10kYuan, figures.usedLandMu),
  };
}

/** What is wrong with a method, in words; empty where it can be used. */
export function methodFaults(method: EvaluationMethod): string[] {
  const faults: string[] = [];
  const weights = method.items.reduce((sum, item) => sum + item.weight, 0);
  if (Math.abs(weights - 100) > 1e-9) faults.push(`The weights sum to ${weights}; they must sum to 100.`);
  const seen = new Set<string>();
  for (const { indicator, weight, baseline } of method.items) {
    if (seen.has(indicator)) faults.push(`${indicator} is weighed twice.`);
    seen.add(indicator);
    if (!(weight > 0)) faults.push(`The weight of ${indicator} must be above 0.`);
    if (typeof baseline === 'number' && !(baseline > 0)) faults.push(`The baseline of ${indicator} must be above 0.`);
  }
  let through = 0;
  for (const { name, throughShare } of method.classes) {
    if (!(throughShare > through))
      faults.push(`Class ${name} ends at ${throughShare}, where the one before already ended at ${through}.`);
    through = throughShare;
  }
  if (through !== 1) faults.push(`The classes reach through ${through} of the ranking; the last one must reach 1.`);
  return faults;
}

/** Scores one enterprise-year. A baseline of null (no known value in the tier, or a mean not above zero) counts as missing. */
export function evaluate(
  values: IndicatorValues,
  method: EvaluationMethod,
  baselines: Baselines = givenBaselines(method),
): Evaluation {
  const parts: ScorePart[] = [];
  const missing: EvaluationIndicator[] = [];
  for (const { indicator, weight } of method.items) {
    const value = values[indicator] ?? null;
    const baseline = baselines[indicator] ?? null;
    if (value === null || baseline === null) missing.push(indicator);
    else parts.push({ indicator, value, baseline, weight, points: (value / baseline) * weight });
  }
  if (missing.length > 0) return { rated: false, missing };
  return { rated: true, score: parts.reduce((sum, part) => sum + part.points, 0), parts };
}

function givenBaselines(method: EvaluationMethod): Baselines {
  return Object.fromEntries(
    method.items.map((item) => [item.indicator, item.baseline === 'tier-mean' ? null : item.baseline]),
  );
}

/** Fixes the baselines of a method for one tier: given numbers stay, means are taken over the known values. */
export function resolveBaselines(
  method: EvaluationMethod,
  tierMean: (indicator: EvaluationIndicator) => number | null,
): Baselines {
  return Object.fromEntries(
    method.items.map(({ indicator, baseline }) => {
      if (baseline !== 'tier-mean') return [indicator, baseline];
      const mean = tierMean(indicator);
      return [indicator, mean !== null && mean > 0 ? mean : null];
    }),
  );
}

/**
 * Classes by rank share. Of n rated enterprises the classes through the k-th take the first n × share places, rounded to
 * the nearest whole (half up). Equal scores share the best place among them, so a tie takes the better class.
 * `scores` may hold NaN for the unrated, who take no place and get null.
 */
export function classesByRank(scores: ArrayLike<number>, cuts: readonly ClassCut[]): (string | null)[] {
  const order = Array.from({ length: scores.length }, (_, index) => index).filter(
    (index) => !Number.isNaN(scores[index]),
  );
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const places = cuts.map((cut) => Math.floor(order.length * cut.throughShare + 0.5 + 1e-9));
  const classes: (string | null)[] = new Array(scores.length).fill(null);
  let rank = 0;
  for (const [position, index] of order.entries()) {
    const before = position === 0 ? undefined : order[position - 1];
    if (before === undefined || scores[before] !== scores[index]) rank = position + 1;
    const cut = places.findIndex((through) => rank <= through);
    classes[index] = cuts[cut]?.name ?? null;
  }
  return classes;
}
