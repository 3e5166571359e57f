import { z } from 'zod';
import { ExportReason } from '../../contract/audit.ts';
import { Problem } from '../../contract/problem.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Connection } from '../../db/database.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Table } from './send-table.ts';

/** What an address of a file with figures of single enterprises takes besides its own questions. */
export const ReasonQuery = z.object({
  reason: ExportReason.optional().describe('What the file is for; must be given by whoever is signed in'),
});

/** Who takes a file out, and what for, as the file says it; null: nobody is signed in. */
export type TakenBy = { readonly name: string; readonly reason: string | null };

/** For a file with figures of single enterprises. Refuses with `reason-needed`. */
export function takenFor({ user }: Actor, reason: string | undefined): TakenBy | null {
  if (user !== null && reason === undefined)
    throw new Problem(
      'reason-needed',
      '文件含单个企业的数据，请写明用途。 The file holds figures of single enterprises: say what it is for.',
      'querystring.reason',
    );
  return user && { name: user.name, reason: reason ?? null };
}

/** For any other file. */
export const takenBy = ({ user }: Actor): TakenBy | null => user && { name: user.name, reason: null };

/** The line that says so in the head of a file. */
export const takenByLines = (by: TakenBy | null): string[] =>
  by === null ? [] : [`导出人：${by.name}${by.reason === null ? '' : `　用途：${by.reason}`}`];

export type TakenFile = {
  /** Which file: the name of its address */
  readonly subject: string;
  readonly jurisdictionId: number | null;
  readonly format: string;
  readonly reason?: string | undefined;
  /** What it was asked for: year, filter and the like */
  readonly asked: Readonly<Record<string, string | number | undefined>>;
};
type Given = { readonly db: Connection; readonly clock: () => Date };

/** Writes down that a file goes out, before its first byte. `rows`: null where nobody knows yet. Answers the number of the entry. */
export function recordExport(
  { db, clock }: Given,
  actor: Actor,
  { subject, jurisdictionId, format, reason, asked }: TakenFile,
  rows: number | null,
): Promise<number> {
  const given = { ...asked, reason, rows: rows ?? undefined };
  const known = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const facts = { format, ...Object.fromEntries(known) };
  return writeAudit(db, actor, { kind: 'export', jurisdictionId, subject, facts }, clock());
}

/**
 * The same of a table, which is handed on. Where its rows come one by one, how many they were and whether they went out
 * whole is a second entry, which names the first: the first cannot wait for it, and no entry is ever changed.
 */
export async function recordTable(given: Given, actor: Actor, file: TakenFile, table: Table): Promise<Table> {
  const { rows } = table;
  if (Array.isArray(rows)) {
    await recordExport(given, actor, file, rows.length);
    return table;
  }
  const entry = await recordExport(given, actor, file, null);
  const end = (facts: { rows: number; isWhole: boolean }) => {
    const { jurisdictionId, subject } = file;
    return writeAudit(
      given.db,
      actor,
      { kind: 'export-ended', jurisdictionId, subject, facts: { entry, ...facts } },
      given.clock(),
    );
  };
  return { ...table, rows: counted(rows, end) };
}

async function* counted<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  end: (facts: { rows: number; isWhole: boolean }) => Promise<unknown>,
): AsyncGenerator<Row> {
  let count = 0;
  let isWhole = false;
  try {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
    isWhole = true;
  } finally {
    await end({ rows: count, isWhole });
  }
}
