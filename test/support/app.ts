import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { buildApp } from '../../server/src/app.ts';
import type { App, Services } from '../../server/src/http/services.ts';

/** The day on which every test happens. */
export const TEST_NOW = new Date('2026-06-30T04:00:00Z');

const cleanUps: (() => Promise<void>)[] = [];

/** Closes what `testApp` built for a file. */
export async function closeApps(): Promise<void> {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}

/** The application as it runs in earnest, with a clock that stands still and a folder of its own. */
export async function testApp(
  overrides: Pick<Services, 'db'> & Partial<Services>,
  log?: FastifyBaseLogger,
): Promise<App> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yg-files-'));
  const app = await buildApp({ clock: () => TEST_NOW, dataDir, access: 'loopback', ...overrides }, log);
  cleanUps.push(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  await app.ready();
  return app;
}
