import { AsyncLocalStorage } from 'node:async_hooks';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../domain/scope.ts';
import { DatabaseUnusable } from './connect-server.ts';
import type { Connection, Database } from './database.ts';
import { takeTurn } from './sql.ts';

/** What asks the database: somebody with a scope, or the program itself, which checks an import or makes the assessment. */
type Asker = Scope | 'program';

const asking = new AsyncLocalStorage<Asker>();

/** Does something on behalf of whoever has a scope; what it leaves running goes on under it. */
export const underScope = <Result>(scope: Scope, work: () => Result): Result => asking.run(scope, work);

/** Does the program's own work, which reads and writes whatever it must. Whoever asks for it has been let through before. */
export const asProgram = <Result>(work: () => Result): Result => asking.run('program', work);

/** Work that is done later, on behalf of whoever asks now. */
export const boundToScope = <Work extends (...given: never[]) => unknown>(work: Work): Work =>
  AsyncLocalStorage.bind(work) as Work;

/** Rows that are read while they are sent, on behalf of whoever asks now: a stream goes on when its reader is ready. */
export function rowsUnderScope<Row>(rows: AsyncIterable<Row> | Iterable<Row>): AsyncIterable<Row> | Iterable<Row> {
  return Symbol.asyncIterator in rows ? readUnder(asking.getStore(), rows) : rows;
}

async function* readUnder<Row>(scope: Asker | undefined, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  const reader = rows[Symbol.asyncIterator]();
  const within = <Result>(work: () => Result): Result => (scope === undefined ? work() : asking.run(scope, work));
  try {
    for (let next = await within(() => reader.next()); !next.done; next = await within(() => reader.next()))
      yield next.value;
  } finally {
    await within(() => reader.return?.());
  }
}

const EVERYTHING = 'yima_guandi_all';
const SCOPED = 'yima_guandi_scoped';

/**
 * The same database for the application: each query runs in a transaction under a role that owns nothing and with the
 * scope of whoever asks. A query that nobody asks for sees no row.
 */
export function rowSecurity(db: Database): Database {
  const transaction: Database['transaction'] = (work, config) => {
    const asker = asking.getStore();
    if (asker === 'program') return db.transaction(work, config);
    return db.transaction(async (within) => {
      await within.execute(settingsOf(asker));
      return work(within);
    }, config);
  };
  const execute = (query: SQL) =>
    asking.getStore() === 'program' ? db.execute(query) : transaction((within) => within.execute(query));
  const pool = new Proxy(db.pool, { get: (target, name) => poolPart(target, name) });
  const parts: Readonly<Record<string | symbol, unknown>> = { execute, transaction, pool };
  return new Proxy(db, { get: (target, name) => parts[name] ?? Reflect.get(target, name, target) });
}

/** A statement that is kept prepared goes to the pool past the query builder; a connection of one's own is the program's alone. */
function poolPart(pool: Database['pool'], name: string | symbol): unknown {
  if (name === 'query' && asking.getStore() !== 'program') return (query: never) => queryUnderScope(pool, query);
  if (name === 'connect' && asking.getStore() !== 'program')
    return async () => {
      throw new Error('A connection of its own sees every row: it is for the program’s own work');
    };
  const part = Reflect.get(pool, name, pool);
  return typeof part === 'function' ? part.bind(pool) : part;
}

async function queryUnderScope(pool: Database['pool'], query: never): Promise<unknown> {
  const client = await pool.connect();
  const [role, ...arrays] = valuesOf(asking.getStore());
  try {
    await client.query('BEGIN READ ONLY');
    await client.query(SETTINGS, [role, ...arrays]);
    const result = await client.query(query);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // A connection that is lost has rolled back; the pool lets go of it.
    throw error;
  } finally {
    client.release();
  }
}

const SETTINGS = `
  SELECT set_config('role', $1, TRUE), set_config('yima.jurisdictions', $2, TRUE), set_config('yima.parted', $3, TRUE),
    set_config('yima.towns', $4, TRUE)`;

function settingsOf(asker: Scope | undefined): SQL {
  const [role, jurisdictions, parted, towns] = valuesOf(asker);
  return sql`
    SELECT set_config('role', ${role}, TRUE), set_config('yima.jurisdictions', ${jurisdictions}, TRUE),
      set_config('yima.parted', ${parted}, TRUE), set_config('yima.towns', ${towns}, TRUE)`;
}

