import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ProgrammeRule } from '../../server/src/contract/programme.ts';
import type { Database } from '../../server/src/db/database.ts';
import { readColumns } from '../../server/src/db/read-columns.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { FILTER_PROPERTIES, type Filter } from '../../server/src/domain/filter.ts';
import { evaluateFilter } from '../../server/src/domain/filter-columns.ts';
import { FINDING_KINDS, type FindingKind } from '../../server/src/domain/finding.ts';
import type { ParcelColumns } from '../../server/src/domain/parcel-columns.ts';
import { propertiesOf, rulePredicate } from '../../server/src/domain/rule.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { seedDemonstration } from '../../server/src/features/demo/seed-demonstration.ts';
import { readProgrammeFiles } from '../../server/src/features/programmes/programme-files.ts';
import { assessAll } from '../support/assess-all.ts';
import { testDatabase } from '../support/database.ts';
import { anyRule } from '../support/random-filters.ts';
import { samples } from '../support/samples.ts';

/** A rule at the value in force says over columns what the assessment found in SQL: a what-if begins where the findings stand. */
const YEAR = 2025;
/** Kinds that only rules of programmes find. */
const RANDOM_KINDS: readonly FindingKind[] = ['upgrade-band', 'low-far', 'survey-scope', 'supplied-land-agreement'];
const RANDOM_RULES = 40;

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await seedDemonstration({ db }, { parcels: 250, seed: 3, firstYear: YEAR }, () => undefined);
  await storeRandomProgramme();
  await assessAll(db);
});

const asksJudged = (filter: Filter) =>
  propertiesOf(filter).every((property) => property !== 'findings' && property !== 'pending');

/** Rules drawn at random, in force in the first jurisdiction beside those of its own programme. */
async function storeRandomProgramme(): Promise<void> {
  const [pattern] = await readProgrammeFiles();
  const drawn = samples(
    anyRule.filter((rule) => rule.when === undefined || asksJudged(rule.when)),
    RANDOM_RULES,
  );
  const rules = drawn.map(({ scope, ...rule }, index) =>
    ProgrammeRule.parse({
      ...rule,
      scope: { ...scope, party: 'land-user' },
      id: `random-${index}`,
      finding: RANDOM_KINDS[index % RANDOM_KINDS.length],
      ...('indicator' in rule ? { unit: 'ratio' } : {}),
      wording: '',
      clause: { document: 'd', number: '1', paraphrase: 'p' },
    }),
  );
  const definition = { ...pattern, id: 'random', jurisdiction: 'zhuji', rules, ownRules: [] };
  await db.execute(sql`
    INSERT INTO programmes (id, jurisdiction_id, version, definition)
    VALUES ('random', (SELECT min(id) FROM jurisdictions), 1, ${JSON.stringify(definition)}::jsonb)`);
}

const InForce = z.object({
  jurisdictionId: z.int(),
  code: z.string(),
  rules: z.array(z.array(ProgrammeRule)),
});

/** Each jurisdiction with the rules of its programmes. */
const jurisdictions = () =>
  selectRows(
    db,
    InForce,
    sql`
    SELECT j.id AS "jurisdictionId", j.code, jsonb_agg(m.definition->'rules') AS rules
    FROM jurisdictions j JOIN programmes m ON m.jurisdiction_id = j.id
    GROUP BY j.id ORDER BY j.id`,
  );

const landOf = (jurisdictionId: number, code: string) =>
  readColumns(db, OPEN_ACTOR.scope, { jurisdiction: { id: jurisdictionId, code }, year: YEAR, revision: 1 });

const areHeld = (filter: Filter<string>): filter is Filter =>
  propertiesOf(filter).every((property) => Object.hasOwn(FILTER_PROPERTIES, property));

/** The filter of a rule; null where it asks what columns do not hold. */
function predicateOf(rule: ProgrammeRule): Filter | null {
  if ('whenEnterprise' in rule || 'projectsOfYears' in rule) return null;
  const filter = rulePredicate<string>(rule);
  return areHeld(filter) ? filter : null;
}

const idsWhere = (land: ParcelColumns, truths: Uint8Array, truth: number) =>
  [...truths].flatMap((each, row) => (each === truth ? [land.columns.id[row]] : []));

describe('rules in force', () => {
  it('meet over columns the parcels that they found', async () => {
    const Found = z.object({ id: z.int(), rule: z.string() });
    const found = await selectRows(
      db,
      Found,
      sql`SELECT parcel_id AS id, rule_id AS rule FROM findings WHERE year = ${YEAR} ORDER BY parcel_id`,
    );
    const told: string[] = [];
    for (const { jurisdictionId, code, rules } of await jurisdictions()) {
      const land = await landOf(jurisdictionId, code);
      for (const rule of rules.flat()) {
        const predicate = predicateOf(rule);
        if (predicate === null) continue;
        const met = idsWhere(land, evaluateFilter(predicate, land), 1);
        expect({ rule: rule.id, met }).toEqual({
          rule: rule.id,
          met: found.flatMap((each) => (each.rule === rule.id ? [each.id] : [])),
        });
        if (met.length > 0 && met.length < land.rows) told.push(rule.id);
      }
    }
    expect(told.filter((id) => id.startsWith('random')).length).toBeGreaterThan(5);
    expect(told.filter((id) => id.endsWith('low-efficiency')).length).toBeGreaterThan(1);
  });

  it('leave open over columns the parcels that the assessment left open', async () => {
    const opened = new Set<FindingKind>();
    for (const { jurisdictionId, code, rules } of await jurisdictions()) {
      const land = await landOf(jurisdictionId, code);
      for (const kind of [...RANDOM_KINDS, 'low-efficiency', 'two-high'] as const) {
        const predicates = rules.flat().flatMap((rule) => (rule.finding === kind ? [predicateOf(rule)] : []));
        const known = predicates.filter((predicate) => predicate !== null);
        if (known.length === 0 || known.length < predicates.length) continue;
        const open = idsWhere(land, evaluateFilter({ op: 'or', args: known }, land), 2);
        const bit = 1 << FINDING_KINDS.indexOf(kind);
        const told = land.columns.unknown.map((bits) => +((bits & bit) !== 0));
        expect({ code, kind, open }).toEqual({ code, kind, open: idsWhere(land, Uint8Array.from(told), 1) });
        if (open.length > 0) opened.add(kind);
      }
    }
    expect([...opened].sort()).toEqual(expect.arrayContaining(['low-efficiency', 'two-high']));
  });
});
