import { resolve } from 'node:path';
import { callerFolder } from '../config.ts';
import { backUp } from '../features/backup/backup.ts';
import { restore } from '../features/backup/restore.ts';
import { print, progressLines } from './console.ts';
import { readArguments, required, type Verb } from './verb.ts';
import { withTables } from './with-database.ts';

/** A path as the person means it. */
export const atCaller = (path: string): string => resolve(callerFolder(), path);

export const backupVerb: Verb = {
  usage: 'backup FILE',
  run: async (args) => {
    const { text, bare } = readArguments(args, { bare: 1 });
    const path = atCaller(required('FILE', bare[0]));
    return withTables(text('data-dir'), async (workshop) => {
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
    return withTables(text('data-dir'), async ({ db }) => {
      const { tables, rows } = await restore(db, path, progressLines());
      print(`Restored ${rows} rows of ${tables} tables.`);
      return 0;
    });
  },
};
