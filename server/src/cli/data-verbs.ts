import { migrate } from '../db/migrate.ts';
import { assess as assessLand } from '../features/assessment/assess.ts';
import { seedDemonstration } from '../features/demo/seed-demonstration.ts';
import { verifyData } from '../features/verify/verify-data.ts';
import { DEMONSTRATION } from '../fill-database.ts';
import { print, progressLines } from './console.ts';
import { readArguments, type Verb, wholeNumber } from './verb.ts';
import { withDatabase, withTables } from './with-database.ts';

export const migrateVerb: Verb = {
  summary: 'brings the tables up to date',
  usage: 'migrate',
  run: async (args) => {
    const { text } = readArguments(args);
    const applied = await withDatabase(text('data-dir'), ({ db }) => migrate(db));
    print(applied.length === 0 ? 'The tables are up to date.' : `Applied ${applied.join(', ')}.`);
    return 0;
  },
};

export const seedVerb: Verb = {
  summary: 'fills in demonstration data, in place of earlier demonstration data, and assesses it',
  usage: `seed [--parcels N] [--seed N]

  --parcels N  how many, 1 to 2000000 (${DEMONSTRATION.parcels})
  --seed N     the same number gives the same data (${DEMONSTRATION.seed})`,
  run: async (args) => {
    const { text } = readArguments(args, { text: ['parcels', 'seed'] });
    const options = {
      parcels: wholeNumber('parcels', text('parcels'), DEMONSTRATION.parcels, 1, 2_000_000),
      seed: wholeNumber('seed', text('seed'), DEMONSTRATION.seed, 0, 4_294_967_295),
    };
    return withTables(text('data-dir'), async (workshop) => {
      const { parcels } = await seedDemonstration(workshop, options, progressLines());
      const assessment = { jurisdictionIds: 'all', reason: 'demonstration data', batchId: null } as const;
      const { revision } = await assessLand(workshop, assessment, progressLines());
      print(`${parcels} demonstration parcels, revision ${revision}.`);
      return 0;
    });
  },
};

export const assessVerb: Verb = {
  summary: 'makes evaluations, findings and totals anew from the facts',
  usage: 'assess',
  run: async (args) => {
    const { text } = readArguments(args);
    return withTables(text('data-dir'), async (workshop) => {
      const assessment = { jurisdictionIds: 'all', reason: 'assessed on request', batchId: null } as const;
      const { revision } = await assessLand(workshop, assessment, progressLines());
      print(`Revision ${revision}.`);
      return 0;
    });
  },
};

/** So many differences are written out; the rest are of the same making as a rule. */
const SHOWN = 20;

export const verifyVerb: Verb = {
  summary:
    'checks that the data fits together and makes every total a second time by SQL; the exit code is 1 where it does not',
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
