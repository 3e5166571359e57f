import { readFileSync } from 'node:fs';
import { MethodFile, type EvaluationMethod as NamedMethod } from '../../server/src/contract/evaluation-method.ts';
import type { EnterpriseFacts, EvaluationMethod } from '../../server/src/domain/evaluation/method.ts';
import { type Evaluation, evaluate } from '../../server/src/domain/evaluation/score.ts';
import { resolveBasis, type TierFacts } from '../../server/src/domain/evaluation/tier.ts';
import { indicatorValue, type Tier } from '../../server/src/domain/evaluation.ts';

/** An enterprise of which nothing is known but what is said. */
export const enterprise = (facts: Partial<EnterpriseFacts> = {}): EnterpriseFacts => ({
  usedLandMu: null,
  tax10kYuan: null,
  addedValue10kYuan: null,
  energyTce: null,
  emissionsT: null,
  employees: null,
  revenue10kYuan: null,
  rd10kYuan: null,
  industryDivision: null,
  marks: [],
  registeredYears: null,
  buildingYears: null,
  tenants: 0,
  belowScaleTenants: 0,
  ...facts,
});

/** An enterprise on one mu, so that tax per mu is the tax. */
export const paying = (tax10kYuan: number | null, facts: Partial<EnterpriseFacts> = {}): EnterpriseFacts =>
  enterprise({ usedLandMu: 1, tax10kYuan, ...facts });

export const tierOf = (enterprises: readonly EnterpriseFacts[]): TierFacts => ({
  length: enterprises.length,
  at: (place) => enterprises[place] ?? enterprise(),
  valueAt: (place, indicator) => indicatorValue(enterprises[place] ?? enterprise(), indicator),
});

/** A method of tax per mu alone against a baseline of 10, so that the score is ten times the tax. */
export const taxMethod = (changes: Partial<EvaluationMethod> = {}): EvaluationMethod => ({
  formula: 'ratio-to-baseline',
  items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 10 }],
  whenMissing: 'unrated',
  ties: 'better-class',
  classes: [
    { name: 'A', throughShare: 0.2 },
    { name: 'B', throughShare: 0.8 },
    { name: 'C', throughShare: 0.95 },
    { name: 'D', throughShare: 1 },
  ],
  ...changes,
});

/** A method of tax per mu as requests carry it, with a name and a note. */
export const named = (name: string, note: string, changes: Partial<EvaluationMethod> = {}): NamedMethod => ({
  ...(taxMethod(changes) as Omit<NamedMethod, 'name' | 'note'>),
  name,
  note,
});

/** A method of two items with a name: tax per mu against the mean of the tier, and research against 3 %. */
export const twoItemMethod = (changes: Partial<EvaluationMethod> = {}): NamedMethod =>
  named('两项', '', {
    items: [
      { indicator: 'taxPerMu10kYuan', weight: 60, baseline: 'tier-mean' },
      { indicator: 'rdRatio', weight: 40, baseline: 0.03 },
    ],
    ...changes,
  });

/** Scores one enterprise in a tier of its own, or among others. */
export const evaluateAmong = (
  facts: EnterpriseFacts,
  method: EvaluationMethod,
  others: readonly EnterpriseFacts[] = [],
): Evaluation => evaluate(facts, method, resolveBasis(tierOf([facts, ...others]), method));

/** A method as /data/methods has it. */
export function methodFile(id: string, tier: Tier): EvaluationMethod {
  const text = readFileSync(new URL(`../../data/methods/${id}.json`, import.meta.url), 'utf8');
  const method = MethodFile.parse(JSON.parse(text)).methods[tier];
  if (!method) throw new Error(`data/methods/${id}.json has no ${tier} method`);
  return method;
}
