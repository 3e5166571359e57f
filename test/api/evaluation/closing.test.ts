import { beforeAll, describe, expect, it } from 'vitest';
import { assessAll } from '../../support/assess-all.ts';
import { plantParcels } from '../../support/plant.ts';
import { definition, tenEnterprises } from '../../support/ten-enterprises.ts';

const { ask, classes, db, plant, post, publish } = await tenEnterprises();
beforeAll(plant);

describe('closing a year', () => {
  it.each([
    [
      'a jurisdiction that is not there',
      { jurisdiction: 'nowhere', year: 2024 },
      '404 jurisdiction-not-found',
      /nowhere/,
    ],
    ['a year without data', { jurisdiction: 'zhuji', year: 2020 }, '404 year-without-data', /2023, 2024/],
    ['a year that is none', { jurisdiction: 'zhuji', year: 'last' }, '400 request-invalid', /a whole number from 1990/],
    ['more than is asked for', { jurisdiction: 'zhuji', year: 2024, sure: true }, '400 request-invalid', /sure/],
    ['nothing said', {}, '400 request-invalid', /jurisdiction/],
  ])('is refused for %s, and nothing is closed', async (_, body, refusal, words) => {
    const reply = await post('close', body);
    expect(`${reply.status} ${reply.body.type}`).toBe(refusal);
    expect(reply.body.detail).toMatch(words);
    expect((await ask('/api/evaluation?jurisdiction=zhuji&year=2024')).body.closedAt).toBeNull();
  });

  it('answers the day, says so when it was closed before, and leaves other years open', async () => {
    const before = await classes(2024);
    const closed = { jurisdiction: 'zhuji', year: 2024, closedAt: '2026-06-30T04:00:00Z' };
    expect(await post('close', { jurisdiction: 'zhuji', year: 2024 })).toEqual({
      status: 200,
      body: { ...closed, wasClosed: false },
    });
    expect(await post('close', { jurisdiction: 'zhuji', year: 2024 })).toEqual({
      status: 200,
      body: { ...closed, wasClosed: true },
    });
    expect(await publish()).toMatchObject({ status: 409, body: { type: 'year-closed' } });
    expect(await classes(2024)).toEqual(before);
    expect((await ask('/api/evaluation?jurisdiction=zhuji&year=2023')).body.closedAt).toBeNull();
  });
});

describe('publishing what is already in force', () => {
  it('is refused, makes no version, and is told from a change', async () => {
    const of = { year: 2023 };
    expect(await publish({}, of)).toMatchObject({ status: 200, body: { version: 2, revision: 2 } });
    const written = { coefficients: [], occupancy: { tenants: 'own-class' as const }, baseShare: 0 };
    for (const same of [{}, written])
      expect(await publish(same, of)).toEqual({
        status: 409,
        body: {
          type: 'method-unchanged',
          title: 'The method is the one already in force',
          status: 409,
          detail: 'v2 of the below-scale method of 2023 already says this. Change something, or leave it as it is.',
          place: 'definition',
        },
      });
    const { body } = await ask('/api/evaluation?jurisdiction=zhuji&year=2023');
    expect([body.revision, body.tiers[1].versions.map(({ version }: { version: number }) => version)]).toEqual([
      2,
      [2, 1],
    ]);
    expect(await publish({ note: `${definition().note}, and why` }, of)).toMatchObject({ body: { version: 3 } });
  });
});

describe('closing a year without figures', () => {
  it('is refused: what came later would never be evaluated', async () => {
    await plantParcels(db, [{ id: 11, jurisdictionId: 2, areaM2: 6000 }]);
    await assessAll(db);
    // Without figures the last full year stands.
    expect((await ask('/api/tally?jurisdiction=jindong&year=2025')).status).toBe(200);
    const reply = await post('close', { jurisdiction: 'jindong', year: 2025 });
    expect(reply).toMatchObject({ status: 404, body: { type: 'year-without-data', place: 'year' } });
    expect((await ask('/api/evaluation?jurisdiction=jindong&year=2025')).body.closedAt).toBeNull();
  });
});
