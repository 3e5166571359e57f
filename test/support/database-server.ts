import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startPostgres } from './postgres.ts';

/** The PostgreSQL of TEST_DATABASE_URL, or one that is started for this run and thrown away. */
export async function databaseServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  return given ? { url: given, stop: async () => undefined } : await startPostgres();
}

/** A database of its own on a server: empty, or the same as another one to which nobody is connected. */
export async function createDatabase(
  serverUrl: string,
  { like }: { readonly like?: string } = {},
): Promise<{ url: string; name: string; drop: () => Promise<void> }> {
  const name = `yima_guandi_test_${randomBytes(4).toString('hex')}`;
  await administer(serverUrl, `CREATE DATABASE ${name}${like === undefined ? '' : ` TEMPLATE ${like}`}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, name, drop: () => administer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
