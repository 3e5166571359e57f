import type { EvaluationIndicator } from '../domain/evaluation.ts';

/** What an indicator is called on paper. The Chinese screen says the same. */
export const INDICATOR_NAMES: Readonly<Record<EvaluationIndicator, string>> = {
  taxPerMu10kYuan: '亩均税收',
  addedValuePerMu10kYuan: '亩均增加值',
  addedValuePerEnergy10kYuanPerTce: '单位能耗增加值',
  addedValuePerEmissions10kYuanPerT: '单位排放增加值',
  labourProductivity10kYuanPerPerson: '全员劳动生产率',
  rdRatio: '研发占比',
  taxPerEnergy10kYuanPerTce: '单位能耗税收',
  revenuePerMu10kYuan: '亩均营业收入',
};
