import { describe, expect, it } from 'vitest';
import {
  changeDraft,
  isChanged,
  redoDraft,
  startDraft,
  undoDraft,
} from '../../../client/src/panels/evaluation/draft.ts';
import { faultsOf, weightGap } from '../../../client/src/panels/evaluation/fault-places.ts';
import { differences } from '../../../client/src/panels/evaluation/method-difference.ts';
import { baselineWords, conditionWords, cutWords } from '../../../client/src/panels/evaluation/method-words.ts';
import { formatFor } from '../../../client/src/text/format.ts';
import { zh } from '../../../client/src/text/zh.ts';
import type { EvaluationMethod } from '../../../server/src/contract/evaluation-method.ts';
import { sameMethod } from '../../../server/src/domain/evaluation/same-method.ts';
import { twoItemMethod } from '../../support/methods.ts';

const METHOD = twoItemMethod({
  classes: [
    { name: 'A', throughShare: 0.2 },
    { name: 'B', throughShare: 0.95 },
    { name: 'C', throughShare: 1 },
  ],
});
const weigh = (tax: number, method = METHOD): EvaluationMethod => ({
  ...method,
  items: method.items.map((item, index) => (index === 0 ? { ...item, weight: tax } : item)),
});
const words = { text: zh, format: formatFor('zh'), language: 'zh' as const };

describe('a draft of a method', () => {
  it('takes the whole way of a slider as one step, and goes back and on', () => {
    const moved = [61, 62, 63].reduce(
      (draft, tax) => changeDraft(draft, 'items[0].weight', weigh(tax)),
      startDraft(METHOD),
    );
    const renamed = changeDraft(moved, 'name', { ...moved.now, name: '新' });
    expect(renamed.past.map((each) => [each.name, each.items[0]?.weight])).toEqual([
      ['两项', 60],
      ['两项', 63],
    ]);
    expect([isChanged(renamed), isChanged(startDraft(METHOD)), isChanged(undefined)]).toEqual([true, false, false]);
    const back = undoDraft(undoDraft(renamed));
    expect([sameMethod(back.now, METHOD), undoDraft(back) === back]).toEqual([true, true]);
    expect(redoDraft(redoDraft(back)).now.name).toBe('新');
    expect(changeDraft(back, 'name', { ...back.now, name: '别' }).future).toEqual([]);
  });

  it('says what the weights lack, and each fault at its place', () => {
    expect([weightGap(weigh(55).items), weightGap(weigh(60.1).items)]).toEqual([
      { sum: 95, gap: -5 },
      { sum: 100.1, gap: 0.1 },
    ]);
    const faults = faultsOf(zh, {
      ...weigh(-1),
      classes: [
        { name: 'A', throughShare: 0.5 },
        { name: 'B', throughShare: 0.4 },
      ],
    });
    expect(faults.all.map(({ place }) => [place, faults.at(place)])).toEqual([
      ['items', '权重合计须为 100'],
      ['items[0].weight', '权重须大于 0'],
      ['classes[1].throughShare', '最后一等须包含其余全部'],
      ['classes[1].throughShare', '最后一等须包含其余全部'],
    ]);
    expect(faultsOf(zh, METHOD).all).toEqual([]);
  });

  it('tells before publishing what it changes', () => {
    const [tax] = METHOD.items;
    expect(differences(zh, METHOD, METHOD)).toEqual([]);
    expect(
      differences(zh, METHOD, {
        ...METHOD,
        items: [
          { ...(tax as (typeof METHOD.items)[number]), weight: 70, cap: 2 },
          { indicator: 'revenuePerMu10kYuan', weight: 30, baseline: 'tier-mean' },
        ],
        vetoes: [{ name: '重大事故', when: { mark: '重大事故' }, class: 'C' }],
      }),
    ).toEqual([
      '亩均税收权重 60 → 70',
      '亩均税收的上下限',
      '新增指标 亩均营业收入',
      '移除指标 研发占比',
      '加减分、系数、否决或免评',
    ]);
  });
});

describe('a method in words', () => {
  it('names whom each class takes, by rank and by score', () => {
    const byScore: EvaluationMethod['classes'] = [
      { name: 'A', fromScore: 90 },
      { name: 'B', fromScore: 60 },
      { name: 'C', fromScore: null },
    ];
    expect([0, 1, 2].map((index) => cutWords(words, METHOD.classes, index))).toEqual(['前 20%', '20% – 95%', '后 5%']);
    expect([0, 1, 2].map((index) => cutWords(words, byScore, index))).toEqual(['≥ 90.00', '60.00 – 90.00', '＜ 60.00']);
  });

  it('shows the baseline that was in force, and does not make one up', () => {
    const [tax, rd] = METHOD.items as [EvaluationMethod['items'][number], EvaluationMethod['items'][number]];
    expect([
      baselineWords(words, tax, { value: 24.097, range: null }),
      baselineWords(words, tax, { value: null, range: null }),
      baselineWords(words, tax, undefined),
      baselineWords(words, rd, undefined),
      baselineWords(words, { ...tax, baseline: { min: 1, max: 50 } }, undefined),
      baselineWords(words, { ...tax, baseline: 'none' }, undefined),
      baselineWords(words, { ...tax, baseline: 'tier-range' }, { value: 24.097, range: null }),
      baselineWords(words, { ...tax, baseline: 'tier-range' }, { value: null, range: { min: 2, max: 30 } }),
      baselineWords(words, tax, { value: null, range: { min: 2, max: 30 } }),
    ]).toEqual([
      ...['基准 24.10', '基准无数据', '本层级平均', '基准 3.00%', '区间 1.00 – 50.00', '按位次'],
      ...['本层级区间', '区间 2.00 – 30.00', '本层级平均'],
    ]);
  });

  it('says when a bonus or a veto holds', () => {
    expect([
      conditionWords(words, { mark: '专精特新' }),
      conditionWords(words, { industries: ['17', '28'] }),
      conditionWords(words, { measure: 'rdRatio', comparator: '>=', value: 0.03 }),
      conditionWords(words, { measure: 'usedLandMu', comparator: '<', value: 3 }),
    ]).toEqual(['有“专精特新”', '行业 17 纺织 · 28 化学纤维', '研发占比 ≥ 3.00%', '用地（亩） ＜ 3']);
  });
});
