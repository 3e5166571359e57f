import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { harmless, writeCsv } from '../../server/src/formats/write-csv.ts';

describe('harmless', () => {
  it.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1'])('keeps a spreadsheet from running %j', (cell) => {
    expect(harmless(cell)).toBe(`'${cell}`);
  });

  it.each(['-12.5', '甲机械', '', '1+1', null, -3])('leaves %j as it is', (cell) => {
    expect(harmless(cell)).toBe(cell);
  });
});

describe('writeCsv', () => {
  it('writes what Excel and WPS open: byte order mark, CRLF, quotes where a cell needs them, null as nothing', async () => {
    const lines = [
      ['宗地', '面积（亩）', '备注'],
      ['甲,乙', 12.5, '说"好"'],
      ['=cmd|丙', null, '两\n行'],
    ];
    expect((await buffer(writeCsv(lines))).toString('utf8')).toBe(
      '\uFEFF宗地,面积（亩）,备注\r\n"甲,乙",12.5,"说""好"""\r\n\'=cmd|丙,,"两\n行"\r\n',
    );
  });
});
