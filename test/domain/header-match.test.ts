import { describe, expect, it } from 'vitest';
import { isKnownHeader, matchHeaders, splitHeader } from '../../server/src/domain/header-match.ts';

const short = (match: ReturnType<typeof matchHeaders>) =>
  match.columns.map(({ field, source, unit, factor }) => [
    field.field,
    'header' in source ? source.header : source.constant,
    unit,
    factor,
  ]);

it('splits a header from the unit in its bracket', () => {
  expect(splitHeader('证载面积（亩）')).toEqual({ name: '证载面积', bracket: '亩' });
  expect(splitHeader('税收 [单位：万元]')).toEqual({ name: '税收', bracket: '万元' });
  expect(splitHeader('综合能耗/吨标煤')).toEqual({ name: '综合能耗', bracket: '吨标煤' });
  expect(splitHeader('* 宗地代码')).toEqual({ name: '宗地代码', bracket: null });
});

describe('matchHeaders', () => {
  it('matches Chinese headers with their units', () => {
    const match = matchHeaders(
      'parcels',
      ['序号', '宗地代码', '证载面积(亩)', '建筑面积（㎡）', '总投资(亿元)', '所属镇街'],
      {},
    );
    expect(short(match)).toEqual([
      ['parcelCode', '宗地代码', null, 1],
      ['town', '所属镇街', null, 1],
      ['certifiedAreaM2', '证载面积(亩)', 'mu', 10000 / 15],
      ['floorAreaM2', '建筑面积（㎡）', 'm2', 1],
      ['totalInvestment10kYuan', '总投资(亿元)', '100m-yuan', 10000],
    ]);
    expect(match.unused).toEqual(['序号']);
    expect(match.faults).toEqual([]);
  });

  it('matches our own field names, whose unit is in the name, and the names of the cadastral standard', () => {
    const match = matchHeaders('parcels', ['ZDDM', 'ZDMJ', 'floorAreaM2'], {});
    expect(short(match)).toEqual([
      ['parcelCode', 'ZDDM', null, 1],
      ['certifiedAreaM2', 'ZDMJ', 'm2', 1],
      ['floorAreaM2', 'floorAreaM2', 'm2', 1],
    ]);
  });

  it('reads shares in per cent or as parts of one, and asks which', () => {
    const match = matchHeaders(
      'indicators',
      ['信用代码', '年度', '产能利用率(%)', 'landUseRatio', '能耗指标利用率'],
      {},
    );
    expect(short(match)).toEqual([
      ['creditCode', '信用代码', null, 1],
      ['year', '年度', null, 1],
      ['landUseRatio', 'landUseRatio', 'ratio', 1],
      ['capacityUseRatio', '产能利用率(%)', 'percent', 0.01],
    ]);
    expect(match.faults.map((fault) => fault.fault)).toEqual(['unit-missing']);
  });

  it('refuses to guess a unit, and tells every fault at once', () => {
    const match = matchHeaders('indicators', ['信用代码', '税收', '增加值(石)'], {
      nonsense: 'x',
      revenue10kYuan: '营收',
    });
    expect(
      match.faults.map((fault) => [fault.fault, typeof fault.field === 'string' ? fault.field : fault.field.field]),
    ).toEqual([
      ['field-unknown', 'nonsense'],
      ['field-missing', 'year'],
      ['unit-missing', 'tax10kYuan'],
      ['unit-unknown', 'addedValue10kYuan'],
      ['column-absent', 'revenue10kYuan'],
    ]);
  });

  it('lets a mapping name the column, the unit, a constant and how pieces combine', () => {
    const match = matchHeaders('indicators', ['ML', 'Value'], {
      creditCode: 'ML',
      year: { constant: 2014 },
      tax10kYuan: { column: 'Value', unit: 'yuan', combine: 'sum' },
    });
    expect(short(match)).toEqual([
      ['creditCode', 'ML', null, 1],
      ['year', 2014, null, 1],
      ['tax10kYuan', 'Value', 'yuan', 1 / 10000],
    ]);
    expect(match.columns[2]?.combine).toBe('sum');
  });
});

it('knows a header row from a title', () => {
  const isKnown = isKnownHeader('parcels', { name: '使用人' });
  expect(['2025年低效用地清单', '填报单位', '宗地代码', '证载面积(亩)', '使用人'].map(isKnown)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
});
