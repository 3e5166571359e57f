import type { Verb } from './cli/verb.ts';

type Listed = { readonly summary: string; readonly load: () => Promise<Verb> };

/** Each verb reads what it needs, and that only when it is asked for. */
const VERBS: ReadonlyMap<string, Listed> = new Map<string, Listed>(
  Object.entries({
    migrate: {
      summary: 'brings the tables up to date',
      load: async () => (await import('./cli/migrate-verb.ts')).migrateVerb,
    },
    seed: {
      summary: 'fills in demonstration data, in place of earlier demonstration data, and assesses it',
      load: async () => (await import('./cli/data-verbs.ts')).seedVerb,
    },
    assess: {
      summary: 'makes evaluations, findings and totals anew from the facts',
      load: async () => (await import('./cli/data-verbs.ts')).assessVerb,
    },
    'close-year': {
      summary: 'closes a year for good: it takes no other evaluation method',
      load: async () => (await import('./cli/close-year-verb.ts')).closeYearVerb,
    },
    import: {
      summary: 'imports a file of parcels, enterprises, occupancies, indicators, projects or violations',
      load: async () => (await import('./cli/import-verb.ts')).importVerb,
    },
    'import-constraints': {
      summary: 'brings in a constraint layer, in the place of the one of its kind',
      load: async () => (await import('./cli/import-constraints-verb.ts')).importConstraintsVerb,
    },
    export: {
      summary: 'writes the found list or the tally as CSV or XLSX',
      load: async () => (await import('./cli/export-verb.ts')).exportVerb,
    },
    backup: {
      summary: 'writes all data into one file that either database can take back',
      load: async () => (await import('./cli/backup-verbs.ts')).backupVerb,
    },
    restore: {
      summary: 'takes a backup back into a database that holds no data yet',
      load: async () => (await import('./cli/backup-verbs.ts')).restoreVerb,
    },
    audit: {
      summary: 'checks that nobody has changed the record of what was done, or writes it into a file',
      load: async () => (await import('./cli/audit-verb.ts')).auditVerb,
    },
    verify: {
      summary:
        'checks that the data fits together and makes every total a second time by SQL; the exit code is 1 where it does not',
      load: async () => (await import('./cli/verify-verb.ts')).verifyVerb,
    },
  }),
);

const COMMON_HELP = `  --data-dir DIR  folder of the embedded database (DATA_DIR, .data); not used where DATABASE_URL names a server
  --help          this text`;

/** Runs one verb: 0 it is done, 1 it is refused or failed, 2 the command was not understood. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  const listed = name === undefined ? undefined : VERBS.get(name);
  if (!listed) {
    const isHelp = name === '--help' || name === 'help';
    if (!isHelp) console.error(name === undefined ? 'Say what to do.' : `There is no verb "${name}".`);
    (isHelp ? console.log : console.error)(overview());
    return isHelp ? 0 : 2;
  }
  const verb = await listed.load();
  if (args.includes('--help')) {
    console.log(`npm run cli -- ${verb.usage}\n\n${name} ${listed.summary}.\n\n${COMMON_HELP}`);
    return 0;
  }
  try {
    return await verb.run(args);
  } catch (error) {
    const { isUsageError } = await import('./cli/verb.ts');
    if (!isUsageError(error)) {
      console.error((await import('./explain-failure.ts')).explainFailure(error));
      return 1;
    }
    console.error(`${error.message}\n\nnpm run cli -- ${verb.usage}`);
    return 2;
  }
}

function overview(): string {
  const lines = [...VERBS].map(([name, { summary }]) => `  ${name.padEnd(18)} ${summary}`);
  return ['npm run cli -- VERB [--help]', '', ...lines].join('\n');
}

process.exitCode = await main(process.argv.slice(2));
