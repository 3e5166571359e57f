import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connectServer } from '../../server/src/db/connect-server.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { startPostgres } from './postgres.ts';

/** A database of its own on the PostgreSQL of TEST_DATABASE_URL, or on one that is started for this run and thrown away. */
export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startPostgres();
  const name = `yima_guandi_test_${randomBytes(4).toString('hex')}`;
  await administer(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const db = await connectServer(url.href);
  await migrate(db);
  await db.close();
  project.provide('database', { engine: 'server', url: url.href });
  return async () => {
    await administer(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
    await server.stop();
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
