import { describe, expect, it } from 'vitest';
import { formatFor, groupCode, roundToTotal } from '../../client/src/text/format.ts';

const zh = formatFor('zh');
const en = formatFor('en');

describe('numbers as they are printed', () => {
  it('gives mu two decimals in tables and none in figures', () => {
    expect([zh.muExact(123456), zh.mu(123456), zh.mu(4), zh.mu(0)]).toEqual(['1,234.56', '1,235', '0', '0']);
  });

  it('shortens a count from 10,000 where there is little room', () => {
    const counts = [0, 9_999, 10_000, 123_456, 1_000_000];
    expect(counts.map(zh.brief)).toEqual(['0', '9,999', '1万', '12.3万', '100万']);
    expect(counts.map(en.brief)).toEqual(['0', '9,999', '10K', '123K', '1M']);
  });

  it('speaks of 万亩 from 10,000 mu in running text', () => {
    expect([zh.muInText(999_949), zh.muInText(1_000_000), zh.muInText(2_380_169), en.muInText(2_380_169)]).toEqual([
      '9,999 亩',
      '1.00 万亩',
      '2.38 万亩',
      '23,802 mu',
    ]);
  });

  it('never takes an unknown for a zero', () => {
    const unknown = [
      zh.number(null),
      zh.mu(null),
      zh.muExact(null),
      zh.taxPerMu(null),
      zh.percent(null),
      zh.date(null),
    ];
    expect(unknown).toEqual(unknown.map(() => '无数据'));
    expect([en.number(undefined), zh.number(Number.NaN)]).toEqual(['no data', '无数据']);
  });

  it('prints a real minus, and none before a zero', () => {
    expect([zh.number(-4.04, 2), zh.number(-0.001, 2), zh.percent(-0.029)]).toEqual(['−4.04', '0.00', '−2.9%']);
  });

  it('writes dates without a time zone', () => {
    expect([zh.date('2026-06-30'), zh.date('2026-06-30T23:59:59Z'), en.date('2026-06-30'), zh.date('no date')]).toEqual(
      ['2026年6月30日', '2026年6月30日', '30 Jun 2026', '无数据'],
    );
  });

  it('parts the digits of degrees and of a scale by thin spaces', () => {
    expect([zh.degrees(121.084512), zh.grouped(11_350)]).toEqual(['121.084\u2009512', '11\u2009350']);
  });
});

describe('parcel codes', () => {
  it('parts the 19 characters into 6-3-3-2-5 and leaves other codes alone', () => {
    expect(groupCode('330681005001GB00040')).toBe('330681 005 001 GB 00040');
    expect(['1-33', '330681005001GB0004', ''].map(groupCode)).toEqual(['1-33', '330681005001GB0004', '']);
  });
});

describe('rows that add up to the printed total', () => {
  it('rounds up the largest remainders', () => {
    expect(roundToTotal([1.5, 2.4, 3.4])).toEqual([2, 2, 3]);
    expect(roundToTotal([0.5, 0.5, 0.5, 0.5])).toEqual([1, 1, 0, 0]);
    expect(roundToTotal([10, 20])).toEqual([10, 20]);
    expect(roundToTotal([])).toEqual([]);
  });
});
