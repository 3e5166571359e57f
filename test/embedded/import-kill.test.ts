import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEmbedded } from '../../server/src/db/connect-embedded.ts';
import type { Database } from '../../server/src/db/database.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { cleanUpUnfinishedImports } from '../../server/src/features/imports/clean-up.ts';
import { runImport } from '../../server/src/features/imports/run-import.ts';
import { TEST_NOW } from '../support/app.ts';
import { runScript } from '../support/cluster-process.ts';
import { makeZhuji } from '../support/import-fixtures.ts';
import { importOutcomes, importState, rowOfParcels } from '../support/import-state.ts';
import { newCluster } from '../support/start-embedded.ts';

const SCRIPT = fileURLToPath(new URL('./import-until-killed.ts', import.meta.url));
/** Enough that storing and assessing them take longer than a signal does. */
const PARCELS = 1500;
/** Two starts of an embedded database on a slow machine. */
const START_MS = 180_000;
let dataDir: string;
let before: Awaited<ReturnType<typeof importState>>;

async function opened<Result>(use: (db: Database) => Promise<Result>): Promise<Result> {
  const db = await connectEmbedded({ dataDir });
  try {
    return await use(db);
  } finally {
    await db.close();
  }
}

beforeAll(async () => {
  dataDir = await newCluster();
  const filePath = join(dataDir, 'first.geojson');
  await writeFile(filePath, rowOfParcels(1, 2));
  await writeFile(join(dataDir, 'more.geojson'), rowOfParcels(3, PARCELS));
  before = await opened(async (db) => {
    await migrate(db);
    await makeZhuji(db);
    const request = { jurisdiction: 'zhuji', kind: 'parcels' as const, filePath, fileName: 'first.geojson' };
    await runImport(
      { db, clock: () => TEST_NOW },
      OPEN_ACTOR,
      { ...request, mapping: {}, isStrict: false },
      () => undefined,
    );
    return importState(db);
  });
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('an import into the embedded database that is killed', () => {
  it(
    'while it assesses leaves the state before it and says so',
    async () => {
      const importing = runScript(SCRIPT, [dataDir, join(dataDir, 'more.geojson')]);
      await importing.line(/^assessing$/);
      importing.child.kill('SIGKILL');
      expect((await importing.ended).signal).toBe('SIGKILL');
      await opened(async (db) => {
        await cleanUpUnfinishedImports({ db, clock: () => TEST_NOW });
        expect(await importState(db)).toEqual(before);
        expect((await importOutcomes(db)).at(-1)).toEqual({
          fileName: 'more.geojson',
          status: 'failed',
          stage: 'done',
          problem: 'internal',
        });
      });
    },
    START_MS,
  );
});
