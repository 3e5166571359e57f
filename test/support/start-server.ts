import type { TestProject } from 'vitest/node';
import { connectServer } from '../../server/src/db/connect-server.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { createDatabase, databaseServer } from './database-server.ts';

/** A database on a real PostgreSQL that every file of the run shares. */
export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await databaseServer();
  const { url, drop } = await createDatabase(server.url);
  const db = await connectServer(url);
  await migrate(db);
  await db.close();
  project.provide('database', { engine: 'server', url });
  return async () => {
    await drop();
    await server.stop();
  };
}
