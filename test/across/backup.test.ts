import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEmbedded } from '../../server/src/db/connect-embedded.ts';
import type { Database } from '../../server/src/db/database.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { backUp } from '../../server/src/features/backup/backup.ts';
import { restore } from '../../server/src/features/backup/restore.ts';
import { TEST_NOW } from '../support/app.ts';
import { plantAwkwardRows } from '../support/awkward-rows.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { newCluster } from '../support/start-embedded.ts';

let folder: string;
let server: Database;
let embedded: Database;
beforeAll(async () => {
  folder = await newCluster();
  server = await testDatabase();
  embedded = await connectEmbedded({ dataDir: folder });
  await migrate(embedded);
});
afterAll(async () => {
  await embedded.close();
  await rm(folder, { recursive: true, force: true });
});

describe('one backup file', () => {
  it('goes from the embedded database to a server and back with nothing changed', async () => {
    const files = await mkdtemp(join(tmpdir(), 'yg-across-'));
    const clock = () => TEST_NOW;
    await plantAwkwardRows(embedded);
    await backUp({ db: embedded, clock }, join(files, '1'), () => undefined);
    await restore(server, join(files, '1'), () => undefined);
    await backUp({ db: server, clock }, join(files, '2'), () => undefined);
    await emptyTables(embedded);
    await restore(embedded, join(files, '2'), () => undefined);
    await backUp({ db: embedded, clock }, join(files, '3'), () => undefined);
    const [first, second, third] = await Promise.all(['1', '2', '3'].map((name) => readFile(join(files, name))));
    expect(gunzipSync(second ?? '').toString()).toBe(gunzipSync(first ?? '').toString());
    expect(gunzipSync(third ?? '').toString()).toBe(gunzipSync(first ?? '').toString());
    await rm(files, { recursive: true });
  });
});
