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

/** Each indicator as a quotient of two figures. */
export const INDICATOR_PARTS = {
  taxPerMu10kYuan: ['tax10kYuan', 'usedLandMu'],
  addedValuePerMu10kYuan: ['addedValue10kYuan', 'usedLandMu'],
  addedValuePerEnergy10kYuanPerTce: ['addedValue10kYuan', 'energyTce'],
  addedValuePerEmissions10kYuanPerT: ['addedValue10kYuan', 'emissionsT'],
  labourProductivity10kYuanPerPerson: ['addedValue10kYuan', 'employees'],
  rdRatio: ['rd10kYuan', 'revenue10kYuan'],
  taxPerEnergy10kYuanPerTce: ['tax10kYuan', 'energyTce'],
  revenuePerMu10kYuan: ['revenue10kYuan', 'usedLandMu'],
} as const satisfies Record<EvaluationIndicator, readonly [keyof EnterpriseFigures, keyof EnterpriseFigures]>;

/** One indicator of an enterprise-year. Nothing can be told where a figure is unknown or the divisor is zero. */
export function indicatorValue(figures: EnterpriseFigures, indicator: EvaluationIndicator): number | null {
  const [aboveName, belowName] = INDICATOR_PARTS[indicator];
  const above = figures[aboveName];
  const below = figures[belowName];
  return above === null || below === null || below === 0 ? null : above / below;
}
