import { connectEmbedded } from '../../server/src/db/connect-embedded.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { runImport } from '../../server/src/features/imports/run-import.ts';

/** Imports a file into an embedded database and says each phase as it begins. */
const [dataDir = '', filePath = ''] = process.argv.slice(2);
const db = await connectEmbedded({ dataDir });
let said = '';
const request = { jurisdiction: 'zhuji', kind: 'parcels' as const, filePath, fileName: 'more.geojson' };
await runImport(
  { db, clock: () => new Date() },
  OPEN_ACTOR,
  { ...request, mapping: {}, isStrict: false },
  ({ phase }) => {
    if (phase !== said) process.stdout.write(`${phase}\n`);
    said = phase;
  },
);
process.stdout.write('committed\n');
await db.close();
