import { basename, resolve } from 'node:path';
import { callerFolder } from '../config.ts';
import { writeAudit } from '../db/audit.ts';
import { CLI_ACTOR } from '../domain/scope.ts';
import { backUp } from '../features/backup/backup.ts';
import { restore } from '../features/backup/restore.ts';
import { print, progressLines } from './console.ts';
import { readArguments, required, type Verb } from './verb.ts';
import { withTables } from './with-database.ts';

/** A path as the person means it. */
export const atCaller = (path: string): string => resolve(callerFolder(), path);

const entryOf = (kind: 'data-backed-up' | 'data-restored', path: string) => ({
  kind,
  jurisdictionId: null,
  subject: basename(path),
});

export const backupVerb: Verb = {
  usage: 'backup FILE',
  run: async (args) => {
    const { text, bare } = readArguments(args, { bare: 1 });
    const path = atCaller(required('FILE', bare[0]));
    return withTables(text('data-dir'), async (workshop) => {
      await writeAudit(workshop.db, CLI_ACTOR, entryOf('data-backed-up', path), workshop.clock());
      const { tables, rows } = await backUp(workshop, path, progressLines());
      print(`${path}: ${rows} rows of ${tables} tables.`);
      return 0;
    });
  },
};

export const restoreVerb: Verb = {
  usage: 'restore FILE',
  run: async (args) => {
    const { text, bare } = readArguments(args, { bare: 1 });
    const path = atCaller(required('FILE', bare[0]));
    return withTables(text('data-dir'), async ({ db, clock }) => {
      const { tables, rows } = await restore(db, path, progressLines(), (transaction) =>
        writeAudit(transaction, CLI_ACTOR, entryOf('data-restored', path), clock()),
      );
      print(`Restored ${rows} rows of ${tables} tables.`);
      return 0;
    });
  },
};
