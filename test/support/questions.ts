import type { Question, ThresholdRule } from '../../client/src/columns/question.ts';

/** A rule that finds land of low efficiency: tax per mu up to a line, and the line itself counts. */
export const lowTaxRule = (line: number): ThresholdRule => ({
  id: 'low',
  finding: 'low-efficiency',
  indicator: 'taxPerMu10kYuan',
  comparator: '<=',
  value: line,
  unit: '10k-yuan-per-mu',
  wording: '以下',
  scope: { party: 'enterprise' },
  clause: { document: '方案', number: '一', paraphrase: '亩税偏低' },
});

/** What is asked of columns where a rule is in force and nothing is tried or filtered; the first 100 found are listed and drawn. */
export const questionOf = (rule: ThresholdRule, changes: Partial<Question> = {}): Question => ({
  rules: [rule],
  beside: [],
  tried: {},
  filter: null,
  stripFilter: null,
  finding: null,
  shown: 'found',
  list: 'shown',
  side: 'in',
  cluster: null,
  order: 'area',
  most: 100,
  targetMuHundredths: null,
  isDrawn: true,
  untold: null,
  areNeighboursKnown: false,
  ...changes,
});
