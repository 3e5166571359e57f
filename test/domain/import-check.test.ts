import { describe, expect, it } from 'vitest';
import { creditCodeCheck } from '../../server/src/domain/credit-code.ts';
import { matchHeaders } from '../../server/src/domain/header-match.ts';
import { type CheckContext, checkRow } from '../../server/src/domain/import-check.ts';
import type { ImportKind } from '../../server/src/domain/import-fields.ts';
import { readDate, readNumber } from '../../server/src/domain/import-value.ts';

const context = (
  kind: ImportKind,
  headers: readonly string[],
  codeScheme: CheckContext['codeScheme'] = 'gb37346',
): CheckContext => ({
  kind,
  columns: matchHeaders(kind, headers, {}).columns,
  codeScheme,
  division: '330681',
  towns: new Map([
    ['陶朱街道', 1],
    ['330681003', 1],
  ]),
  parks: new Map(),
});
const codes = (reasons: readonly { code: string; column: string | null }[]) =>
  reasons.map(({ code, column }) => [code, column]);

describe('checkRow', () => {
  const parcels = context('parcels', ['宗地代码', '镇街', '证载面积(亩)', '空置面积(㎡)', '建筑面积(㎡)', '供地日期']);
  const good = {
    宗地代码: '330681001009GB00001',
    镇街: '330681003',
    '证载面积(亩)': '15',
    '空置面积(㎡)': null,
    '建筑面积(㎡)': '1,200.5',
    供地日期: '2019年3月5日',
  };

  it('converts units once and leaves what is empty unknown', () => {
    expect(checkRow(good, parcels)).toEqual({
      verdict: 'accepted',
      key: '330681001009GB00001',
      fields: {
        parcelCode: '330681001009GB00001',
        townId: 1,
        certifiedAreaM2: 10000,
        vacantFloorAreaM2: null,
        floorAreaM2: 1200.5,
        suppliedOn: '2019-03-05',
      },
      reasons: [],
    });
  });

  it('refuses with all reasons, not only the first', () => {
    const bad = {
      宗地代码: '330681',
      镇街: '不存在镇',
      '证载面积(亩)': '-3',
      '空置面积(㎡)': 'NaN',
      '建筑面积(㎡)': '约一千',
      供地日期: '2019-02-30',
    };
    const { verdict, reasons } = checkRow(bad, parcels);
    expect(verdict).toBe('refused');
    expect(codes(reasons)).toEqual([
      ['parcel-code-length', '宗地代码'],
      ['town-unknown', '镇街'],
      ['negative', '证载面积(亩)'],
      ['date-invalid', '供地日期'],
      ['not-a-number', '建筑面积(㎡)'],
      ['not-a-number', '空置面积(㎡)'],
    ]);
    expect(reasons.every((reason) => reason.message.length > 5)).toBe(true);
  });

  it('takes the parcel code from a real-estate unit code, and says so', () => {
    const { verdict, key, fields, reasons } = checkRow({ ...good, 宗地代码: '330681001009GB00001W00000000' }, parcels);
    expect([verdict, key, fields.parcelCode]).toEqual(['warned', '330681001009GB00001', '330681001009GB00001']);
    expect(codes(reasons)).toEqual([['parcel-code-of-unit', '宗地代码']]);
    expect(codes(checkRow({ ...good, 宗地代码: '330681001009GB00001W00000001' }, parcels).reasons)).toEqual([
      ['parcel-code-length', '宗地代码'],
    ]);
  });

  it('warns of a foreign prefix and of more vacant than built floor, and refuses a missing code', () => {
    expect(codes(checkRow({ ...good, 宗地代码: '330682001009GB00001' }, parcels).reasons)).toEqual([
      ['parcel-code-division', '宗地代码'],
    ]);
    expect(codes(checkRow({ ...good, '空置面积(㎡)': 1300 }, parcels).reasons)).toEqual([['vacant-over-floor', null]]);
    expect(codes(checkRow({ ...good, 宗地代码: null }, parcels).reasons)).toEqual([
      ['parcel-code-missing', '宗地代码'],
    ]);
  });

  it('keeps SQL text as text', () => {
    const named = context('parcels', ['宗地代码', '名称']);
    const { verdict, fields } = checkRow(
      { 宗地代码: '330681001009GB00001', 名称: "'); DROP TABLE parcels; --" },
      named,
    );
    expect([verdict, fields.name]).toEqual(['accepted', "'); DROP TABLE parcels; --"]);
  });

  it('warns of a failing check digit and refuses a credit code of the wrong shape', () => {
    const firms = context('enterprises', ['统一社会信用代码', '企业名称']);
    const verdictOf = (code: string) => checkRow({ 统一社会信用代码: code, 企业名称: '甲' }, firms).verdict;
    expect(
      ['91350100M000100Y43', '91350100M000100Y44', '91350100M0001', '9135010OM000100Y43', '91350100m000100y43'].map(
        verdictOf,
      ),
    ).toEqual(['accepted', 'warned', 'refused', 'refused', 'accepted']);
  });

  it('warns of an organisation number whose own check fails, and of an industry that the standard does not have', () => {
    const firms = context('enterprises', ['统一社会信用代码', '企业名称', '行业代码']);
    const reasonsOf = (row: Record<string, string>) => {
      const { verdict, reasons } = checkRow({ 统一社会信用代码: '91350100M000100Y43', 企业名称: '甲', ...row }, firms);
      return [verdict, ...codes(reasons)];
    };
    // The last character fits the other seventeen; position 17 should be 5.
    expect(reasonsOf({ 统一社会信用代码: `91370281614313926${creditCodeCheck('91370281614313926')}` })).toEqual([
      'warned',
      ['credit-code-organisation', '统一社会信用代码'],
    ]);
    expect(reasonsOf({ 行业代码: 'C3311' })).toEqual(['accepted']);
    expect(reasonsOf({ 行业代码: '金属制品业' })).toEqual(['warned', ['industry-unknown', '行业代码']]);
  });

  it('counts electricity by its heat only where a mapping says so: 万千瓦时 alone may be either', () => {
    const named = (unit?: string) =>
      matchHeaders('indicators', ['信用代码', '年度', '综合能耗(万千瓦时)'], {
        ...(unit ? { energyTce: { column: '综合能耗(万千瓦时)', unit } } : {}),
      });
    expect(named().faults.map(({ fault }) => fault)).toEqual(['unit-unknown']);
    expect(named('10k-kwh-calorific').columns.find(({ field }) => field.field === 'energyTce')?.factor).toBe(1.229);
  });

  it('takes any code where the jurisdiction has a scheme of its own', () => {
    const free = context('enterprises', ['统一社会信用代码', '企业名称'], 'free');
    expect(checkRow({ 统一社会信用代码: '1A-109', 企业名称: '10 MUSEUM WAY' }, free).key).toBe('1A-109');
  });
});

