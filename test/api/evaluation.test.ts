import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { EvaluationMethod } from '../../server/src/contract/evaluation-method.ts';
import type { Database } from '../../server/src/db/database.ts';
import { selectRows } from '../../server/src/db/sql.ts';
import { OPEN_ACTOR } from '../../server/src/domain/scope.ts';
import { assess } from '../../server/src/features/assessment/assess.ts';
import { closeYear } from '../../server/src/features/assessment/close-year.ts';
import type { App } from '../../server/src/http/services.ts';
import { TEST_NOW, testApp } from '../support/app.ts';
import { emptyTables, testDatabase } from '../support/database.ts';
import { taxMethod } from '../support/methods.ts';
import {
  plantEnterprises,
  plantIndicators,
  plantJurisdictions,
  plantOccupancies,
  plantParcels,
} from '../support/plant.ts';

const BELOW = { jurisdiction: 'zhuji', year: 2024, tier: 'below-scale' } as const;
/** Enterprise n of 1 to 10 stands on 9 mu of its own and paid this in each year. */
const TAXES: Readonly<Record<number, readonly (number | null)[]>> = {
  2023: [90, 81, 72, 63, 54, 45, 36, 27, 18, null],
  2024: [90, 9, 72, 63, 54, 45, 36, 27, null, 18],
};
let db: Database;
let app: App;
beforeAll(async () => {
  db = await testDatabase();
});
/** Ten enterprises on land of their own, one without land, and one of neither tier; assessed as revision 1. */
async function plant(): Promise<void> {
  await emptyTables(db);
  // Revisions begin at 1 again, and what an application holds in memory goes by them.
  app = await testApp({ db });
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
  await plantIndicators(
    db,
    Object.entries(TAXES).flatMap(([year, taxes]) =>
      taxes.map((tax10kYuan, index) => ({ enterpriseId: index + 1, year: Number(year), tax10kYuan, energyTce: 9 })),
    ),
  );
  await plantIndicators(
    db,
    [11, 12].map((enterpriseId) => ({ enterpriseId, year: 2024, tax10kYuan: 100, energyTce: 1 })),
  );
  await assess(
    { db, clock: () => TEST_NOW },
    { jurisdictionIds: 'all', reason: 'test', batchId: null },
    () => undefined,
  );
}

/** Tax per mu against 10: the score is ten times the tax per mu. */
const definition = (changes: Partial<EvaluationMethod> = {}): EvaluationMethod => ({
  name: '亩均税收',
  note: 'test',
  ...(taxMethod() as Omit<EvaluationMethod, 'name' | 'note'>),
  ...changes,
});
const ask = async (url: string) => {
  const reply = await app.inject(url);
  return { status: reply.statusCode, body: reply.json() };
};
const post = async (path: string, payload: object) => {
  const reply = await app.inject({ method: 'POST', url: `/api/evaluation/${path}`, payload });
  return { status: reply.statusCode, body: reply.json() };
};
const publish = (changes: Partial<EvaluationMethod> = {}, of: object = {}) =>
  post('methods', { ...BELOW, definition: definition(changes), note: '试点', ...of });
const classes = async (year: number) =>
  (
    await selectRows(
      db,
      z.object({ line: z.string() }),
      sql`SELECT enterprise_id || ' ' || COALESCE(class, '-') || ' ' || COALESCE(rank::text, unrated_because) || ' ' || round(COALESCE(score, 0)::numeric, 4) AS line
        FROM evaluations WHERE year = ${year} ORDER BY enterprise_id`,
    )
  ).map(({ line }) => line);
