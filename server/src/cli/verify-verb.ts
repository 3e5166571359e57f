import { verifyData } from '../features/verify/verify-data.ts';
import { print } from './console.ts';
import { readArguments, type Verb } from './verb.ts';
import { withTables } from './with-database.ts';

/** So many differences are written out; the rest are of the same making as a rule. */
const SHOWN = 20;

export const verifyVerb: Verb = {
  usage: 'verify',
  run: async (args) => {
    const { text } = readArguments(args);
    return withTables(text('data-dir'), async ({ db }) => {
      const checks = await verifyData(db);
      for (const { claim, exceptions, where } of checks) {
        print(
          `${exceptions === 0 ? 'ok    ' : 'wrong '} ${claim}${exceptions === 0 ? '' : `: ${exceptions} exceptions`}`,
        );
        for (const place of where.slice(0, SHOWN)) print(`       ${place}`);
        if (where.length > SHOWN) print(`       and ${where.length - SHOWN} more`);
      }
      return checks.every(({ exceptions }) => exceptions === 0) ? 0 : 1;
    });
  },
};
