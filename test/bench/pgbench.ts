import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPostgres } from '../support/postgres.ts';
import type { Bench } from './bench.ts';
import { finished } from './http-rate.ts';

/** pgbench takes up to 128 scripts; each query of a measurement is one. */
export const MOST_QUERIES = 100;

/** A statement with its bound values. */
export type Query = { readonly text: string; readonly values: readonly unknown[] };

/** The program, of the PATH or of the installed PostgreSQL; null where there is none. */
export function findPgbench(): string | null {
  if (spawnSync('pgbench', ['--version']).error === undefined) return 'pgbench';
  const bin = findPostgres();
  return bin && existsSync(join(bin, 'pgbench')) ? join(bin, 'pgbench') : null;
}

/**
 * Queries a second of PostgreSQL itself for these queries at random, prepared, with the same bound parameters and
 * jit off as the application has. All queries must have the same text.
 */
export async function pgbenchRate(
  program: string,
  { url, folder, connections, seconds }: Bench,
  queries: readonly Query[],
): Promise<number> {
  const words = new Map<string, string>();
  const files = await Promise.all(
    queries.map(async ({ text, values }, index) => {
      const settings = values.flatMap((value, at) => {
        if (typeof value === 'number') return [`\\set p${at + 1} ${value}`];
        words.set(`p${at + 1}`, Array.isArray(value) ? `{${value.join(',')}}` : String(value));
        return [];
      });
      const file = join(folder, `query-${index}.sql`);
      await writeFile(file, `${settings.join('\n')}\n${text.replaceAll(/\$(\d+)/g, ':p$1').trim()};\n`);
      return file;
    }),
  );
  const { hostname, port, username, password, pathname } = new URL(url);
  const output = await finished(
    program,
    [
      ...['-n', '-M', 'prepared', '-c', String(connections), '-j', '1', '-T', String(seconds)],
      ...[...words].flatMap(([name, value]) => ['-D', `${name}=${value}`]),
      ...files.flatMap((file) => ['-f', file]),
      ...[
        '-h',
        hostname,
        '-p',
        port || '5432',
        '-U',
        decodeURIComponent(username) || 'postgres',
        pathname.slice(1) || 'postgres',
      ],
    ],
    { PGPASSWORD: decodeURIComponent(password), PGOPTIONS: '-c jit=off' },
  );
  return Number(/tps = ([\d.]+)/.exec(output)?.[1]);
}
