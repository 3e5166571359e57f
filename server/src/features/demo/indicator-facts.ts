import type { Random } from '../../domain/random.ts';
import type { IndicatorRow } from './rows.ts';

/** What an enterprise yields in a year; how far it uses what it has is drawn apart. */
export type YieldRow = Omit<
  IndicatorRow,
  'isAboveScale' | 'landUseRatio' | 'capacityUseRatio' | 'energyUseRatio' | 'emissionUseRatio'
>;

type Trade = {
  readonly taxPerMu10kYuan: number;
  readonly energyTcePer10kYuan: number;
  readonly addedValueRatio: number;
  readonly emissionFactor: number;
};

/** What stays the same for an enterprise over the years. */
export type EnterpriseNature = {
  readonly trade: Trade;
  readonly landM2: number;
  readonly taxFactor: number;
  /** Years before this one have no figures. */
  readonly fromYear: number;
  readonly toYear: number | null;
};

const M2_PER_MU = 10000 / 15;
const ABOVE_SCALE_10K_YUAN = 2000;
const TAX_GROWTH = 1.035;

/** Figures of an enterprise for a run of years, and whether its last revenue puts it above the scale. */
export function drawIndicators(
  nature: EnterpriseNature,
  years: readonly number[],
  enterpriseId: number,
  random: Random,
) {
  const { trade } = nature;
  const mu = nature.landM2 / M2_PER_MU;
  // Larger land yields less for each mu, as it does in the published lists.
  const level = random.spread(trade.taxPerMu10kYuan * nature.taxFactor, 0.75) * (mu / 10) ** -0.2;
  const taxShare = random.spread(0.115, 0.22);
  const valueShare = random.spread(trade.addedValueRatio, 0.2);
  const intensity = random.spread(trade.energyTcePer10kYuan, 0.5);
  const productivity = random.spread(19, 0.35);
  const researchShare = random.spread(0.03, 0.4);
  const emissionsPerValue = (trade.emissionFactor / 4900) * random.spread(1, 0.5);
  let drift = 1;
  let revenue = 0;
  const rows: YieldRow[] = [];
  for (const year of years) {
    drift *= TAX_GROWTH * random.spread(1, 0.13);
    if (year < nature.fromYear || (nature.toYear !== null && year > nature.toYear)) continue;
    const tax = level * mu * drift * (random.chance(0.008) ? -0.1 : 1);
    revenue = (Math.abs(tax) / taxShare) * (1 + Math.abs(tax) / 900) ** 0.25;
    const value = revenue * valueShare * random.spread(1, 0.06);
    const isAbove = revenue >= ABOVE_SCALE_10K_YUAN;
    const known = (digits: number, missing: number, amount: number) =>
      random.chance(missing) ? null : rounded(amount, digits);
    rows.push({
      enterpriseId,
      year,
      tax10kYuan: known(2, 0.03, tax),
      addedValue10kYuan: known(2, isAbove ? 0.005 : 0.06, value),
      energyTce: known(1, isAbove ? 0.005 : 0.025, value * intensity * random.spread(1, 0.08)),
      emissionsT: known(4, isAbove ? 0.015 : 0.3, value * emissionsPerValue),
      employees: known(0, 0.008, Math.max(2, value / productivity)),
      revenue10kYuan: known(2, 0.01, revenue),
      rd10kYuan: known(2, isAbove ? 0.01 : 0.75, revenue * researchShare),
    });
  }
  return { rows, isAboveScale: revenue >= ABOVE_SCALE_10K_YUAN };
}

function rounded(amount: number, digits: number): number {
  return Number(amount.toFixed(digits));
}
