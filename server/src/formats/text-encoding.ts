import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { Problem } from '../contract/problem.ts';

const TEXT_ENCODINGS = ['utf-8', 'gb18030', 'latin1', 'utf-16le', 'utf-16be'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

const PROBE_BYTES = 1024 * 1024;
const NAMES: Readonly<Record<string, TextEncoding>> = {
  utf8: 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  unicode: 'utf-16le',
  latin1: 'latin1',
  iso88591: 'latin1',
  windows1252: 'latin1',
  cp1252: 'latin1',
};

/** The encoding that a mapping names. Errors: `encoding-unknown` with the names that are known. */
function namedEncoding(name: string): TextEncoding {
  const encoding = NAMES[name.toLowerCase().replace(/[^a-z0-9]/g, '')];
  if (!encoding)
    throw new Problem(
      'encoding-unknown',
      `不认识文本编码“${name}”，可用 UTF-8、GB18030（GBK）、UTF-16 或 Latin-1。 The known encodings are UTF-8, GB18030, UTF-16 and Latin-1.`,
      'encoding',
    );
  return encoding;
}

/** Tells UTF-8 from GB18030 by what the bytes can be, and UTF-16 by its mark; null where they are none, or hold a zero byte. */
export function detectEncoding(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) return null;
  if (isUtf8(bytes)) return 'utf-8';
  return isGb18030(bytes) ? 'gb18030' : null;
}

/** Reads the head of a file and names its encoding, or checks the one given. Errors: `encoding-unknown`, `file-empty`. */
export async function fileEncoding(path: string, given: string | undefined): Promise<TextEncoding> {
  const head = await readHead(path);
  if (head.length === 0)
    throw new Problem(
      'file-empty',
      '文件是空的（0 字节），请检查导出步骤后重新上传。 The file holds no bytes: export it again.',
    );
  if (given !== undefined) return namedEncoding(given);
  const found = detectEncoding(head);
  if (found) return found;
  if (head.includes(0)) throw notText(head);
  throw new Problem(
    'encoding-unknown',
    '文本既不是 UTF-8 也不是 GB18030；请在映射中写明 encoding（例如 "latin1"），或另存为 UTF-8。 The text is neither UTF-8 nor GB18030: name its encoding in the mapping.',
    'encoding',
  );
}

/** A decoder that stops at the first wrong byte instead of hiding it. Errors: `encoding-unknown`. */
export function strictDecoder(encoding: TextEncoding): { write: (bytes: Buffer) => string; end: () => string } {
  const wrong = () =>
    new Problem(
      'encoding-unknown',
      `文件中有不属于 ${encoding} 的字节；请在映射中写明正确的 encoding。 The file holds bytes that are not ${encoding}: name its encoding in the mapping.`,
      'encoding',
    );
  if (encoding !== 'gb18030' && encoding !== 'latin1') {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const decode = (bytes?: Buffer): string => {
      try {
        return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
      } catch {
        throw wrong();
      }
    };
    return { write: (bytes) => decode(bytes), end: () => decode() };
  }
  const decoder = iconv.getDecoder(encoding === 'latin1' ? 'windows-1252' : encoding);
  const check = (text: string | undefined): string => {
    if (text?.includes('\uFFFD') && encoding === 'gb18030') throw wrong();
    return text ?? '';
  };
  return { write: (bytes) => check(decoder.write(bytes)), end: () => check(decoder.end()) };
}

/** Zero bytes: another format under this ending, or UTF-16 that does not say so. */
function notText(head: Buffer): Problem {
  if (head.toString('latin1', 0, 4) === 'PK\u0003\u0004')
    return new Problem(
      'file-unreadable',
      '文件是压缩包或 XLSX 工作簿，却用了别的扩展名；请把扩展名改回 .zip 或 .xlsx。 The file is an archive or a workbook under another ending: name it .zip or .xlsx.',
      'file',
    );
  return new Problem(
    'encoding-unknown',
    '文件含零字节，不是 UTF-8 或 GB18030 文本；若是 UTF-16，请在映射中写明 encoding（"utf-16le"），或另存为 CSV UTF-8。 The file holds zero bytes: if it is UTF-16 name that encoding in the mapping, or save it as UTF-8.',
    'encoding',
  );
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(PROBE_BYTES);
    const { bytesRead } = await file.read(buffer, 0, PROBE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // stream: a character cut at the end of the probe is not a fault.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** GB18030 by its byte pairs and quadruples, with at least one common Chinese character, so that Latin-1 accents do not pass for it. */
function isGb18030(bytes: Uint8Array): boolean {
  let chinese = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    if (lead === 0x80 || lead === 0xff) return false;
    const second = bytes[at + 1];
    if (second === undefined) break;
    if (second >= 0x30 && second <= 0x39) {
      const [third, fourth] = [bytes[at + 2], bytes[at + 3]];
      if (third === undefined || fourth === undefined) break;
      if (third < 0x81 || third === 0xff || fourth < 0x30 || fourth > 0x39) return false;
      chinese += 1;
      at += 4;
      continue;
    }
    if (second < 0x40 || second === 0x7f || second === 0xff) return false;
    if (lead >= 0xb0 && lead <= 0xf7 && second >= 0xa1) chinese += 1;
    at += 2;
  }
  return chinese > 0;
}
