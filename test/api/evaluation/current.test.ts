import { beforeAll, describe, expect, it } from 'vitest';
import { definition, tenEnterprises, VERSION_2 } from '../../support/ten-enterprises.ts';

const { ask, plant, publish } = await tenEnterprises();
beforeAll(plant);

describe('GET /api/evaluation', () => {
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
        ...VERSION_2,
        definition: definition(),
      },
      versions: [VERSION_2, { version: 1, origin: 'starting', publishedAt: null, note: null }],
      baselines: [
        {
          indicator: 'taxPerMu10kYuan',
          value: 10,
          range: null,
          known: 9,
          meanPoints: expect.closeTo(460 / 9, 9),
          belowZero: 0,
        },
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
