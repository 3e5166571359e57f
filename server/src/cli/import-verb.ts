import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportBatch } from '../contract/api.ts';
import { Problem } from '../contract/problem.ts';
import { IMPORT_KINDS, type ImportKind } from '../domain/import-fields.ts';
import { CLI_ACTOR } from '../domain/scope.ts';
import { type ImportRequest, runImport } from '../features/imports/run-import.ts';
import { atCaller } from './backup-verbs.ts';
import { print, progressLines } from './console.ts';
import { readArguments, required, UsageError, type Verb } from './verb.ts';
import { withTables } from './with-database.ts';

const KINDS: readonly ImportKind[] = IMPORT_KINDS;

export const importVerb: Verb = {
  usage: `import --jurisdiction CODE --kind KIND [--mapping FILE] [--crs EPSG:N] [--strict] [--create NAME] FILE

  --jurisdiction CODE  where the rows belong
  --kind KIND          ${KINDS.join(', ')}
  --mapping FILE       JSON: which column is what, and in which unit
  --crs EPSG:N         the coordinate system, where the file does not say it
  --strict             one refused row keeps every row out
  --create NAME        makes the jurisdiction under this name if there is none with the code
  --name-en NAME       its English name
  --free-codes         its parcel codes are not the 19 characters of GB/T 37346`,
  run: async (args) => {
    const { text, flag, bare } = readArguments(args, {
      text: ['jurisdiction', 'kind', 'mapping', 'crs', 'create', 'name-en'],
      flags: ['strict', 'free-codes'],
      bare: 1,
    });
    const path = atCaller(required('FILE', bare[0]));
    const kind = KINDS.find((known) => known === text('kind'));
    if (!kind) throw new UsageError(`--kind ${text('kind') ?? ''}: give one of ${KINDS.join(', ')}.`);
    const mapping = text('mapping');
    const name = text('create');
    const request: ImportRequest = {
      jurisdiction: required('--jurisdiction', text('jurisdiction')),
      kind,
      filePath: path,
      fileName: basename(path),
      mapping: mapping === undefined ? {} : await readMapping(atCaller(mapping)),
      crs: text('crs'),
      isStrict: flag('strict'),
      createJurisdiction:
        name === undefined
          ? undefined
          : { name, nameEn: text('name-en') ?? name, codeScheme: flag('free-codes') ? 'free' : 'gb37346' },
    };
    const batch = await withTables(text('data-dir'), (workshop) =>
      runImport(workshop, CLI_ACTOR, request, progressLines()),
    );
    printBatch(batch);
    return batch.status === 'committed' || batch.status === 'unchanged' ? 0 : 1;
  },
};

async function readMapping(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Problem(
      'mapping-invalid',
      `There is no mapping file ${path}. Give the path of a JSON file.`,
      '--mapping',
    );
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      'mapping-invalid',
      `The mapping ${path} is not JSON: ${error instanceof Error ? error.message : error}`,
      '--mapping',
    );
  }
}

function printBatch(batch: ImportBatch): void {
  print(`Batch ${batch.id}: ${batch.status}`);
  print(
    `  read ${batch.rowsRead}, accepted ${batch.rowsAccepted} (of these with a warning ${batch.rowsWarned}), refused ${batch.rowsRefused}`,
  );
  if (batch.problem) print(`  ${batch.problem.detail}`);
  for (const [name, value] of Object.entries(batch.detected ?? {})) print(`  ${name}: ${JSON.stringify(value)}`);
}
