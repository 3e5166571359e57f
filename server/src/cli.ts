import { backupVerb, restoreVerb } from './cli/backup-verbs.ts';
import { closeYearVerb } from './cli/close-year-verb.ts';
import { assessVerb, migrateVerb, seedVerb, verifyVerb } from './cli/data-verbs.ts';
import { exportVerb } from './cli/export-verb.ts';
import { importConstraintsVerb } from './cli/import-constraints-verb.ts';
import { importVerb } from './cli/import-verb.ts';
import { isUsageError, type Verb } from './cli/verb.ts';
import { explainFailure } from './explain-failure.ts';

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['migrate', migrateVerb],
  ['seed', seedVerb],
  ['assess', assessVerb],
  ['close-year', closeYearVerb],
  ['import', importVerb],
  ['import-constraints', importConstraintsVerb],
  ['export', exportVerb],
  ['backup', backupVerb],
  ['restore', restoreVerb],
  ['verify', verifyVerb],
]);

const COMMON_HELP = `  --data-dir DIR  folder of the embedded database (DATA_DIR, .data); not used where DATABASE_URL names a server
  --help          this text`;

/** Runs one verb: 0 it is done, 1 it is refused or failed, 2 the command was not understood. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  const verb = name === undefined ? undefined : VERBS.get(name);
  if (!verb) {
    const isHelp = name === '--help' || name === 'help';
    if (!isHelp) console.error(name === undefined ? 'Say what to do.' : `There is no verb "${name}".`);
    (isHelp ? console.log : console.error)(overview());
    return isHelp ? 0 : 2;
  }
  if (args.includes('--help')) {
    console.log(`npm run cli -- ${verb.usage}\n\n${name} ${verb.summary}.\n\n${COMMON_HELP}`);
    return 0;
  }
  try {
    return await verb.run(args);
  } catch (error) {
    if (!isUsageError(error)) {
      console.error(explainFailure(error));
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
