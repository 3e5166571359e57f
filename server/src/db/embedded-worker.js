import { rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { postgis } from '@electric-sql/pglite-postgis';
import { serveDatabase } from './embedded-socket.js';

/** The thread of the embedded database: the server's own thread never runs SQL, so a slow query never stops it. */
if (!parentPort) throw new Error('embedded-worker.js runs as a worker thread only');
const port = parentPort;
const { folder, socketPath, isFirstStart, maxIdleInTransactionMs } = workerData;

const db = await PGlite.create({ dataDir: folder, extensions: { postgis, pg_trgm } });
if (isFirstStart) {
  port.postMessage({ step: 'extensions' });
  await db.exec('CREATE EXTENSION IF NOT EXISTS postgis; CREATE EXTENSION IF NOT EXISTS pg_trgm');
  await db.exec('CHECKPOINT');
}
rmSync(socketPath, { force: true });
const service = serveDatabase({ db, path: socketPath, maxIdleInTransactionMs });
await service.listen();
port.on('message', async () => {
  await service.close();
  await db.close();
  process.exit(0);
});
port.postMessage({ step: 'listening' });