/** Of 9 rated through A 1.8 -> 2, B 7.2 -> 7, C 8.55 -> 9. */
const BY_TAX_2024 = [
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

describe('GET /api/evaluation', () => {
  beforeAll(plant);
  it('answers each tier’s method, its baselines in force, and how it spreads the enterprises', async () => {
    await publish();
    const { status, body } = await ask('/api/evaluation?jurisdiction=zhuji&year=2024');
    expect(status).toBe(200);
    expect(body).toMatchObject({ jurisdiction: 'zhuji', year: 2024, revision: 2, closedAt: null, notInATier: 1 });
    const [above, below] = body.tiers;
    expect(above).toMatchObject({
      tier: 'above-scale',
      method: { version: 1, origin: 'starting', publishedAt: null, note: null },
    });
    expect(below).toEqual({
      tier: 'below-scale',
      method: {
        id: expect.any(Number),
        version: 2,
        origin: 'published',
        publishedAt: '2026-06-30T04:00:00Z',
        note: '试点',
        definition: definition(),
      },
      versions: [
        { version: 2, origin: 'published', publishedAt: '2026-06-30T04:00:00Z', note: '试点' },
        { version: 1, origin: 'starting', publishedAt: null, note: null },
      ],
      baselines: [
        { indicator: 'taxPerMu10kYuan', value: 10, range: null, known: 9, meanPoints: expect.closeTo(460 / 9, 9) },
      ],
      distribution: {
        enterprises: 11,
        rated: 9,
        unrated: [
          { reason: 'missing', name: null, enterprises: 1 },
          { reason: 'no-land', name: null, enterprises: 1 },
        ],
        classes: [
          { class: 'A', enterprises: 2 },
          { class: 'B', enterprises: 5 },
          { class: 'C', enterprises: 2 },
          { class: 'D', enterprises: 0 },
          { class: null, enterprises: 2 },
        ],
        groups: [],
        cuts: [
          { class: 'A', group: null, leastScore: 80 },
          { class: 'B', group: null, leastScore: 30 },
          { class: 'C', group: null, leastScore: 10 },
          { class: 'D', group: null, leastScore: null },
        ],
        histogram: { binWidth: 2, bins: expect.any(Array) },
        vetoed: 0,
      },
    });
    const { bins } = below.distribution.histogram;
    expect([bins.length, bins[0], bins.at(-1)]).toEqual([
      46,
      { from: 10, counts: [0, 0, 1, 0] },
      { from: 100, counts: [1, 0, 0, 0] },
    ]);
  });

  it('refuses a year without data', async () => {
    expect(await ask('/api/evaluation?jurisdiction=zhuji&year=2020')).toMatchObject({
      status: 404,
      body: { type: 'year-without-data' },
    });
  });
});

describe('a preview', () => {
  beforeEach(plant);
  it('gives what publishing would give, and keeps nothing', async () => {
    const before = await classes(2024);
    const method = definition({
      industryGroups: [{ name: '机械', divisions: ['34'] }],
      vetoes: [{ name: '用能', when: { measure: 'tax10kYuan', comparator: '=', value: 63 }, class: 'D' }],
      exemptions: [{ name: '大户', when: { measure: 'tax10kYuan', comparator: '>=', value: 100 } }],
    });
    const preview = await post('preview', { ...BELOW, definition: method });
    expect(preview).toMatchObject({ status: 200, body: { revision: 1 } });
    expect(await classes(2024)).toEqual(before);
    await publish(method);
    const [, below] = (await ask('/api/evaluation?jurisdiction=zhuji&year=2024')).body.tiers;
    expect(preview.body.distribution).toEqual(below.distribution);
    expect(preview.body.baselines).toEqual(below.baselines);
    expect(below.distribution.groups.map(({ name }: { name: string | null }) => name)).toEqual(['机械', null]);
    expect(below.distribution.unrated).toContainEqual({ reason: 'exempt', name: '大户', enterprises: 1 });
    const again = await post('preview', { ...BELOW, definition: method });
    expect(again.body.againstPublished).toMatchObject({ better: 0, worse: 0, other: 0, items: [] });
  });

  it('says who changes class against the published method and against last year, and why', async () => {
    const { body } = await post('preview', { ...BELOW, definition: definition() });
    // Last year: starting method, means 54 / 9 = 6 and 6: every one of nine scores 100 × tax / 54; the tenth was unrated.
    expect(body.againstLastYear).toMatchObject({ better: 2, worse: 1, other: 2 });
    expect(
      body.againstLastYear.items.map(
        (each: { name: string; from: string; to: string }) => `${each.name} ${each.from} ${each.to}`,
      ),
    ).toEqual([
      'Enterprise 2 A C',
      'Enterprise 3 B A',
      'Enterprise 8 C B',
      'Enterprise 10 null C',
      'Enterprise 9 C null',
    ]);
    expect(body.againstLastYear.items[0]).toMatchObject({
      creditCode: 'C2',
      scoreFrom: expect.closeTo(150, 6),
      scoreTo: expect.closeTo(10, 6),
      because: { indicator: 'taxPerEnergy10kYuanPerTce', pointsFrom: expect.closeTo(75, 6), pointsTo: 0 },
      extras: { pointsFrom: 0, pointsTo: 0 },
    });
    expect(body.againstLastYear.matrix).toContainEqual({ from: 'absent', to: 'unrated', enterprises: 1 });
    expect(body.againstPublished).toMatchObject({ better: 0, worse: 0, other: 0 });
  });

  it('tells what a bonus or a deduction did from what the items did', async () => {
    await publish();
    const adjustments = [
      { name: '扶持', when: { measure: 'tax10kYuan', comparator: '=', value: 27 } as const, points: 60 },
    ];
    const { body } = await post('preview', { ...BELOW, definition: definition({ adjustments }) });
    expect(body.againstPublished.items[0]).toEqual({
      creditCode: 'C8',
      name: 'Enterprise 8',
      from: 'B',
      to: 'A',
      scoreFrom: 30,
      scoreTo: 90,
      because: null,
      extras: { pointsFrom: 0, pointsTo: 60 },
    });
  });

  it('takes firms on one holder’s land together as publishing does', async () => {
    await plantOccupancies(db, [
      { enterpriseId: 1, parcelId: 1, kind: 'leased-out', areaM2: 2000 },
      { enterpriseId: 11, parcelId: 1, kind: 'leased-in', areaM2: 2000 },
    ]);
    // Together 190 over 9 mu: both firms and the third are A. Apart 90 over 6 mu and 100 over 3: those two take both places.
    for (const tenants of ['merged-with-holder', 'holder-class'] as const) {
      const changes = { occupancy: { tenants } };
      const preview = await post('preview', { ...BELOW, definition: definition(changes) });
      await publish(changes);
      const [, below] = (await ask('/api/evaluation?jurisdiction=zhuji&year=2024')).body.tiers;
      expect(preview.body.distribution).toEqual(below.distribution);
      expect(below.distribution.classes[0]).toEqual({ class: 'A', enterprises: tenants === 'holder-class' ? 2 : 3 });
    }
  });
});

describe('publishing', () => {
  beforeEach(plant);
  it('stores the next version, evaluates its year and no other, under a new revision', async () => {
    const former = await classes(2023);
    expect(await publish()).toEqual({
      status: 200,
      body: { revision: 2, version: 2, publishedAt: '2026-06-30T04:00:00Z' },
    });
    expect(await classes(2024)).toEqual(BY_TAX_2024);
    expect(await classes(2023)).toEqual(former);
    const kept = await selectRows(
      db,
      z.object({ line: z.string() }),
      sql`SELECT year || ' ' || tier || ' v' || version AS line FROM evaluation_methods WHERE published_at IS NOT NULL`,
    );
    expect(kept.map(({ line }) => line)).toEqual(['2024 below-scale v2']);
    // Parcels show the new classes, and the tiles of the year with them.
    const parcels = await selectRows(
      db,
      z.object({ class: z.string().nullable() }),
      sql`SELECT class FROM parcel_years WHERE year = 2024 ORDER BY parcel_id`,
    );
    expect(parcels.map((row) => row.class ?? '-').join('')).toBe('ACABBBBB-C');
  });

  it('keeps its version through later assessments', async () => {
    await publish();
    await assess(
      { db, clock: () => TEST_NOW },
      { jurisdictionIds: 'all', reason: 'again', batchId: null },
      () => undefined,
    );
    expect(await classes(2024)).toEqual(BY_TAX_2024);
  });

  it('keeps everything as it was when it fails half-way', async () => {
    const before = [await classes(2024), await ask('/api/evaluation?jurisdiction=zhuji&year=2024')];
    await db.execute(sql`ALTER TABLE overview_cells ADD CONSTRAINT nothing CHECK (zoom < 11) NOT VALID`);
    try {
      expect(await publish()).toMatchObject({ status: 500, body: { type: 'internal' } });
    } finally {
      await db.execute(sql`ALTER TABLE overview_cells DROP CONSTRAINT nothing`);
    }
    expect([await classes(2024), await ask('/api/evaluation?jurisdiction=zhuji&year=2024')]).toEqual(before);
  });

  it('makes a version that nothing changes any more', async () => {
    await publish();
    for (const change of [
      sql`UPDATE evaluation_methods SET note = 'else' WHERE version = 2`,
      sql`DELETE FROM evaluation_methods WHERE version = 2`,
    ])
      await expect(db.execute(change)).rejects.toThrow();
  });

  it('gives two at once a version each', async () => {
    const [one, other] = await Promise.all([publish(), publish({ ties: 'worse-class' })]);
    expect([one.body.version, other.body.version].sort()).toEqual([2, 3]);
  });
});

describe('a method that cannot be used', () => {
  beforeAll(plant);
  it('is refused with every fault and its place', async () => {
    const refused = await publish({
      items: [
        { indicator: 'taxPerMu10kYuan', weight: 60, baseline: 0 },
        { indicator: 'rdRatio', weight: 30, baseline: 1 },
      ],
      classes: [
        { name: 'A', throughShare: 0.5 },
        { name: 'B', throughShare: 0.4 },
        { name: 'C', throughShare: 1 },
      ],
    });
    expect(refused).toEqual({
      status: 422,
      body: {
        type: 'method-invalid',
        title: 'The method cannot be used',
        status: 422,
        detail: expect.stringContaining('The weights sum to 90; they must sum to 100.'),
        place: 'definition.items, definition.items[0].baseline, definition.classes[1].throughShare',
        faults: [
          { code: 'weights-sum', place: 'items', message: 'The weights sum to 90; they must sum to 100.' },
          {
            code: 'baseline-not-positive',
            place: 'items[0].baseline',
            message: 'The baseline of taxPerMu10kYuan must be above 0.',
          },
          {
            code: 'class-cut-gap',
            place: 'classes[1].throughShare',
            message: 'Class B ends at 0.4, where the one before already ended at 0.5.',
          },
        ],
      },
    });
    expect(await classes(2024)).not.toEqual(BY_TAX_2024);
  });

  it('is refused where a text holds what no database text can, or a number is none that is meant', async () => {
    const refused = (place: string) => ({ status: 400, body: { type: 'request-invalid', place } });
    expect(await publish({ name: 'a\u0000b' })).toMatchObject(refused('body.definition.name'));
    expect(await publish({}, { note: '\u0000' })).toMatchObject(refused('body.note'));
    const items = [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 1e-300 }] as const;
    expect(await publish({ items: [...items] })).toMatchObject({
      status: 422,
      body: { place: 'definition.items[0].baseline' },
    });
    expect(await publish({ coefficients: [{ name: 'k', when: { mark: 'm' }, factor: 1e300 }] })).toMatchObject({
      status: 422,
      body: { faults: [{ code: 'shape', place: 'coefficients[0].factor' }] },
    });
  });

  it('is refused where parts are missing, misspelt or no method at all', async () => {
    const { items: _, ...withoutItems } = definition();
    expect(await post('preview', { ...BELOW, definition: { ...withoutItems, itms: [] } })).toMatchObject({
      status: 422,
      body: {
        type: 'method-invalid',
        faults: expect.arrayContaining([expect.objectContaining({ code: 'shape', place: 'items' })]),
      },
    });
    expect(await post('preview', { ...BELOW, definition: 'x' })).toMatchObject({
      status: 400,
      body: { type: 'request-invalid' },
    });
    expect(await post('methods', { ...BELOW, definition: definition() })).toMatchObject({
      status: 400,
      body: { place: 'body.note' },
    });
  });

  it.each([
    ['a jurisdiction that is not there', { jurisdiction: 'nowhere' }, 404, 'jurisdiction-not-found'],
    ['a year without data', { year: 2020 }, 404, 'year-without-data'],
    ['another tier', { tier: 'middle' }, 400, 'request-invalid'],
  ])('is refused for %s', async (_, of, status, type) => {
    expect(await publish({}, of)).toMatchObject({ status, body: { type } });
    expect(await post('preview', { ...BELOW, definition: definition(), ...of })).toMatchObject({
      status,
      body: { type },
    });
  });
});

