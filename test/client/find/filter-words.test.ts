import { expect, it } from 'vitest';
import { filterParts } from '../../../client/src/panels/find/filter-words.ts';
import { en } from '../../../client/src/text/en.ts';
import { zh } from '../../../client/src/text/zh.ts';
import type { Jurisdiction } from '../../../server/src/contract/index.ts';

const ZHUJI: Jurisdiction = {
  code: 'zhuji',
  name: '诸暨市',
  nameEn: 'Zhuji',
  divisionCode: '330681',
  isSynthetic: true,
  box: null,
  parcels: 1,
  years: [2025],
  programmes: [],
  towns: [{ id: 1, code: '330681003', name: '陶朱街道' }],
  parks: [],
};
const NOTHING = { off: [], finding: null, town: null, park: null, industry: null, further: [] };

it('says nothing where nothing is filtered', () => {
  expect(filterParts(zh, 'zh', NOTHING, { jurisdiction: ZHUJI })).toEqual([]);
});

it('names each condition and what takes it away, in a fixed order', () => {
  const view = {
    off: ['A', 'B'],
    finding: 'two-high' as const,
    town: '330681003',
    park: '-',
    industry: '17',
    further: [
      { op: '<', args: [{ property: 'taxPerMu10kYuan' }, 3] },
      { op: 'in', args: [{ property: 'town' }, ['330681003', '9']] },
    ] as const,
  };
  expect(filterParts(zh, 'zh', view, { jurisdiction: ZHUJI })).toEqual([
    { key: 'off', label: '等级 C D 待核', without: { off: [] } },
    { key: 'finding', label: zh.common.findings['two-high'], without: { finding: null } },
    { key: 'town', label: '陶朱街道', without: { town: null } },
    { key: 'park', label: '园区外', without: { park: null } },
    { key: 'industry', label: '17 纺织', without: { industry: null } },
    { key: 'further-0', label: '亩均税收（万元/亩）＜3', without: { further: [view.further[1]] } },
    { key: 'further-1', label: '镇街为陶朱街道、9', without: { further: [view.further[0]] } },
  ]);
});

it('keeps a code that it has no name for', () => {
  const words = filterParts(en, 'en', { ...NOTHING, town: '999', industry: '99' }, { jurisdiction: ZHUJI });
  expect(words.map((part) => part.label)).toEqual(['999', 'Industry 99']);
});

it('says conditions that no control expresses in either language, with brackets where and and or meet', () => {
  const condition = {
    op: 'or',
    args: [
      { op: 'not', args: [{ op: 'isNull', args: [{ property: 'farRatio' }] }] },
      {
        op: 'and',
        args: [
          { op: '=', args: [{ property: 'inPark' }, false] },
          { op: 'a_overlaps', args: [{ property: 'findings' }, ['two-high', 'overlap']] },
          { op: 'in', args: [{ property: 'industry' }, ['17', '99']] },
        ],
      },
    ],
  } as const;
  const view = { ...NOTHING, further: [condition] };
  const [chinese] = filterParts(zh, 'zh', view, { jurisdiction: ZHUJI });
  const [english] = filterParts(en, 'en', view, { jurisdiction: ZHUJI });
  expect(chinese?.label).toBe(
    '非（容积率无数据），或（园区外，且认定结果含两高企业或图形重叠，且行业大类为17 纺织、99）',
  );
  expect(english?.label).toBe(
    'not (Floor area ratio: no data), or (outside parks, and Findings with Energy-heavy or Overlap, and Industry among 17 Textiles, 99)',
  );
});
