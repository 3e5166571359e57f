import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Connection, Database } from '../../db/database.ts';
import type { Report } from '../../domain/progress.ts';
import { findMigrations, findTables, insertRows, isEmpty, setSequences, type Table } from './backup.queries.ts';
import type { BackupSummary } from './backup.ts';
import { Header, isMark, Mark } from './backup-file.ts';

const BATCH_ROWS = 2000;
const BATCH_CHARACTERS = 4_000_000;

/** A backup that cannot be taken back. The words say why and what helps; the database is as it was. */
export class RestoreRefused extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'RestoreRefused';
  }
}

/** Takes a backup back into a migrated database without data, all of it or nothing. `finish` comes last in its transaction. */
export async function restore(
  db: Database,
  path: string,
  report: Report,
  finish: (transaction: Connection) => Promise<unknown> = async () => undefined,
): Promise<BackupSummary> {
  return db.transaction(async (transaction) => {
    const tables = await requireEmpty(transaction);
    const summary = await takeBack(transaction, linesOf(path), tables, path, report);
    await finish(transaction);
    return summary;
  });
}

/** The lines of a gzipped file. Its failures come out here, so that nobody reads on after one. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const text = createGunzip().setEncoding('utf8');
  file.on('error', (error) => text.destroy(error));
  let rest = '';
  try {
    for await (const chunk of file.pipe(text)) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw error instanceof Error ? unreadable(path, error) : error;
  } finally {
    file.destroy();
  }
  if (rest !== '') yield rest;
}

async function requireEmpty(db: Connection): Promise<Map<string, Table>> {
  const tables = await findTables(db);
  for (const table of tables) {
    if (!(await isEmpty(db, table)))
      throw new RestoreRefused(
        `The database holds data already (table ${table.name}). Restore into an empty one: another --data-dir, or a new database in DATABASE_URL.`,
      );
  }
  return new Map(tables.map((table) => [table.name, table]));
}

/** How far the reading of a backup is. */
type Reading = {
  readonly path: string;
  readonly tables: ReadonlyMap<string, Table>;
  readonly summary: { tables: number; rows: number };
  /** The table whose rows are being read */
  table: Table | null;
  rows: number;
  lines: string[];
  characters: number;
  isComplete: boolean;
};

async function takeBack(
  db: Connection,
  lines: AsyncIterable<string>,
  tables: ReadonlyMap<string, Table>,
  path: string,
  report: Report,
): Promise<BackupSummary> {
  const reading: Reading = {
    path,
    tables,
    summary: { tables: 0, rows: 0 },
    table: null,
    rows: 0,
    lines: [],
    characters: 0,
    isComplete: false,
  };
  let hasHeader = false;
  for await (const line of lines) {
    if (!hasHeader) requireHeader(line, await findMigrations(db), path);
    else if (isMark(line)) await takeMark(db, reading, Mark.parse(JSON.parse(line)), report);
    else await takeRow(db, reading, line, report);
    hasHeader = true;
  }
  if (!reading.isComplete) throw damaged(path);
  return reading.summary;
}

async function takeMark(db: Connection, reading: Reading, mark: Mark, report: Report): Promise<void> {
  if ('@table' in mark) {
    reading.table = reading.tables.get(mark['@table']) ?? null;
    reading.rows = 0;
    if (!reading.table)
      throw new RestoreRefused(`The backup ${reading.path} holds a table ${mark['@table']} that is not known here.`);
  } else if ('@end' in mark) {
    const { table, rows, summary } = reading;
    if (!table || table.name !== mark['@end'] || rows !== mark.rows) throw damaged(reading.path);
    await flush(db, table, reading);
    await setSequences(db, table, mark.sequences);
    summary.tables += 1;
    summary.rows += rows;
    reading.table = null;
    report({ phase: table.name, done: rows, total: rows });
  } else {
    reading.isComplete = mark.tables === reading.summary.tables;
  }
}

async function takeRow(db: Connection, reading: Reading, line: string, report: Report): Promise<void> {
  const { table } = reading;
  if (!table) throw damaged(reading.path);
  reading.lines.push(line);
  reading.characters += line.length;
  reading.rows += 1;
  if (reading.lines.length < BATCH_ROWS && reading.characters < BATCH_CHARACTERS) return;
  await flush(db, table, reading);
  report({ phase: table.name, done: reading.rows, total: null });
}

async function flush(db: Connection, table: Table, reading: Reading): Promise<void> {
  if (reading.lines.length > 0) await insertRows(db, table, reading.lines);
  reading.lines = [];
  reading.characters = 0;
}

function requireHeader(line: string, here: readonly string[], path: string): void {
  const header = readHeader(line);
  if (!header)
    throw new RestoreRefused(`${path} is not a backup of 一码管地. Choose a file that the backup command wrote.`);
  const missing = header.migrations.filter((name) => !here.includes(name));
  const added = here.filter((name) => !header.migrations.includes(name));
  if (missing.length > 0)
    throw new RestoreRefused(
      `The backup ${path} comes from a newer version (it has ${missing.join(', ')}). Update this one first.`,
    );
  if (added.length > 0)
    throw new RestoreRefused(
      `The backup ${path} comes from an older version (it lacks ${added.join(', ')}). Restore it with that version, then start this one on the same data: it brings the tables up to date.`,
    );
}

function readHeader(line: string): Header | null {
  try {
    return Header.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

const damaged = (path: string): RestoreRefused =>
  new RestoreRefused(`The backup ${path} is cut short or damaged; nothing was restored. Take another copy of it.`);

function unreadable(path: string, error: Error): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new RestoreRefused(`There is no file ${path}. Give the path of a backup.`);
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR' || code === 'ERR_STREAM_PREMATURE_CLOSE') return damaged(path);
  return error;
}
