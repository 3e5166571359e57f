import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { raiseRevision } from '../../server/src/db/revision.ts';
import { TEST_NOW, testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels } from '../support/six-parcels.ts';

const db = await testDatabase();
await plantSixParcels(db);
const app = await testApp({ db });

const ask = (revision: number, jurisdiction = 'zhuji') =>
  app.inject({
    url: `/api/columns/${revision}/neighbours?jurisdiction=${jurisdiction}`,
    headers: { 'accept-encoding': 'identity' },
  });
const pairsOf = ({ rawPayload }: Awaited<ReturnType<typeof ask>>): number[] => [
  ...new Int32Array(rawPayload.buffer, rawPayload.byteOffset, rawPayload.byteLength / 4),
];
/** Puts a parcel east of the first one, whose eastern edge is at 120.2018°; 0.0001° are 9.7 m here. */
const moveEastOfFirst = (id: number, degrees: number) => {
  const west = 120.2018 + degrees;
  return db.execute(sql`
    UPDATE parcels SET geom = ST_Multi(ST_MakeEnvelope(${west}, 29.7, ${west + 0.0003}, 29.7008, 4490)) WHERE id = ${id}`);
};
const raise = () => raiseRevision(db, { reason: 'moved', batchId: null, parcelMinZoom: 10, at: TEST_NOW, of: 'all' });

it('answers nothing where parcels lie 19 m apart', async () => {
  const reply = await ask(1);
  expect([reply.statusCode, reply.headers['cache-control'], pairsOf(reply)]).toEqual([
    200,
    'private, max-age=31536000, immutable',
    [],
  ]);
});

it('pairs parcels whose outlines are no more than 12 m apart, and keeps what it said of a revision', async () => {
  await moveEastOfFirst(2, 0.00012); // 11.6 m
  await moveEastOfFirst(6, -0.0005); // on the first; 31 m from the second
  await raise();
  expect(pairsOf(await ask(2))).toEqual([1, 2, 1, 6]);
  await moveEastOfFirst(2, 0.00013); // 12.6 m
  await moveEastOfFirst(6, 0.02);
  await raise();
  expect([pairsOf(await ask(3)), pairsOf(await ask(2))]).toEqual([[], [1, 2, 1, 6]]);
});

it('names a revision that is not known, and a jurisdiction that is not there', async () => {
  expect([(await ask(99)).json().type, (await ask(1, 'nowhere')).json().type]).toEqual([
    'revision-unknown',
    'jurisdiction-not-found',
  ]);
});
