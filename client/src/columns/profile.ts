import {
  crossing,
  evaluateFilter,
  muAt,
  muByThreshold,
  type ParcelColumns,
  type RuleIndicator,
  rulePredicate,
  THRESHOLD_COLUMNS,
  type ThresholdColumn,
  TRUTH,
} from '@yima-guandi/server/domain';
import type { RuleProfile, ThresholdRule } from './question.ts';
import { among } from './verdict.ts';

/** Bars of the histogram, and steps of the curve: twenty to the value in force, so that it falls between two of them. */
const BARS = 50;
const STEPS = 100;
/** The axis ends here, as a multiple of the value in force. */
const AXIS_VALUES = 2.5;
/** Parcels whose value differs from the threshold by no more than this share of it are watched. */
export const NEAR_RATIO = 0.1;

/** The column of an indicator, and how many of its small units make one of the rule's. */
const MEASURED: Record<RuleIndicator, { readonly column: ThresholdColumn; readonly perUnit: number }> = {
  taxPerMu10kYuan: { column: 'taxPerMu10kYuan', perUnit: 1 },
  energyTce: { column: 'energyTceHundredths', perUnit: 100 },
  areaMu: { column: 'countedMuHundredths', perUnit: 100 },
  farRatio: { column: 'farRatio', perUnit: 1 },
};

export const isThreshold = ({ indicator, comparator, value }: ThresholdRule): boolean =>
  comparator !== '=' && value > 0 && THRESHOLD_COLUMNS.includes(MEASURED[indicator].column);

export const axisEndOf = ({ value }: Pick<ThresholdRule, 'value'>): number => value * AXIS_VALUES;

/** Rows on which the rule decides: in its scope, and its indicator is known. */
export function rowsInScope(land: ParcelColumns, rule: ThresholdRule): Uint8Array {
  const anyValue = { ...rule, comparator: '<=' as const, value: Number.MAX_VALUE };
  return evaluateFilter(rulePredicate(anyValue), land);
}

/** Rows in scope whose value lies within the tenth around the threshold. */
export function rowsNear(land: ParcelColumns, rule: ThresholdRule, inScope: Uint8Array): Uint8Array {
  const { column, perUnit } = MEASURED[rule.indicator];
  const figures = land.columns[column];
  const [least, most] = [rule.value * (1 - NEAR_RATIO) * perUnit, rule.value * (1 + NEAR_RATIO) * perUnit];
  const near = new Uint8Array(land.rows);
  for (let row = 0; row < land.rows; row += 1) {
    const value = figures[row] as number;
    near[row] = inScope[row] === TRUTH.true && value >= least && value <= most ? 1 : 0;
  }
  return near;
}

type ProfileQuestion = {
  readonly inScope: Uint8Array;
  /** Rows of the view's filter; null: all. */
  readonly selection: Uint8Array | null;
  /** Rows that are potential whatever this rule says. */
  readonly always: Uint8Array;
  readonly targetMuHundredths: number | null;
};

/** The distribution of the rule's indicator over land in scope, and potential land by threshold. */
export function ruleProfile(
  land: ParcelColumns,
  rule: ThresholdRule,
  { inScope, selection, always, targetMuHundredths }: ProfileQuestion,
): RuleProfile {
  const { column, perUnit } = MEASURED[rule.indicator];
  const axisEnd = axisEndOf(rule);
  const rows = among(inScope, selection);
  const comparator = rule.comparator === '=' ? '<=' : rule.comparator;
  const curve = muByThreshold(land, { column, comparator, selection: rows, always: among(always, selection) });
  const reached = targetMuHundredths === null ? null : crossing(curve, targetMuHundredths);
  return {
    ruleId: rule.id,
    value: rule.value,
    axisEnd,
    barsMuHundredths: bars(land, rows, { column, unit: perUnit, axisEnd }),
    curveMuHundredths: Array.from({ length: STEPS + 1 }, (_, step) => muAt(curve, (axisEnd * perUnit * step) / STEPS)),
    crossing: reached === null || typeof reached === 'string' ? reached : reached.value / perUnit,
  };
}

type Axis = { readonly column: ThresholdColumn; readonly unit: number; readonly axisEnd: number };

function bars(land: ParcelColumns, rows: Uint8Array, { column, unit, axisEnd }: Axis): number[] {
  const [figures, area] = [land.columns[column], land.columns.countedMuHundredths];
  const sums = new Array<number>(BARS).fill(0);
  const perBar = (axisEnd * unit) / BARS;
  for (let row = 0; row < land.rows; row += 1) {
    if (rows[row] !== 1) continue;
    const bar = Math.max(0, Math.min(BARS - 1, Math.floor((figures[row] as number) / perBar)));
    sums[bar] = (sums[bar] as number) + (area[row] as number);
  }
  return sums;
}
