import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { connectEmbedded } from '../../server/src/db/connect-embedded.ts';
import { migrate } from '../../server/src/db/migrate.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the embedded database that every file of the run shares. */
export default async function startEmbedded(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await newCluster();
  const db = await connectEmbedded({ dataDir });
  await migrate(db);
  project.provide('database', { engine: 'embedded', socketFolder: join(dataDir, 'run') });
  return async () => {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** A data folder of its own with a fresh cluster in it. Making one takes 15 s, so it is made once per version and copied. */
export async function newCluster(): Promise<string> {
  const template = join(ROOT, 'node_modules', '.cache', 'yima-guandi', `cluster-${await versions()}`);
  if (!(await stat(template).catch(() => null))) await makeTemplate(template);
  const dataDir = await mkdtemp(join(tmpdir(), 'yg-'));
  await cp(join(template, 'database'), join(dataDir, 'database'), { recursive: true });
  return dataDir;
}

async function makeTemplate(template: string): Promise<void> {
  await mkdir(join(template, '..'), { recursive: true });
  const making = await mkdtemp(`${template}-`);
  const db = await connectEmbedded({ dataDir: making });
  await db.close();
  await rename(making, template).catch(() => rm(making, { recursive: true, force: true })); // Another run was quicker.
}

async function versions(): Promise<string> {
  const server = await readFile(join(ROOT, 'server', 'package.json'), 'utf8');
  const embedded = Object.entries<string>(JSON.parse(server).dependencies).filter(([name]) =>
    name.startsWith('@electric-sql/'),
  );
  return createHash('sha256').update(JSON.stringify(embedded)).digest('hex').slice(0, 12);
}
