import { sql } from 'drizzle-orm';
import { connectEmbedded } from '../../server/src/db/connect-embedded.ts';

/** Writes numbers one after another and says each once it is acknowledged, until somebody kills the process. */
const db = await connectEmbedded({ dataDir: process.argv[2] ?? '' });
await db.execute(sql`CREATE TABLE IF NOT EXISTS numbers (n integer PRIMARY KEY)`);
process.stdout.write('opened\n');
for (let n = 1; ; n += 1) {
  await db.execute(sql`INSERT INTO numbers (n) VALUES (${n})`);
  process.stdout.write(`acknowledged ${n}\n`);
}
