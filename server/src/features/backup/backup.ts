import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import type { Connection, Database } from '../../db/database.ts';
import type { Report } from '../../domain/progress.ts';
import { closeRows, findMigrations, findSequences, findTables, nextRows, openRows } from './backup.queries.ts';
import { BACKUP_FORMAT, type Header, type Mark } from './backup-file.ts';

export type BackupSummary = { readonly tables: number; readonly rows: number };

/**
 * Writes everything of one moment into a file that either engine can take back. The file appears under its name only
 * when it is whole.
 */
export async function backUp(
  { db, clock }: { db: Database; clock: () => Date },
  path: string,
  report: Report,
): Promise<BackupSummary> {
  const unfinished = `${path}.unfinished`;
  const summary = { tables: 0, rows: 0 };
  try {
    await db.transaction(
      async (transaction) => {
        await transaction.execute(sql`SET LOCAL extra_float_digits = 1`); // Doubles are written so that they read back equal.
        const lines = Readable.from(backupLines(transaction, clock(), summary, report));
        await pipeline(lines, createGzip({ level: 6 }), createWriteStream(unfinished, { mode: 0o600 }));
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  return summary;
}

async function* backupLines(
  db: Connection,
  at: Date,
  summary: { tables: number; rows: number },
  report: Report,
): AsyncGenerator<string> {
  const header: Header = { format: BACKUP_FORMAT, madeAt: at.toISOString(), migrations: await findMigrations(db) };
  yield line(header);
  for (const table of await findTables(db)) {
    yield line({ '@table': table.name } satisfies Mark);
    let rows = 0;
    await openRows(db, table);
    for (let found = await nextRows(db); found.length > 0; found = await nextRows(db)) {
      rows += found.length;
      yield `${found.join('\n')}\n`;
      report({ phase: table.name, done: rows, total: null });
    }
    await closeRows(db);
    yield line({ '@end': table.name, rows, sequences: await findSequences(db, table) } satisfies Mark);
    summary.tables += 1;
    summary.rows += rows;
  }
  yield line({ '@complete': true, tables: summary.tables } satisfies Mark);
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;
