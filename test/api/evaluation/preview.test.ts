import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { plantEnterprises, plantIndicators, plantOccupancies, plantParcels } from '../../support/plant.ts';
import { BELOW, definition, tenEnterprises } from '../../support/ten-enterprises.ts';

const { ask, classes, db, plant, post, publish } = await tenEnterprises();

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

  it('says how many get points below zero, and that a floor leaves none', async () => {
    await db.execute(sql`UPDATE indicators SET tax_10k_yuan = -9 WHERE enterprise_id IN (8, 10) AND year = 2024`);
    const baselines = async (item: object) => {
      const items = [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 10, ...item }] as const;
      return (await post('preview', { ...BELOW, definition: definition({ items: [...items] }) })).body.baselines;
    };
    expect(await baselines({})).toMatchObject([{ known: 9, belowZero: 2 }]);
    expect(await baselines({ floor: 0 })).toMatchObject([{ known: 9, belowZero: 0 }]);
  });

  it('counts who is in a class that only bears another name neither up nor down', async () => {
    await publish();
    const classes = definition().classes.map((cut) => (cut.name === 'C' ? { ...cut, name: '丙' } : cut));
    const { body } = await post('preview', { ...BELOW, definition: definition({ classes }) });
    expect(body.againstPublished).toMatchObject({ better: 0, worse: 0, other: 2 });
    expect(body.againstPublished.items.map(({ from, to }: { from: string; to: string }) => from + to)).toEqual([
      'C丙',
      'C丙',
    ]);
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

  it('takes for the holder of land whom the other tier’s method takes', async () => {
    // Half the floor of parcel 11 is a firm’s of the other tier, 3000 m² by its ratio; enterprise 1 holds 2000 m² of the land.
    await plantParcels(db, [{ id: 11, jurisdictionId: 1, areaM2: 6000, floorAreaM2: 20_000 }]);
    await plantEnterprises(db, [{ id: 13, jurisdictionId: 1, isAboveScale: true }]);
    await plantIndicators(db, [{ enterpriseId: 13, year: 2024, tax10kYuan: 1 }]);
    await plantOccupancies(db, [
      { enterpriseId: 13, parcelId: 11, kind: 'owned', floorAreaM2: 10_000 },
      { enterpriseId: 1, parcelId: 11, kind: 'owned', areaM2: 2000 },
      { enterpriseId: 11, parcelId: 11, kind: 'leased-in', areaM2: 900 },
    ]);
    await publish({ occupancy: { floorArea: 'not-counted' } }, { tier: 'above-scale' });
    const changes = { occupancy: { tenants: 'holder-class' as const } };
    const preview = await post('preview', { ...BELOW, definition: definition(changes) });
    await publish(changes);
    const [, below] = (await ask('/api/evaluation?jurisdiction=zhuji&year=2024')).body.tiers;
    expect(preview.body.distribution).toEqual(below.distribution);
  });

  it('leaves a tenant that is exempt without a class, whatever class its landlord has', async () => {
    await plantOccupancies(db, [{ enterpriseId: 11, parcelId: 1, kind: 'leased-in', areaM2: 2000 }]);
    const changes = {
      occupancy: { tenants: 'holder-class' as const },
      exemptions: [{ name: '新成立', when: { measure: 'tax10kYuan', comparator: '=', value: 100 } as const }],
    };
    const preview = await post('preview', { ...BELOW, definition: definition(changes) });
    await publish(changes);
    expect((await classes(2024)).filter((line) => line.startsWith('1 ') || line.startsWith('11 '))).toEqual([
      '1 A 1 100.0000',
      '11 - exempt: 新成立 0.0000',
    ]);
    const [, below] = (await ask('/api/evaluation?jurisdiction=zhuji&year=2024')).body.tiers;
    expect(below.distribution.unrated).toContainEqual({ reason: 'exempt', name: '新成立', enterprises: 1 });
    expect(preview.body.distribution).toEqual(below.distribution);
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
