import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProposalJob } from '../../server/src/contract/proposals.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

/**
 * Six parcels in a row from west to east, 19 m apart and 77 m wide. Found are the first (10 mu, tax 40), the third (3.33 mu,
 * no figures) and the last (7 mu, tax 17.5); the control line holds the first three.
 */
let app: App;
beforeAll(async () => {
  const db = await testDatabase();
  await plantSixParcels(db);
  await db.execute(sql`
    INSERT INTO constraint_features (jurisdiction_id, layer, geom)
    VALUES (1, 'control-line', ST_Multi(ST_MakeEnvelope(120.2, 29.69, 120.2039, 29.71, 4490)))`);
  app = await testApp({ db });
});

const ASK = { jurisdiction: 'zhuji', year: YEAR, targetMu: 13, leastZoneMu: 5, greatestZoneMu: 40, proposals: 1 };
const start = (ask: object = {}) => app.inject({ method: 'POST', url: '/api/proposals', payload: { ...ASK, ...ask } });

async function ended(id: string): Promise<ProposalJob> {
  for (;;) {
    const job = (await app.inject(`/api/proposals/${id}`)).json<ProposalJob>();
    if (job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const search = async (ask: object = {}) => {
  const job = await ended((await start(ask)).json().id);
  return { ...job, result: job.result ?? expect.fail(job.failure ?? job.state) };
};
const idsOf = ({ zones }: { zones: { parcelIds: number[] }[] }) => zones.map(({ parcelIds }) => parcelIds);

describe('a search for zones', () => {
  it('finds land that reaches the target, with what is given up, and why each zone is in', async () => {
    const begun = await start();
    expect([begun.statusCode, begun.headers.location, begun.json()]).toEqual([
      202,
      `/api/proposals/${begun.json().id}`,
      expect.objectContaining({ state: 'running', result: null, failure: null, startedAt: '2026-06-30T04:00:00Z' }),
    ]);
    const job = await ended(begun.json().id);
    expect(job).toMatchObject({ state: 'done', share: 1, request: { ...ASK, roadM: 30, compactness: 0.5, seed: 1 } });
    const sums = (muHundredths: number, tax10kYuan: number) => ({
      parcels: 1,
      muHundredths,
      freedMuHundredths: muHundredths,
      loss: expect.any(Number),
      tax10kYuan,
      employees: 0,
      addedValue10kYuan: 0,
      enterprises: 1,
      goodMuHundredths: 0,
      unknownParcels: 1,
    });
    const reasons = (rank: number) => ({
      lossPerFreedMu: expect.any(Number),
      meanLossPerFreedMu: expect.any(Number),
      foundRatio: 1,
      rank,
      lockedIn: 0,
      timesChosen: 1,
    });
    const middle = (longitude: number) => [[expect.closeTo(longitude, 4), expect.closeTo(29.7004, 4)]];
    expect(job.result).toEqual({
      revision: 1,
      candidates: { parcels: 3, foundMuHundredths: 2033 },
      proposals: [
        {
          zones: [
            { ...sums(1000, 40), parcelIds: [1], centers: middle(120.2014), reasons: reasons(2) },
            { ...sums(700, 17.5), parcelIds: [6], centers: middle(120.2064), reasons: reasons(1) },
          ],
          sums: { ...sums(1700, 57.5), parcels: 2, enterprises: 1, unknownParcels: 2 },
          compactness: expect.any(Number),
          isReached: true,
        },
      ],
      timesChosen: [
        [1, 1],
        [6, 1],
      ],
      curve: expect.arrayContaining([{ freedMuHundredths: 1700, loss: expect.any(Number), tax10kYuan: 57.5 }]),
      leftOut: [],
      shortfall: null,
    });
  });

  it('takes neighbours along, keeps to locks and to the control line, and says what is short', async () => {
    const joined = await search({
      absorb: true,
      targetMu: 20,
      greatestZoneMu: 100,
      locks: [lock(2, 'out'), lock(4, 'in')],
    });
    expect(idsOf(joined.result.proposals[0] ?? { zones: [] })).toEqual([[3, 4], [1], [6]]);
    const short = await search({ controlLineOnly: true });
    expect(short.result.shortfall).toMatchObject({ shortMuHundredths: 300, foundMuHundredths: 1333 });
    expect(short.result.shortfall?.loosenings.filter(({ gainMuHundredths }) => gainMuHundredths > 0)).toEqual([
      { constraint: 'control-line', freedMuHundredths: 1700, gainMuHundredths: 700, isEnough: true },
      { constraint: 'least-size', freedMuHundredths: 1333, gainMuHundredths: 333, isEnough: true },
      { constraint: 'found-only', freedMuHundredths: 1333, gainMuHundredths: 333, isEnough: true },
    ]);
    expect(short.result.proposals.map((proposal) => [idsOf(proposal), proposal.isReached])).toEqual([[[[1]], false]]);
  });

  it('refuses in words what cannot be', async () => {
    const refusals = await Promise.all([
      start({ targetMu: 0 }),
      start({ targetMu: 20.34 }),
      start({ leastZoneMu: 41 }),
      start({ locks: [lock(1, 'in'), lock(1, 'out')] }),
      start({ greatestZoneMu: 9, locks: [lock(1, 'in')] }),
      start({ controlLineOnly: true, locks: [lock(6, 'in')] }),
      start({ locks: [{ ...lock(1, 'in'), code: 'none' }] }),
      start({ jurisdiction: 'other', controlLineOnly: true }),
      app.inject('/api/proposals/00000000-0000-4000-8000-000000000000'),
    ]);
    expect(refusals.map((reply) => [reply.statusCode, reply.json().type, reply.json().place])).toEqual([
      [400, 'request-invalid', 'body.targetMu'],
      [422, 'proposal-target-too-large', 'body.targetMu'],
      [422, 'zone-sizes-contradict', 'body.leastZoneMu'],
      [422, 'locks-contradict', 'body.zone.locks'],
      [422, 'locks-contradict', 'body.locks'],
      [422, 'locks-contradict', 'body.locks'],
      [404, 'parcel-not-found', 'body.zone.locks'],
      [404, 'year-without-data', 'querystring.year'],
      [404, 'proposal-not-found', 'params.id'],
    ]);
  });

  it('is stopped when nobody waits for it any more, and others do not wait without end', async () => {
    const begun = await Promise.all(Array.from({ length: 13 }, () => start()));
    const jobs = begun.filter(({ statusCode }) => statusCode === 202).map((reply) => reply.json<ProposalJob>().id);
    const refused = begun.filter(({ statusCode }) => statusCode !== 202).map((reply) => reply.json().type);
    expect([jobs.length, refused]).toEqual([12, ['proposals-busy']]);
    const stopped = await Promise.all(jobs.map((id) => app.inject({ method: 'DELETE', url: `/api/proposals/${id}` })));
    expect(new Set(stopped.map((reply) => reply.json().state))).toEqual(new Set(['cancelled']));
  });
});

const CODES = ['003001', '003001', '004001', '004001', '004001', '003001'];
const lock = (id: number, way: 'in' | 'out') => ({
  code: `330681${CODES[id - 1]}GB0000${id}`,
  lock: way,
  reason: 'mortgaged',
});
