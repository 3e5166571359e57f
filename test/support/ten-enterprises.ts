import { sql } from 'drizzle-orm';
import type { EvaluationMethod } from '../../server/src/contract/evaluation-method.ts';
import type { Database } from '../../server/src/db/database.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from './app.ts';
import { assessAll } from './assess-all.ts';
import { emptyTables, testDatabase } from './database.ts';
import { lines } from './lines.ts';
import { named } from './methods.ts';
import { plantEnterprises, plantIndicators, plantJurisdictions, plantOccupancies, plantParcels } from './plant.ts';

/** The tier in which the ten stand. */
export const BELOW = { jurisdiction: 'zhuji', year: 2024, tier: 'below-scale' } as const;

/** Enterprise n of 1 to 10 stands on 9 mu of its own and paid this in each year. */
const TAXES: Readonly<Record<number, readonly (number | null)[]>> = {
  2023: [90, 81, 72, 63, 54, 45, 36, 27, 18, null],
  2024: [90, 9, 72, 63, 54, 45, 36, 27, null, 18],
};

/** Their classes of 2024 by `definition`. Of 9 rated through A 1.8 -> 2, B 7.2 -> 7, C 8.55 -> 9. */
export const BY_TAX_2024 = [
  '1 A 1 100.0000',
  '2 C 9 10.0000',
  '3 A 2 80.0000',
  '4 B 3 70.0000',
  '5 B 4 60.0000',
  '6 B 5 50.0000',
  '7 B 6 40.0000',
  '8 B 7 30.0000',
  '9 - missing 0.0000',
  '10 C 8 20.0000',
  '11 - no-land 0.0000',
];

/** Tax per mu against 10: the score is ten times the tax per mu. */
export const definition = (changes: Partial<EvaluationMethod> = {}): EvaluationMethod => ({
  ...named('亩均税收', 'test'),
  ...changes,
});

/** How replies describe the version that `publish` makes first. */
export const VERSION_2 = {
  version: 2,
  origin: 'published',
  publishedAt: '2026-06-30T04:00:00Z',
  note: '试点',
} as const;

type Reply = { readonly status: number; readonly body: ReturnType<typeof JSON.parse> };

export type TenEnterprises = {
  readonly db: Database;
  /** Plants and assesses them in empty tables, for an application that remembers nothing. */
  readonly plant: () => Promise<void>;
  readonly ask: (url: string) => Promise<Reply>;
  readonly post: (path: string, payload: object) => Promise<Reply>;
  /** Publishes `definition` with changes for the tier, the note and year of which may be others. */
  readonly publish: (changes?: Partial<EvaluationMethod>, of?: object) => Promise<Reply>;
  /** Class, rank and score of each enterprise in a year. */
  readonly classes: (year: number) => Promise<string[]>;
};

/** Ten enterprises of Zhuji on land of their own, one without land, and one of neither tier; what a file asks of the application about them. */
export async function tenEnterprises(): Promise<TenEnterprises> {
  const db = await testDatabase();
  let app: App;
  const post = async (path: string, payload: object) => {
    const reply = await app.inject({ method: 'POST', url: `/api/evaluation/${path}`, payload });
    return { status: reply.statusCode, body: reply.json() };
  };
  return {
    db,
    plant: async () => {
      await emptyTables(db);
      // Revisions begin at 1 again, and what an application holds in memory goes by them.
      app = await testApp({ db });
      await plantTen(db);
      await assessAll(db);
    },
    ask: async (url) => {
      const reply = await app.inject(url);
      return { status: reply.statusCode, body: reply.json() };
    },
    post,
    publish: (changes, of = {}) => post('methods', { ...BELOW, definition: definition(changes), note: '试点', ...of }),
    classes: (year) =>
      lines(
        db,
        sql`SELECT enterprise_id || ' ' || COALESCE(class, '-') || ' ' || COALESCE(rank::text, unrated_because) || ' ' || round(COALESCE(score, 0)::numeric, 4) AS line
          FROM evaluations WHERE year = ${year} ORDER BY enterprise_id`,
      ),
  };
}

async function plantTen(db: Database): Promise<void> {
  await plantJurisdictions(db, ['zhuji', 'jindong']);
  const ids = Array.from({ length: 10 }, (_, index) => index + 1);
  await plantParcels(
    db,
    ids.map((id) => ({ id, jurisdictionId: 1, areaM2: 6000 })),
  );
  await plantEnterprises(db, [
    ...ids.map((id) => ({ id, jurisdictionId: 1, industryCode: id <= 5 ? '3411' : '17' })),
    { id: 11, jurisdictionId: 1 },
    { id: 12, jurisdictionId: 1, isAboveScale: null },
  ]);
  await plantOccupancies(
    db,
    ids.map((id) => ({ enterpriseId: id, parcelId: id, kind: 'owned' as const })),
  );
  const ofTen = Object.entries(TAXES).flatMap(([year, taxes]) =>
    taxes.map((tax10kYuan, index) => ({ enterpriseId: index + 1, year: Number(year), tax10kYuan, energyTce: 9 })),
  );
  const ofTwo = [11, 12].map((enterpriseId) => ({ enterpriseId, year: 2024, tax10kYuan: 100, energyTce: 1 }));
  await plantIndicators(db, [...ofTen, ...ofTwo]);
}
