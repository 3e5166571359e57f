import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  groupTargets,
  inclusiveWords,
  ruleNotes,
  ruleScope,
  ruleWords,
  targetWords,
} from '../../../client/src/panels/programme/rule-words.ts';
import { en } from '../../../client/src/text/en.ts';
import { zh } from '../../../client/src/text/zh.ts';
import { Programme } from '../../../server/src/contract/index.ts';

const folder = new URL('../../../data/programmes/', import.meta.url);
const programmes = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => Programme.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
    .map((programme) => [programme.jurisdiction, programme]),
);
const of = (jurisdiction: string): Programme => {
  const programme = programmes.get(jurisdiction);
  if (!programme) throw new Error(`no programme of ${jurisdiction}`);
  return programme;
};

describe('rules in words', () => {
  it('keep 以下 and 低于 apart: one counts the number itself, the other does not', () => {
    const rules = of('wenzhou-edz').rules.filter(({ finding }) => finding === 'low-efficiency');
    expect(rules.map((rule) => `${ruleWords(zh, rule)} ${inclusiveWords(zh, rule)}`)).toEqual([
      '亩均税收 ≤ 10 万元/亩 含本数',
      '亩均税收 ＜ 10 万元/亩 不含本数',
    ]);
    expect(rules.map((rule) => ruleScope(zh, rule))).toEqual([['由一家企业使用'], ['国有土地', '土地使用权人']]);
  });

  it('say where they hold: inside parks, outside, or anywhere', () => {
    const [rule] = of('ruian').rules;
    if (!rule || !('indicator' in rule)) throw new Error('no comparing rule');
    const scopes = [true, false, undefined].map((inPark) =>
      ruleScope(zh, { ...rule, scope: { ...rule.scope, inPark } }),
    );
    expect(scopes).toEqual([['园区内'], ['园区外'], []]);
  });

  it('name with its unit whatever a further condition asks', () => {
    const [rule] = of('zhuji').rules;
    if (!rule || !('indicator' in rule)) throw new Error('no comparing rule');
    const when = {
      op: 'and',
      args: [
        { op: '>', args: [{ property: 'occupants' }, 1] },
        { op: '>=', args: [{ property: 'energyTce' }, 1000] },
        { op: '=', args: [{ property: 'right' }, 'collective'] },
      ],
    } as const;
    expect(ruleWords(zh, { ...rule, when })).toBe(
      '亩均税收 ≤ 5 万元/亩，且用地企业数 ＞ 1，且能耗（吨标煤） ≥ 1,000，且权属性质 集体',
    );
  });

  it('say what else must hold beside the comparison', () => {
    const [rule] = of('zhuji').rules;
    const unrated = { op: 'isNull', args: [{ property: 'class' }] } as const;
    const small = { op: '<', args: [{ property: 'areaMu' }, 20] } as const;
    const either = { op: 'or', args: [unrated, small] } as const;
    const words = [small, either].map((when) => rule && 'indicator' in rule && ruleWords(zh, { ...rule, when }));
    expect(words).toEqual([
      '亩均税收 ≤ 5 万元/亩，且面积 ＜ 20 亩',
      '亩均税收 ≤ 5 万元/亩，且（评价等级无数据 或 面积 ＜ 20 亩）',
    ]);
  });

  it('say where and when a rule holds', () => {
    const [lowEfficiency, recent, old] = of('ruian').rules;
    expect([lowEfficiency, recent, old].map((rule) => rule && ruleScope(zh, rule))).toEqual([
      ['园区内'],
      ['2018 年及以后建成'],
      ['2018 年以前建成'],
    ]);
  });
});

describe('conditions in words', () => {
  const words = (jurisdiction: string, finding: string, text = zh) =>
    of(jurisdiction)
      .rules.filter((rule) => rule.finding === finding)
      .map((rule) => ruleWords(text, rule));

  it('join figures and states by 且 and 或', () => {
    expect([
      ...words('wenzhou-edz', 'upgrade-band'),
      ...words('wenzhou-edz', 'must-be-above-scale'),
      ...words('wenzhou-edz', 'supplied-land-agreement'),
      ...words('ruian', 'housing-eligible'),
      ...words('ruian', 'survey-scope'),
    ]).toEqual([
      '亩均税收 ≥ 8 万元/亩，且亩均税收 ＜ 10 万元/亩',
      '规下，且（自有用地 ≥ 10 亩 或 承租面积 ≥ 10,000 m²）',
      '签有产业监管合同或投资监管协议，且（亩均税收 ＜ 10 万元/亩 或 擅自改变土地用途）',
      '园区内 或 （评价 A、B 类，且面积 ≥ 50 亩）',
      '规上 或 实际用地 ≥ 3 亩',
    ]);
  });

  it('say years, projects and shares, in English too', () => {
    expect([
      ...words('jindong', 'low-far'),
      ...words('jindong', 'must-be-above-scale'),
      ...words('jindong', 'unfinished-project'),
      ...words('jindong', 'low-far', en),
    ]).toEqual([
      '供地年份 ≥ 2021，且已竣工，且容积率 ＜ 1.5',
      '规下，且自有用地 ≥ 20 亩，且连续 3 年未上规',
      '近 3 年签约项目：未开工、未竣工、未投产、未上规、未达产',
      'supplied in ≥ 2021 and completed and floor-area ratio < 1.5',
    ]);
    expect(words('jindong', 'capacity-doubling')[0]).toContain('产能利用率 ≥ 80%');
  });

  it('say where the numbers are ours and what is switched off', () => {
    const own = of('jindong').rules.find(({ finding }) => finding === 'high-tax-little-land');
    expect(own && ruleNotes(zh, { ...own, isOn: false }).map((note) => note.slice(0, 14))).toEqual([
      '已停用，不作认定',
      '数值为本系统所设，原文没有数',
      '原文未明之处：文本没有数值：',
    ]);
  });
});

describe('targets in words', () => {
  it('print 左右 as about, never as a hard line', () => {
    const target = of('zhuji').targets.find(({ unit }) => unit === 'mu');
    expect(target && [targetWords(zh, target), targetWords(en, target)]).toEqual([
      '≈ 10,000 亩（左右）',
      '≈ 10,000 mu (about)',
    ]);
  });

  it.each([...programmes.keys()])('all find their place among like measures: %s', (jurisdiction) => {
    const { targets } = of(jurisdiction);
    const grouped = groupTargets(targets).flatMap((group) => group.targets);
    expect(new Set(grouped)).toEqual(new Set(targets));
    expect(grouped).toHaveLength(targets.length);
  });
});
