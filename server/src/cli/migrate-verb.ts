import { migrate } from '../db/migrate.ts';
import { print } from './console.ts';
import { readArguments, type Verb } from './verb.ts';
import { withDatabase } from './with-database.ts';

export const migrateVerb: Verb = {
  usage: 'migrate',
  run: async (args) => {
    const { text } = readArguments(args);
    const applied = await withDatabase(text('data-dir'), ({ db }) => migrate(db));
    print(applied.length === 0 ? 'The tables are up to date.' : `Applied ${applied.join(', ')}.`);
    return 0;
  },
};
