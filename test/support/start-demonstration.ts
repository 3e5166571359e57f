import type { TestProject } from 'vitest/node';
import { connectServer } from '../../server/src/db/connect-server.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { seedDemonstration } from '../../server/src/features/demo/seed-demonstration.ts';
import { assessAll } from './assess-all.ts';
import { createDatabase, databaseServer } from './database-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server, and the name of a database on it that others are made like. */
    demonstration: { readonly server: string; readonly name: string };
  }
}

const PARCELS = 900;

/** Makes the demonstration parcels once, for every file that changes them to have its own. */
export default async function startDemonstration(project: TestProject): Promise<() => Promise<void>> {
  const server = await databaseServer();
  const { url, name, drop } = await createDatabase(server.url);
  const db = await connectServer(url);
  await migrate(db);
  await seedDemonstration({ db }, { parcels: PARCELS, seed: 1 }, () => undefined);
  await assessAll(db);
  await db.close();
  project.provide('demonstration', { server: server.url, name });
  return async () => {
    await drop();
    await server.stop();
  };
}
