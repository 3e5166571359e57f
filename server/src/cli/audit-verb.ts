import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../db/database.ts';
import { CLI_ACTOR } from '../domain/scope.ts';
import { chainLines, chainTable } from '../features/audit/chain-lines.ts';
import { verifyChain } from '../features/audit/verify-chain.ts';
import { recordExport } from '../features/exports/record-export.ts';
import { writeCsv } from '../formats/write-csv.ts';
import { atCaller } from './backup-verbs.ts';
import { print } from './console.ts';
import { readArguments, required, UsageError, type Verb } from './verb.ts';
import { withTables } from './with-database.ts';

export const auditVerb: Verb = {
  usage: `audit verify [--known NUMBER:HASH]
  npm run cli -- audit export [--format csv|jsonl] FILE

  --known   an entry that was noted elsewhere, as verify printed it: that the newest entries were taken away,
            or that all were written anew, shows only against one
  --format  csv unless FILE ends in .jsonl; jsonl holds each entry with all that its hash is made of`,
  run: async (args) => {
    const { text, bare } = readArguments(args, { text: ['known', 'format'], bare: 2 });
    const [what, file] = bare;
    if (what === 'verify' && file === undefined) {
      const known = readKnown(text('known'));
      return withTables(text('data-dir'), ({ db }) => verify(db, known));
    }
    if (what !== 'export') throw new UsageError('Say what to do: verify or export.');
    const path = atCaller(required('FILE', file));
    const format = text('format') ?? (path.endsWith('.jsonl') ? 'jsonl' : 'csv');
    if (format !== 'csv' && format !== 'jsonl') throw new UsageError(`--format ${format}: give csv or jsonl.`);
    await withTables(text('data-dir'), async ({ db, clock }) => {
      const taken = { subject: 'audit', jurisdictionId: null, format, asked: {} };
      await recordExport({ db, clock }, CLI_ACTOR, taken, null);
      await write(path, format === 'csv' ? writeCsv(chainTable(db)) : Readable.from(chainLines(db)));
    });
    print(path);
    return 0;
  },
};

async function verify(db: Database, known: { id: number; hash: string } | null): Promise<number> {
  const verdict = await verifyChain(db, known);
  if (!verdict.isWhole) {
    print(`wrong: entry ${verdict.id} ${verdict.words}.`);
    return 1;
  }
  const { entries, hash } = verdict;
  print(`ok: ${entries} entries, each as it was written. Note the last one elsewhere: --known ${entries}:${hash}`);
  return 0;
}

function readKnown(text: string | undefined): { id: number; hash: string } | null {
  if (text === undefined) return null;
  const [, id, hash] = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (id === undefined || hash === undefined)
    throw new UsageError(`--known ${text}: give the number of an entry, a colon and its hash of 64 digits.`);
  return { id: Number(id), hash };
}

async function write(path: string, content: Readable): Promise<void> {
  try {
    await pipeline(content, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
