import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { selectRow } from '../../server/src/db/sql.ts';
import { BENCH_YEAR, type Bench, benchApp, median, timed } from './bench.ts';
import type { Figure } from './print-figures.ts';

const TIMES = 20;
/** A slow read is not asked for again once this is over, so that a large database is measured in minutes too. */
const ENOUGH_MS = 3000;

/** The median time of the reads that panels make, for the jurisdiction with the most parcels. */
export async function measureReads(bench: Bench): Promise<Figure[]> {
  const largest = await selectRow(
    bench.db,
    z.object({ code: z.string(), parcels: z.int(), parcelCode: z.string() }),
    sql`
    SELECT j.code, count(*)::int AS parcels, min(p.code) AS "parcelCode"
    FROM parcels p JOIN jurisdictions j ON j.id = p.jurisdiction_id GROUP BY j.code ORDER BY parcels DESC, j.code LIMIT 1`,
  );
  if (!largest) return [];
  const here = `jurisdiction=${largest.code}&year=${BENCH_YEAR}`;
  const reads = {
    'tally by town': `/api/tally?${here}&by=town`,
    'tally by class': `/api/tally?${here}&by=class`,
    'page of 100 parcels by area': `/api/parcels?${here}&order=area`,
    dossier: `/api/parcels/${largest.parcelCode}`,
    'search by a part of the code': `/api/search?q=${largest.parcelCode.slice(3, 9)}`,
  };
  const app = await benchApp(bench, { keepsTiles: true });
  const figures: Figure[] = [];
  for (const [work, url] of Object.entries(reads)) {
    const times: number[] = [];
    const start = performance.now();
    while (times.length < TIMES && (times.length < 2 || performance.now() - start < ENOUGH_MS)) {
      const { ms, result } = await timed(async () => app.inject({ url }));
      if (result.statusCode !== 200) throw new Error(`${url} answered ${result.statusCode}: ${result.body}`);
      times.push(ms);
    }
    figures.push({
      work,
      ours: median(times),
      unit: 'ms',
      note: `${largest.parcels} parcels in the jurisdiction, median of ${times.length}`,
    });
  }
  await app.close();
  return figures;
}
