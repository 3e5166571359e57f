import { createReadStream } from 'node:fs';
import { Problem } from '../contract/problem.ts';
import { type RawRow, readBelowHeader } from './header-row.ts';
import type { TableFile } from './rows.ts';
import { fileEncoding, strictDecoder, type TextEncoding } from './text-encoding.ts';

const DELIMITERS = [',', '\t', ';', '|'];
const MAX_RECORD_CHARACTERS = 1_000_000;

export type CsvOptions = {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly isKnownHeader: (header: string) => boolean;
};

/** Reads a delimited text as a stream of named rows. Errors: `encoding-unknown`, `file-empty`, `file-unreadable`. */
export async function readCsv(path: string, options: CsvOptions): Promise<TableFile> {
  const encoding = await fileEncoding(path, options.encoding);
  const text = decodedText(path, encoding);
  const first = await text.next();
  const opening = first.done ? '' : first.value.replace(/^\uFEFF/, '');
  const delimiter = options.delimiter ?? likelyDelimiter(opening);
  const { headers, rows } = await readBelowHeader(parsedRows(opening, text, delimiter), options.isKnownHeader);
  return { format: 'csv', encoding, headers, rows };
}

async function* decodedText(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = strictDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield decoder.write(chunk as Buffer);
  yield decoder.end();
}

function likelyDelimiter(text: string): string {
  const lines = text
    .split(/\r?\n/, 5)
    .join('\n')
    .replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => lines.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

async function* parsedRows(opening: string, rest: AsyncIterator<string>, delimiter: string): AsyncGenerator<RawRow> {
  const { parse } = await import('csv-parse');
  const { Readable } = await import('node:stream');
  async function* whole(): AsyncGenerator<string> {
    yield opening;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  const parser = Readable.from(whole()).compose(
    parse({
      delimiter,
      info: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      maxRecordSize: MAX_RECORD_CHARACTERS,
    }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { rowNumber: info.lines, cells: record.map((cell) => (cell.trim() === '' ? null : cell.trim())) };
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const reason = error instanceof Error ? error.message : '';
    throw new Problem(
      'file-unreadable',
      `表格文本不能解析：${reason}。请检查引号与分隔符。 The text cannot be read as a table: check its quotes and delimiter.`,
    );
  } finally {
    parser.destroy();
  }
}
