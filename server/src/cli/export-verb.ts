import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { buildApp } from '../app.ts';
import { TALLY_GROUPS } from '../contract/api.ts';
import { ProblemDetails } from '../contract/problem.ts';
import { CLI_ACTOR } from '../domain/scope.ts';
import { atCaller } from './backup-verbs.ts';
import { print } from './console.ts';
import { readArguments, required, UsageError, type Verb } from './verb.ts';
import { type Workshop, withTables } from './with-database.ts';

export const exportVerb: Verb = {
  usage: `export found|tally --jurisdiction CODE --year YEAR [--filter CQL2-JSON] [--by GROUP] FILE

  FILE ends in .csv or .xlsx
  --filter  as the API takes it
  --by      of a tally: ${TALLY_GROUPS.join(', ')}`,
  run: async (args) => {
    const { text, bare } = readArguments(args, { text: ['jurisdiction', 'year', 'filter', 'by'], bare: 2 });
    const what = bare[0];
    if (what !== 'found' && what !== 'tally') throw new UsageError('Say what to export: found or tally.');
    const path = atCaller(required('FILE', bare[1]));
    const format = /\.(csv|xlsx)$/.exec(path)?.[1];
    if (!format) throw new UsageError(`${path}: end the name in .csv or .xlsx.`);
    const query = new URLSearchParams({
      jurisdiction: required('--jurisdiction', text('jurisdiction')),
      year: required('--year', text('year')),
    });
    for (const name of ['filter', 'by'] as const) {
      const value = text(name);
      if (value !== undefined) query.set(name, value);
    }
    await withTables(text('data-dir'), (workshop) =>
      download(workshop, `/api/exports/${what}.${format}?${query}`, path),
    );
    print(path);
    return 0;
  },
};

/** Asks the application itself, so that the file is the one that the page gives. */
async function download({ db, clock, config }: Workshop, url: string, path: string): Promise<void> {
  const app = await buildApp({ db, clock, ...config, actor: CLI_ACTOR });
  try {
    const reply = await app.inject({ url, payloadAsStream: true });
    if (reply.statusCode !== 200) {
      const text = await new Response(reply.stream() as unknown as ReadableStream).text();
      throw new UsageError(ProblemDetails.parse(JSON.parse(text)).detail);
    }
    await pipeline(reply.stream(), createWriteStream(path));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await app.close();
  }
}
