import { type Config, readConfig } from '../config.ts';
import { connect } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { readLimitWords } from '../db/embedded-limit.ts';
import { migrate } from '../db/migrate.ts';
import { progressLines } from './console.ts';

export type Workshop = { readonly db: Database; readonly clock: () => Date; readonly config: Config };

/** Opens the database of the settings for one piece of work and closes it whatever happens. */
export async function withDatabase<Result>(
  dataDir: string | undefined,
  work: (workshop: Workshop) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(dataDir);
  const db = await connect(config.databaseUrl, { dataDir: config.dataDir, report: progressLines() });
  try {
    return await work({ db, clock: () => new Date(), config });
  } finally {
    await db.close();
  }
}

/** The same with its tables brought up to date first. */
export function withTables<Result>(
  dataDir: string | undefined,
  work: (workshop: Workshop) => Promise<Result>,
): Promise<Result> {
  return withDatabase(dataDir, async (workshop) => {
    await migrate(workshop.db);
    const result = await work(workshop);
    const limit = await readLimitWords(workshop.db);
    if (limit) process.stderr.write(`${limit}\n`);
    return result;
  });
}
