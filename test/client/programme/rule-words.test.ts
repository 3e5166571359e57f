import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { groupTargets, ruleScope, ruleWords, targetWords } from '../../../client/src/panels/programme/rule-words.ts';
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
    expect(rules.map((rule) => `${ruleWords(zh, rule)} ${zh.programme.inclusive[rule.comparator]}`)).toEqual([
      '亩均税收 ≤ 10 万元/亩 含本数',
      '亩均税收 ＜ 10 万元/亩 不含本数',
    ]);
    expect(rules.map((rule) => ruleScope(zh, rule))).toEqual([['由一家企业使用'], ['国有土地', '土地使用权人']]);
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