describe('a closed year', () => {
  beforeEach(async () => {
    await plant();
    await closeYear({ db, clock: () => TEST_NOW }, OPEN_ACTOR, { jurisdiction: 'zhuji', year: 2024 });
  });

  it('takes no method, stays previewable, and leaves other years open', async () => {
    const before = await classes(2024);
    expect(await publish()).toMatchObject({ status: 409, body: { type: 'year-closed', place: 'year' } });
    expect(await classes(2024)).toEqual(before);
    expect(await post('preview', { ...BELOW, definition: definition() })).toMatchObject({ status: 200 });
    expect(await publish({}, { year: 2023 })).toMatchObject({ status: 200 });
    expect((await ask('/api/evaluation?jurisdiction=zhuji&year=2024')).body.closedAt).toBe('2026-06-30T04:00:00Z');
  });

  it('keeps its classes, whatever becomes known of it later', async () => {
    const before = [await classes(2023), await classes(2024)];
    await db.execute(sql`UPDATE indicators SET tax_10k_yuan = 1000 - tax_10k_yuan`);
    const again = { jurisdictionIds: 'all', reason: 'again', batchId: null } as const;
    await assess({ db, clock: () => TEST_NOW }, again, () => undefined);
    expect(await classes(2024)).toEqual(before[1]);
    expect(await classes(2023)).not.toEqual(before[0]);
  });

  it('stays closed since the day it was, and keeps an older starting method', async () => {
    const later = new Date('2027-01-01T00:00:00Z');
    expect(await closeYear({ db, clock: () => later }, OPEN_ACTOR, { jurisdiction: 'zhuji', year: 2024 })).toEqual({
      closedAt: '2026-06-30T04:00:00Z',
    });
    await db.execute(sql`UPDATE evaluation_methods SET version = 0, starting_version = 0`);
    await assess(
      { db, clock: () => TEST_NOW },
      { jurisdictionIds: [1], reason: 'again', batchId: null },
      () => undefined,
    );
    const used = await selectRows(
      db,
      z.object({ line: z.string() }),
      sql`SELECT DISTINCT v.year || ' v' || m.version AS line FROM evaluations v JOIN evaluation_methods m ON m.id = v.method_id ORDER BY 1`,
    );
    expect(used.map(({ line }) => line)).toEqual(['2023 v1', '2024 v0']);
  });
});

