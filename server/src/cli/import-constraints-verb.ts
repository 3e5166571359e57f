import { basename } from 'node:path';
import { CONSTRAINT_KINDS } from '../contract/constraint.ts';
import { CLI_ACTOR } from '../domain/scope.ts';
import { importConstraints } from '../features/constraints/import-constraints.ts';
import { atCaller } from './backup-verbs.ts';
import { print, progressLines } from './console.ts';
import { readArguments, required, UsageError, type Verb, wholeNumber } from './verb.ts';
import { withTables } from './with-database.ts';

const [LEAST_WIDTH_M, MOST_WIDTH_M] = [1, 200];

export const importConstraintsVerb: Verb = {
  usage: `import-constraints --jurisdiction CODE --kind KIND [--name NAME] [--crs EPSG:N] [--width M] [--layer NAME] FILE

  --jurisdiction CODE  where the layer belongs
  --kind KIND          ${CONSTRAINT_KINDS.join(', ')}
  --name NAME          must be given for "other"; else as the kind is called
  --crs EPSG:N         the coordinate system, where the file does not say it
  --width M            width of planned roads in metres, where the file holds their centre lines
  --layer NAME         which layer of the file, where it holds several`,
  run: async (args) => {
    const { text, bare } = readArguments(args, {
      text: ['jurisdiction', 'kind', 'name', 'crs', 'width', 'layer'],
      bare: 1,
    });
    const path = atCaller(required('FILE', bare[0]));
    const kind = CONSTRAINT_KINDS.find((known) => known === text('kind'));
    if (!kind) throw new UsageError(`--kind ${text('kind') ?? ''}: give one of ${CONSTRAINT_KINDS.join(', ')}.`);
    const width = text('width');
    const request = {
      jurisdiction: required('--jurisdiction', text('jurisdiction')),
      kind,
      name: text('name'),
      filePath: path,
      fileName: basename(path),
      crs: text('crs'),
      widthM: width === undefined ? undefined : wholeNumber('width', width, LEAST_WIDTH_M, LEAST_WIDTH_M, MOST_WIDTH_M),
      layer: text('layer'),
    };
    const { layer, replaced, warnings } = await withTables(text('data-dir'), (workshop) =>
      importConstraints(workshop, CLI_ACTOR, request, progressLines()),
    );
    print(`${layer.name}: ${replaced ? 'replaced' : 'new'}, revision ${layer.revision}`);
    print(`  ${layer.features} features, ${(layer.muHundredths / 100).toFixed(2)} mu, read in ${layer.crs}`);
    for (const { row, message } of warnings) print(`  ${row > 0 ? `feature ${row}: ` : ''}${message}`);
    return 0;
  },
};