it('reads numbers as people write them and never makes 0 of text', () => {
  expect(['1,234.5', '１２', ' 3e2 ', '-', '', null, 7].map((cell) => readNumber(cell))).toEqual(
    [1234.5, 12, 300, null, null, null, 7].map((value) => ({ ok: true, value })),
  );
  expect(['NaN', 'Infinity', '12亩', '1,23', '0x10', '1 2', Number.NaN].map((cell) => readNumber(cell).ok)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

it('reads dates by the calendar', () => {
  expect(['2021-3-5', '2021/03/05', '2021.3.5', '20210305', '2020-02-29'].map((cell) => readDate(cell))).toEqual(
    ['2021-03-05', '2021-03-05', '2021-03-05', '2021-03-05', '2020-02-29'].map((value) => ({ ok: true, value })),
  );
  expect(['2021-02-29', '2021-13-01', '明年', '21-3-5'].map((cell) => readDate(cell).ok)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it('refuses figures that no land or firm can have, in the unit of the file and after conversion', () => {
  const area = context('parcels', ['宗地代码', '证载面积(亩)']);
  const verdictOf = (written: string | number) => {
    const { verdict, reasons, fields } = checkRow({ 宗地代码: '330681001009GB00001', '证载面积(亩)': written }, area);
    return [verdict, reasons[0]?.code ?? fields.certifiedAreaM2];
  };
  // 1,500,000 mu are 1,000 km² = 1e9 m², the most; one mu more is refused.
  expect(verdictOf('1500000')).toEqual(['accepted', 1e9]);
  for (const written of ['1500001', '1e308', 1e308, '1e-320'])
    expect(verdictOf(written)).toEqual(['refused', 'out-of-range']);
  expect(verdictOf(Number.POSITIVE_INFINITY)).toEqual(['refused', 'not-a-number']);
  const tax = context('indicators', ['信用代码', '年度', '税收(万元)']);
  expect(codes(checkRow({ 信用代码: '91350100M000100Y43', 年度: '2025', '税收(万元)': '-1e12' }, tax).reasons)).toEqual(
    [['out-of-range', '税收(万元)']],
  );
});

it('does not take the error of a formula for a name', () => {
  const named = context('enterprises', ['信用代码', '企业名称']);
  for (const error of ['#DIV/0!', '#N/A', '#FORMULA!'])
    expect(codes(checkRow({ 信用代码: '91350100M000100Y43', 企业名称: error }, named).reasons)).toEqual([
      ['sheet-error', '企业名称'],
    ]);
});

it('refuses a violation put right before it was found, and warns of a project signed after one of its steps', () => {
  const violations = context('violations', ['信用代码', '违法违规类别', '发现日期', '整改日期']);
  const violation = (remedied: string | null) =>
    checkRow(
      { 信用代码: '91350100M000100Y43', 违法违规类别: '消防', 发现日期: '2024-03-01', 整改日期: remedied },
      violations,
    );
  expect(codes(violation('2024-02-29').reasons)).toContainEqual(['remedied-before-found', null]);
  for (const remedied of ['2024-03-01', null])
    expect(codes(violation(remedied).reasons)).not.toContainEqual(['remedied-before-found', null]);
  const projects = context('projects', ['宗地代码', '项目名称', '签约日期', '开工日期', '投产日期']);
  const project = (signed: string, started: string | null) =>
    codes(
      checkRow(
        {
          宗地代码: '330681001009GB00001',
          项目名称: '一期',
          签约日期: signed,
          开工日期: started,
          投产日期: '2024-05-01',
        },
        projects,
      ).reasons,
    );
  expect(project('2024-01-01', '2024-01-01')).toEqual([]);
  expect(project('2024-01-02', '2024-01-01')).toEqual([['before-signing', null]]);
  expect(project('2024-05-02', null)).toEqual([['before-signing', null]]);
});