describe('the ranking', () => {
  beforeAll(async () => {
    await plant();
    await publish();
  });
  const list = async (rest = '') =>
    (await ask(`/api/evaluation/enterprises?jurisdiction=zhuji&year=2024&tier=below-scale${rest}`)).body;
  const names = ({ items }: { items: { name: string; class: string | null }[] }) =>
    items.map((each) => `${each.name.slice(11)}${each.class ?? '-'}`).join(' ');

  it('lists by falling score, the unrated last, page by page', async () => {
    const whole = await list();
    expect(names(whole)).toBe('1A 3A 4B 5B 6B 7B 8B 10C 2C 9- 11-');
    expect(whole.items[0]).toEqual({
      creditCode: 'C1',
      name: 'Enterprise 1',
      industryCode: '3411',
      rank: 1,
      group: null,
      score: 100,
      class: 'A',
      usedMuHundredths: 900,
    });
    expect(whole.items.at(-1)).toMatchObject({ rank: null, score: null, usedMuHundredths: null });
    const pages: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: { name: string; class: string | null }[]; next: string | null } = await list(
        `&limit=4${next === '' ? '' : `&after=${next}`}`,
      );
      pages.push(names(page));
      next = page.next;
    }
    expect(pages).toEqual(['1A 3A 4B 5B', '6B 7B 8B 10C', '2C 9- 11-']);
  });

  it('filters by class and by a part of the name or credit code', async () => {
    expect(names(await list('&class=A'))).toBe('1A 3A');
    expect(names(await list('&class=unrated'))).toBe('9- 11-');
    expect(names(await list('&q=C1'))).toBe('1A 10C 11-');
    expect(names(await list('&q=%25'))).toBe('');
    expect(await list('&after=x')).toMatchObject({ type: 'request-invalid', place: 'querystring.after' });
  });
});

