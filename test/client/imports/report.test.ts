import { describe, expect, it } from 'vitest';
import { columnWords, readDetected, reasonWords } from '../../../client/src/panels/imports/batch-words.ts';
import { fileSize } from '../../../client/src/panels/imports/file-size.ts';

describe('what an import recognised', () => {
  it('is read part by part: what does not fit is left out', () => {
    expect(
      readDetected({ format: 'csv', encoding: null, columns: 'broken', unusedColumns: ['备注'], other: 1 }),
    ).toEqual({
      format: 'csv',
      encoding: null,
      columns: undefined,
      unusedColumns: ['备注'],
    });
  });

  it('names the field, where it comes from and its unit', () => {
    expect(columnWords({ field: 'areaCertified', label: '证载面积', header: 'ZZMJ', unit: '亩' })).toBe(
      '证载面积 ← ZZMJ（亩）',
    );
    expect(columnWords({ field: 'year', label: '年度', constant: 2025 })).toBe('年度 ← = 2025');
  });
});

it('says a reason without the column that stands beside it', () => {
  expect(reasonWords({ code: 'negative', column: '面积', message: '面积：-3 是负数，应不小于 0' })).toBe(
    '-3 是负数，应不小于 0',
  );
  expect(reasonWords({ code: 'overlap', column: null, message: '与另一宗重叠' })).toBe('与另一宗重叠');
});

it('prints a size as people read it', () => {
  expect([0, 1023, 1024, 1_572_864, 5 * 1024 ** 3].map(fileSize)).toEqual([
    '0 B',
    '1023 B',
    '1.0 KB',
    '1.5 MB',
    '5.0 GB',
  ]);
});
