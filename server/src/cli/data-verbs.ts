import { CLI_ACTOR } from '../domain/scope.ts';
import { assess as assessLand } from '../features/assessment/assess.ts';
import { seedDemonstration } from '../features/demo/seed-demonstration.ts';
import { DEMONSTRATION } from '../fill-database.ts';
import { print, progressLines } from './console.ts';
import { readArguments, type Verb, wholeNumber } from './verb.ts';
import { withTables } from './with-database.ts';

export const seedVerb: Verb = {
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
      const { revision } = await assessLand(workshop, assessment, progressLines(), CLI_ACTOR);
      print(`${parcels} demonstration parcels, revision ${revision}.`);
      return 0;
    });
  },
};

export const assessVerb: Verb = {
  usage: 'assess',
  run: async (args) => {
    const { text } = readArguments(args);
    return withTables(text('data-dir'), async (workshop) => {
      const assessment = { jurisdictionIds: 'all', reason: 'assessed on request', batchId: null } as const;
      const { revision } = await assessLand(workshop, assessment, progressLines(), CLI_ACTOR);
      print(`Revision ${revision}.`);
      return 0;
    });
  },
};