describe('an explanation', () => {
  beforeEach(plant);
  const explain = (code: string, year = 2024) => ask(`/api/evaluation/enterprises/${code}?year=${year}`);

  it('says value, baseline, weight, points and rank of each item, and what would lift the class', async () => {
    await publish();
    expect((await explain('C4')).body).toEqual({
      revision: 2,
      jurisdiction: 'zhuji',
      year: 2024,
      creditCode: 'C4',
      name: 'Enterprise 4',
      industryCode: '3411',
      tier: 'below-scale',
      method: {
        id: expect.any(Number),
        version: 2,
        origin: 'published',
        publishedAt: '2026-06-30T04:00:00Z',
        note: '试点',
        name: '亩均税收',
      },
      facts: {
        usedLandMu: 9,
        tax10kYuan: 63,
        addedValue10kYuan: null,
        energyTce: 9,
        emissionsT: null,
        employees: null,
        revenue10kYuan: null,
        rd10kYuan: null,
        registeredYears: null,
        buildingYears: null,
        tenants: 0,
        belowScaleTenants: 0,
      },
      marks: [],
      items: [
        {
          indicator: 'taxPerMu10kYuan',
          value: 7,
          baseline: 10,
          range: null,
          weight: 100,
          points: 70,
          bound: null,
          rank: 3,
          peers: 9,
          reachesNextClassAt: 8,
        },
      ],
      itemsSum: 70,
      coefficients: [],
      adjustments: [],
      undecided: [],
      score: 70,
      group: null,
      rank: 3,
      of: 9,
      classByRank: 'B',
      veto: null,
      class: 'B',
      mergedFirms: null,
      holder: null,
      unrated: null,
      lift: { possible: true, toClass: 'A', score: 80, indicator: 'taxPerMu10kYuan', from: 7, to: 8 },
    });
  });

  it('says what was added, taken and forbidden', async () => {
    await plantOccupancies(db, [
      { enterpriseId: 4, parcelId: 4, kind: 'leased-out', areaM2: 2000 },
      { enterpriseId: 5, parcelId: 4, kind: 'leased-in', areaM2: 1000 },
      { enterpriseId: 6, parcelId: 4, kind: 'leased-in', areaM2: 1000 },
    ]);
    await db.execute(sql`UPDATE indicators SET marks = '{专精特新}' WHERE enterprise_id = 4 AND year = 2024`);
    await db.execute(
      sql`INSERT INTO violations (enterprise_id, field, found_on) VALUES (4, 'safety', '2024-05-01'), (3, 'safety', '2023-05-01')`,
    );
    await db.execute(sql`UPDATE enterprises SET registered_on = '2022-12-31' WHERE id = 4`);
    await publish({
      coefficients: [{ name: '机械', when: { industries: ['34'] }, factor: 1.1 }],
      adjustments: [
        { name: '专精特新', when: { mark: '专精特新' }, points: 5 },
        { name: '转租', count: 'belowScaleTenants', first: -10, more: -5 },
      ],
      vetoes: [{ name: '安全违法', when: { mark: 'violation-safety' }, class: 'D' }],
      exemptions: [{ name: '新成立', when: { measure: 'registeredYears', comparator: '<', value: 2 } }],
    });
    // 63 over 6 mu: 10.5 per mu, 105 points × 1.1 + 5 − 15 = 105.5
    expect((await explain('C4')).body).toMatchObject({
      facts: { registeredYears: 2, tenants: 2, belowScaleTenants: 2, usedLandMu: 6 },
      marks: ['专精特新', 'violation-safety'],
      itemsSum: expect.closeTo(105, 9),
      coefficients: [{ name: '机械', factor: 1.1 }],
      adjustments: [
        { name: '专精特新', points: 5, counted: null },
        { name: '转租', points: -15, counted: 2 },
      ],
      score: expect.closeTo(105.5, 9),
      classByRank: 'A',
      veto: { name: '安全违法', class: 'D' },
      class: 'D',
      lift: { possible: false, reason: 'vetoed' },
    });
    expect((await explain('C3')).body).toMatchObject({ veto: null, undecided: ['新成立'] });
  });

  it('exempts land in its building period, and only where all of it is', async () => {
    await db.execute(sql`UPDATE parcels SET supplied_on = '2022-03-01' WHERE id IN (1, 3)`);
    await db.execute(sql`UPDATE parcels SET supplied_on = '2021-12-31' WHERE id = 4`);
    await db.execute(sql`UPDATE parcels SET completed_on = '2024-06-01' WHERE id = 3`);
    await publish({ exemptions: [{ name: '建设期', when: { measure: 'buildingYears', comparator: '<', value: 3 } }] });
    expect((await explain('C1')).body).toMatchObject({
      class: null,
      unrated: { reason: 'exempt', missing: [], exemption: '建设期' },
      lift: { possible: false, reason: 'unrated' },
    });
    expect((await explain('C3')).body).toMatchObject({ facts: { buildingYears: null }, unrated: null });
    expect((await explain('C4')).body).toMatchObject({ facts: { buildingYears: 3 }, unrated: null });
  });

  it('says why an enterprise is not rated', async () => {
    await publish();
    expect((await explain('C9')).body).toMatchObject({
      class: null,
      score: null,
      unrated: { reason: 'missing', missing: ['taxPerMu10kYuan'] },
    });
    expect((await explain('C11')).body).toMatchObject({ class: null, unrated: { reason: 'no-land' } });
  });

  it('names the holder whose class a tenant takes', async () => {
    await plantOccupancies(db, [
      { enterpriseId: 1, parcelId: 1, kind: 'leased-out', areaM2: 2000 },
      { enterpriseId: 11, parcelId: 1, kind: 'leased-in', areaM2: 5000 },
      { enterpriseId: 11, parcelId: 2, kind: 'leased-in', areaM2: 100 },
    ]);
    await publish({
      occupancy: { tenants: 'holder-class' },
      classes: [
        { name: 'A', fromScore: 140 },
        { name: 'B', fromScore: null },
      ],
    });
    // 90 over 6 mu are 15: 150 points; 100 over 7.65 mu 130.7.
    expect((await explain('C11')).body).toMatchObject({
      class: 'A',
      classByRank: 'B',
      veto: null,
      holder: { creditCode: 'C1', name: 'Enterprise 1', ownClass: 'B' },
      lift: { possible: false, reason: 'class-of-holder' },
    });
  });

  it('finds values among peers where ranks make the points', async () => {
    await publish({ formula: 'rank', items: [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 'none' }] });
    expect((await explain('C4')).body).toMatchObject({
      score: expect.closeTo(700 / 9, 6),
      lift: { possible: true, to: 8 },
    });
  });

  it('refuses an enterprise that was not evaluated', async () => {
    for (const code of ['C12', 'none'])
      expect(await explain(code)).toMatchObject({
        status: 404,
        body: { type: 'enterprise-not-found', place: 'params.creditCode' },
      });
  });
});

