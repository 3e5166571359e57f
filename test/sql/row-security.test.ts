import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prepareRoles, rowSecurity, rowsUnderScope, underScope } from '../../server/src/db/row-security.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import type { Scope } from '../../server/src/domain/scope.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

/** Tables without rows of anybody's: revisions, and what the application's roles may not read at all. */
const UNSCOPED = [
  'audit_entries',
  'constraint_staging',
  'dataset_revisions',
  'import_staging',
  'migrations',
  'openid_attempts',
  'sessions',
  'sign_in_failures',
  'sign_in_links',
  'spatial_ref_sys',
  'user_scopes',
  'users',
];
const ALL: Scope = { jurisdictionIds: 'all' };
const ELSEWHERE: Scope = { jurisdictionIds: [2] };
const TOWN: Scope = { jurisdictionIds: [1], inTowns: [{ jurisdictionId: 1, townIds: [1] }] };

const owner = await testDatabase();
const db = rowSecurity(owner);
beforeAll(async () => {
  await plantSixParcels(owner);
  await owner.execute(sql`
    INSERT INTO enterprises (id, jurisdiction_id, credit_code, name) VALUES (2, 1, '91330681MA00000002', '丁电子有限公司')`);
  await owner.execute(sql`
    INSERT INTO occupancies (enterprise_id, parcel_id, kind, from_year) VALUES (2, 4, 'owned', 2020)`);
  await owner.execute(sql`INSERT INTO indicators (enterprise_id, year, tax_10k_yuan) VALUES (2, ${YEAR}, 370.2)`);
  await prepareRoles(owner);
});

const Count = z.object({ name: z.string(), rows: z.int() });
/** Rows of each table that has some for its owner, as somebody sees them who asks for everything. */
async function counts(scope: Scope | null): Promise<Record<string, number>> {
  const names = ['jurisdictions', 'towns', 'parcels', 'parcel_years', 'map_parcels', 'parcel_codes', 'occupancies'];
  const all = [...names, 'enterprises', 'indicators', 'findings'].map(
    (name) => sql`SELECT ${name} AS name, count(*)::int AS rows FROM ${sql.identifier(name)}`,
  );
  const ask = () => selectRows(db, Count, sql.join(all, sql` UNION ALL `));
  const rows = scope === null ? await ask() : await underScope(scope, ask);
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}
const NOTHING = {
  ...{ jurisdictions: 0, towns: 0, parcels: 0, parcel_years: 0, map_parcels: 0, parcel_codes: 0 },
  ...{ occupancies: 0, enterprises: 0, indicators: 0, findings: 0 },
};

describe('rows by scope', () => {
  it('are kept for every table but those that are nobody’s', async () => {
    const open = await selectRows(
      owner,
      z.object({ name: z.string() }),
      sql`
      SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relrowsecurity ORDER BY relname`,
    );
    expect(open.map(({ name }) => name)).toEqual(UNSCOPED);
  });

  it('are none for a query that forgets its scope, and for a scope of nothing', async () => {
    expect(await counts(null)).toEqual(NOTHING);
    expect(await counts({ jurisdictionIds: [] })).toEqual(NOTHING);
  });

  it('are those of the jurisdictions, and where only a town is seen, of its land and of whoever stands on it', async () => {
    expect(await counts(ALL)).toEqual({
      ...{ jurisdictions: 2, towns: 2, parcels: 6, parcel_years: 6, map_parcels: 6, parcel_codes: 12 },
      ...{ occupancies: 3, enterprises: 2, indicators: 2, findings: 1 },
    });
    expect(await counts(ELSEWHERE)).toEqual({ ...NOTHING, jurisdictions: 1 });
    expect(await counts(TOWN)).toEqual({
      ...{ jurisdictions: 1, towns: 2, parcels: 3, parcel_years: 3, map_parcels: 3, parcel_codes: 6 },
      ...{ occupancies: 2, enterprises: 1, indicators: 1, findings: 1 },
    });
  });

  it('stay the same where they are read while they are sent', async () => {
    async function* pages() {
      for (let after = 0; after < 6; after += 2)
        yield (await db.execute(sql`SELECT id FROM parcels WHERE id > ${after} ORDER BY id LIMIT 2`)).rows.length;
    }
    const rows = underScope(TOWN, () => rowsUnderScope(pages()));
    const seen: number[] = [];
    for await (const page of rows) seen.push(page);
    expect(seen).toEqual([2, 1, 1]);
  });

  it('hold for statements that go past the query builder, several at once', async () => {
    const ask = async () =>
      (await db.pool.query({ text: 'SELECT count(*)::int AS rows FROM map_parcels', values: [] })).rows[0].rows;
    const seen = [ask(), underScope(TOWN, ask), underScope(ALL, ask), underScope(TOWN, ask)];
    expect(await Promise.all(seen)).toEqual([0, 3, 6, 3]);
    await expect(underScope(ALL, () => db.pool.connect())).rejects.toThrow('sees every row');
  });

  it('are written within the scope alone, and nothing of the record, the people and the facts is', async () => {
    const write = (scope: Scope, query: ReturnType<typeof sql>) => underScope(scope, () => db.execute(query));
    const whatIf = (jurisdictionId: number) =>
      sql`INSERT INTO saved_what_ifs (jurisdiction_id, name, tried, created_at) VALUES (${jurisdictionId}, 'x', '{}', now())`;
    await write(TOWN, whatIf(1));
    const refusals = [
      [ELSEWHERE, whatIf(1), /row-level security/],
      [ALL, sql`UPDATE parcels SET name = 'x'`, /permission denied/],
      [ALL, sql`SELECT * FROM users`, /permission denied/],
      [ALL, sql`DELETE FROM audit_entries`, /permission denied/],
      [ALL, sql`UPDATE audit_entries SET actor = 'x'`, /permission denied/],
      [TOWN, sql`SELECT details FROM audit_entries`, /permission denied/],
      [ALL, sql`ALTER TABLE parcels DISABLE ROW LEVEL SECURITY`, /must be owner/],
      [TOWN, sql`DROP POLICY scope ON parcels`, /must be owner/],
    ] as const;
    for (const [scope, query, words] of refusals)
      await expect(write(scope, query)).rejects.toMatchObject({ cause: { message: expect.stringMatching(words) } });
  });
});
