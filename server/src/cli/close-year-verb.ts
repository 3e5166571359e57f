import { CLI_ACTOR } from '../domain/scope.ts';
import { closeYear } from '../features/assessment/close-year.ts';
import { print } from './console.ts';
import { readArguments, required, type Verb, wholeNumber } from './verb.ts';
import { withTables } from './with-database.ts';

export const closeYearVerb: Verb = {
  usage: 'close-year --jurisdiction CODE --year YEAR',
  run: async (args) => {
    const { text } = readArguments(args, { text: ['jurisdiction', 'year'] });
    const jurisdiction = required('--jurisdiction', text('jurisdiction'));
    const year = wholeNumber('year', required('--year', text('year')), 0, 1990, 2100);
    return withTables(text('data-dir'), async (workshop) => {
      const { closedAt } = await closeYear(workshop, CLI_ACTOR, { jurisdiction, year });
      print(`${jurisdiction} ${year} is closed since ${closedAt}.`);
      return 0;
    });
  },
};