describe('transitions', () => {
  beforeAll(plant);
  it('count enterprises and their land from class to class', async () => {
    await publish();
    const { body } = await ask('/api/evaluation/transitions?jurisdiction=zhuji&from=2023');
    expect(body).toEqual({
      jurisdiction: 'zhuji',
      revision: 2,
      from: 2023,
      to: 2024,
      years: [2023, 2024],
      classes: ['A', 'B', 'C', 'D'],
      cells: [
        { from: 'A', to: 'A', enterprises: 1, muHundredths: 900 },
        { from: 'A', to: 'C', enterprises: 1, muHundredths: 900 },
        { from: 'B', to: 'A', enterprises: 1, muHundredths: 900 },
        { from: 'B', to: 'B', enterprises: 4, muHundredths: 3600 },
        { from: 'C', to: 'B', enterprises: 1, muHundredths: 900 },
        { from: 'C', to: 'unrated', enterprises: 1, muHundredths: 900 },
        { from: 'absent', to: 'unrated', enterprises: 1, muHundredths: 0 },
        { from: 'unrated', to: 'C', enterprises: 1, muHundredths: 900 },
      ],
      methodVersions: { from: ['above-scale v1', 'below-scale v1'], to: ['above-scale v1', 'below-scale v2'] },
    });
    const moved = await ask(
      '/api/evaluation/transitions/enterprises?jurisdiction=zhuji&from=2023&fromClass=B&toClass=B&limit=3',
    );
    expect(moved.body.items.map((each: { creditCode: string }) => each.creditCode)).toEqual(['C4', 'C5', 'C6']);
    const rest = await ask(
      `/api/evaluation/transitions/enterprises?jurisdiction=zhuji&from=2023&fromClass=B&toClass=B&limit=3&after=${moved.body.next}`,
    );
    expect(rest.body).toMatchObject({ items: [{ creditCode: 'C7', muHundredths: 900, scoreTo: 40 }], next: null });
  });

  it('refuse a year that was not evaluated', async () => {
    expect(await ask('/api/evaluation/transitions?jurisdiction=zhuji&from=2019')).toMatchObject({
      status: 404,
      body: { type: 'year-without-data', place: 'querystring.from' },
    });
  });
});

describe('templates', () => {
  it('are the shipped methods, the starting one first', async () => {
    const { body } = await ask('/api/evaluation/templates');
    expect(body.items.map(({ id, tier }: { id: string; tier: string }) => `${id} ${tier}`)).toEqual([
      'starting above-scale',
      'starting below-scale',
      'bounded-form above-scale',
      'huangyan-2021 above-scale',
      'huangyan-2021 below-scale',
      'huangyan-2022 above-scale',
      'huangyan-2022 below-scale',
      'jingde-form above-scale',
      'wenling-2022 above-scale',
      'wenling-2022 below-scale',
    ]);
  });
});