function valuesOf(asker: Asker | undefined): readonly [string, string, string, string] {
  if (asker === undefined || asker === 'program') return [SCOPED, '{}', '{}', '{}'];
  const { jurisdictionIds, inTowns = [] } = asker;
  if (jurisdictionIds === 'all' && inTowns.length === 0) return [EVERYTHING, '{}', '{}', '{}'];
  return [
    SCOPED,
    arrayText(jurisdictionIds === 'all' ? [] : jurisdictionIds),
    arrayText(inTowns.map(({ jurisdictionId }) => jurisdictionId)),
    arrayText(inTowns.flatMap(({ townIds }) => townIds)),
  ];
}

const arrayText = (ids: readonly number[]): string => `{${ids.join(',')}}`;

/** What only the program reads and writes: people and their sessions, and rows on their way in. */
const PROGRAMS_OWN = [
  'migrations',
  'users',
  'user_scopes',
  'sessions',
  'sign_in_links',
  'sign_in_failures',
  'openid_attempts',
  'import_staging',
  'constraint_staging',
  'audit_entries',
];
/** What people write by the application; all else they only read. */
const WRITTEN = [
  'saved_what_ifs',
  'scenarios',
  'scenario_versions',
  'scenario_measures',
  'scenario_parcels',
  'scenario_holds',
  'offset_entries',
];

/**
 * Makes the roles of the application where they are not there, and gives them what they may. Errors: DatabaseUnusable where
 * the owner may neither make nor take them.
 */
export async function prepareRoles(db: Database): Promise<void> {
  try {
    await db.transaction(async (within) => {
      await takeTurn(within, EVERYTHING);
      await makeRoles(within);
      await grantRights(within);
    });
  } catch (error) {
    if (!(error instanceof Error && isNotPermitted(error.cause))) throw error;
    throw new DatabaseUnusable(
      `The user of DATABASE_URL may not make the roles under which people’s queries run, or may not take them. Have the administrator of the database run: CREATE ROLE ${EVERYTHING}; CREATE ROLE ${SCOPED}; GRANT ${EVERYTHING}, ${SCOPED} TO the user of DATABASE_URL.`,
    );
  }
}

/** SQLSTATE of what a role has no right to */
const NOT_PERMITTED = '42501';
const isNotPermitted = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === NOT_PERMITTED;

async function makeRoles(db: Connection): Promise<void> {
  await db.execute(sql`
    DO $$
    DECLARE
      made text;
    BEGIN
      FOREACH made IN ARRAY ARRAY['yima_guandi_all', 'yima_guandi_scoped'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = made) THEN
          EXECUTE format('CREATE ROLE %I NOLOGIN', made);
        END IF;
        -- From PostgreSQL 16 on, to have made a role is not to be allowed to take it.
        BEGIN
          EXECUTE format('SET LOCAL ROLE %I', made);
          EXECUTE 'RESET ROLE';
        EXCEPTION WHEN insufficient_privilege THEN
          EXECUTE format('GRANT %I TO CURRENT_USER', made);
        END;
      END LOOP;
      -- The box of a shape tells nothing that is not in the row: without this a tile would read all of a jurisdiction.
      IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        ALTER FUNCTION geometry_overlaps(geometry, geometry) LEAKPROOF;
      END IF;
    END $$`);
}

async function grantRights(db: Connection): Promise<void> {
  const both = sql`yima_guandi_all, yima_guandi_scoped`;
  const own = sql.join(
    PROGRAMS_OWN.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const written = sql.join(
    WRITTEN.map((name) => sql.identifier(name)),
    sql`, `,
  );
  await db.execute(sql`GRANT USAGE ON SCHEMA public TO ${both}`);
  await db.execute(sql`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${both}`);
  await db.execute(sql`REVOKE ALL ON ${own} FROM ${both}`);
  await db.execute(sql`GRANT INSERT, UPDATE, DELETE ON ${written} TO ${both}`);
  await db.execute(sql`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${both}`);
  // Entries are added in the transaction that does what they tell of; the chain is made by a trigger, and nobody brings its own.
  await db.execute(
    sql`GRANT INSERT (at, user_id, actor, kind, jurisdiction_id, subject, details) ON audit_entries TO ${both}`,
  );
  await db.execute(sql`GRANT SELECT (id) ON audit_entries TO ${both}`);
  await db.execute(sql`GRANT SELECT ON audit_entries TO yima_guandi_all`);
  await db.execute(sql`
    DO $$
    DECLARE
      seen text;
    BEGIN
      FOR seen IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity LOOP
        IF NOT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public' AND tablename = seen AND policyname = 'everything') THEN
          EXECUTE format('CREATE POLICY everything ON %I TO yima_guandi_all USING (TRUE)', seen);
        END IF;
      END LOOP;
    END $$`);
}
