import { buildApp } from '../../server/src/app.ts';
import type { Database } from '../../server/src/db/database.ts';
import type { App } from '../../server/src/http/services.ts';

/** What every measurement is given. */
export type Bench = {
  readonly db: Database;
  readonly url: string;
  /** For files of this run */
  readonly folder: string;
  readonly parcels: number;
  readonly seconds: number;
  readonly connections: number;
};

/** The one year that is filled: enough to draw, list and add up. */
export const BENCH_YEAR = 2025;

/** The application as in production. With `keepsTiles` false its store has no room, so that every tile is made anew. */
export function benchApp({ db, folder }: Bench, { keepsTiles }: { keepsTiles: boolean }): Promise<App> {
  const services = { db, clock: () => new Date(), dataDir: folder, access: 'loopback' as const };
  return buildApp(keepsTiles ? services : { ...services, tileStoreBytes: 1 });
}

/** Serves an application on a free loopback port while `use` runs. */
export async function serving<Result>(
  app: Pick<App, 'listen' | 'close'>,
  use: (origin: string) => Promise<Result>,
): Promise<Result> {
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  try {
    return await use(origin);
  } finally {
    await app.close();
  }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const ROUNDS = 3;

/** Measures several rates in turn, round after round, and answers the median of each: a busy minute then meets all alike. */
export async function inTurns(measures: readonly (() => Promise<number>)[]): Promise<number[]> {
  const rates: number[][] = measures.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, measure] of measures.entries()) rates[index]?.push(await measure());
  }
  return rates.map(median);
}

/** Milliseconds that some work takes. */
export async function timed<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly ms: number; readonly result: Result }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}
