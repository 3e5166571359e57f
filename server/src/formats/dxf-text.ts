import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { detectEncoding } from './text-encoding.ts';

/** Larger drawings are read as they say they are written: their text is a name at most. */
const MOST_BYTES = 128 * 1024 * 1024;
const CODE_PAGE = /(\$DWGCODEPAGE\s*\r?\n\s*3\s*\r?\n)[^\r\n]*/;
const HEADER = /(0\s*\r?\nSECTION\s*\r?\n\s*2\s*\r?\nHEADER\s*\r?\n)/;
const CHINESE_PAGE = '9\n$DWGCODEPAGE\n3\nANSI_936\n';

/**
 * Where to read a drawing: the file itself where it is plain ASCII, else a copy in the code page that its head then names.
 * Drawing programs of different years write names in UTF-8 or in a code page, and many a head says the other.
 */
export async function readableDxf(path: string, folder: string): Promise<string> {
  if ((await stat(path)).size > MOST_BYTES) return path;
  const bytes = await readFile(path);
  if (bytes.every((byte) => byte < 0x80)) return path;
  const text = iconv.decode(bytes, detectEncoding(bytes) ?? 'gb18030');
  const copy = join(folder, 'drawing.dxf');
  await writeFile(copy, iconv.encode(withCodePage(text), 'gbk'));
  return copy;
}

function withCodePage(text: string): string {
  if (CODE_PAGE.test(text)) return text.replace(CODE_PAGE, '$1ANSI_936');
  if (HEADER.test(text)) return text.replace(HEADER, (head) => `${head}${CHINESE_PAGE}`);
  return `0\nSECTION\n2\nHEADER\n${CHINESE_PAGE}0\nENDSEC\n${text}`;
}
