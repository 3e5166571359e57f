/** Indicators that a method may weigh, each a ratio with its units in its name. More of each is better. */
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

/** Those that divide by land: without land they mean nothing. */
export const PER_LAND: readonly EvaluationIndicator[] = [
  'taxPerMu10kYuan',
  'addedValuePerMu10kYuan',
  'revenuePerMu10kYuan',
];

export const TIERS = ['above-scale', 'below-scale'] as const;
export type Tier = (typeof TIERS)[number];

export type IndicatorValues = Readonly<Partial<Record<EvaluationIndicator, number | null>>>;

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

/** One indicator of an enterprise-year, from its figures. */
export function indicatorValue(figures: EnterpriseFigures, indicator: EvaluationIndicator): number | null {
  switch (indicator) {
    case 'taxPerMu10kYuan':
      return quotient(figures.tax10kYuan, figures.usedLandMu);
    case 'addedValuePerMu10kYuan':
      return quotient(figures.addedValue10kYuan, figures.usedLandMu);
    case 'addedValuePerEnergy10kYuanPerTce':
      return quotient(figures.addedValue10kYuan, figures.energyTce);
    case 'addedValuePerEmissions10kYuanPerT':
      return quotient(figures.addedValue10kYuan, figures.emissionsT);
    case 'labourProductivity10kYuanPerPerson':
      return quotient(figures.addedValue10kYuan, figures.employees);
    case 'rdRatio':
      return quotient(figures.rd10kYuan, figures.revenue10kYuan);
    case 'taxPerEnergy10kYuanPerTce':
      return quotient(figures.tax10kYuan, figures.energyTce);
    case 'revenuePerMu10kYuan':
      return quotient(figures.revenue10kYuan, figures.usedLandMu);
  }
}
