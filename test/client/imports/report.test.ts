import { describe, expect, it } from 'vitest';
import { columnWords, readDetected, reasonWords } from '../../../client/src/panels/imports/batch-words.ts';
import { fileSize } from '../../../client/src/panels/imports/file-size.ts';
import { en } from '../../../client/src/text/en.ts';
import { inLanguage, refusalWords } from '../../../client/src/text/use-text.ts';
import { zh } from '../../../client/src/text/zh.ts';

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

it('says a refusal once, and of two languages the reader’s', () => {
  const refusal = {
    kind: 'file-unreadable',
    detail: '压缩包不完整，请重新压缩。 The archive is truncated: pack it again.',
  };
  expect(refusalWords(zh, 'zh', refusal)).toBe('文件无法读取：压缩包不完整，请重新压缩。');
  expect(refusalWords(en, 'en', refusal)).toBe('The file cannot be read: The archive is truncated: pack it again.');
  const twice = { kind: 'import-refused', detail: `${zh.problem['import-refused']}，原因见逐行清单。 No row.` };
  expect(refusalWords(zh, 'zh', twice)).toBe(`${zh.problem['import-refused']}，原因见逐行清单。`);
  expect(inLanguage('只有中文', 'en')).toBe('只有中文');
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
