import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectEmbedded } from '../../server/src/db/connect-embedded.ts';
import { selectRow } from '../../server/src/db/sql.ts';
import { runScript } from '../support/cluster-process.ts';
import { newCluster } from '../support/start-embedded.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await newCluster();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('a process that is killed', () => {
  it('guards its folder while it lives, and leaves a database that opens again with everything acknowledged', async () => {
    const writer = runScript(fileURLToPath(new URL('./write-until-killed.ts', import.meta.url)), [dataDir]);
    await writer.line(/^opened/);
    await expect(connectEmbedded({ dataDir })).rejects.toThrow(`in use by process ${writer.child.pid}`);
    const line = await writer.line(/^acknowledged \d{2,}/);
    writer.child.kill('SIGKILL');
    expect((await writer.ended).signal).toBe('SIGKILL');

    const db = await connectEmbedded({ dataDir });
    const kept = await selectRow(
      db,
      z.object({ rows: z.int(), last: z.int() }),
      sql`SELECT count(*)::int AS rows, max(n)::int AS last FROM numbers`,
    );
    await db.close();
    expect(kept?.last).toBeGreaterThanOrEqual(Number(line.split(' ')[1]));
    expect(kept?.rows).toBe(kept?.last);
  });
});
