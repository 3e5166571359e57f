import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { syncProgrammes } from '../../server/src/features/programmes/sync-programmes.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantJurisdictions } from '../support/plant.ts';

let app: App;
beforeAll(async () => {
  const db = await testDatabase();
  await plantJurisdictions(db, ['zhuji']);
  await syncProgrammes(db, [1]);
  app = await testApp({ db });
});

describe('GET /api/programmes/{id}', () => {
  it('answers the programme as its file has it', async () => {
    const reply = await app.inject('/api/programmes/zhuji-2021');
    const file = await readFile(new URL('../../data/programmes/zhuji-2021.json', import.meta.url), 'utf8');
    expect([reply.statusCode, reply.json()]).toEqual([200, JSON.parse(file)]);
  });

  it.each(['ouhai-2021', "x'%20OR%20'1'='1"])('refuses %s, which no jurisdiction here has', async (id) => {
    const reply = await app.inject(`/api/programmes/${id}`);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(reply.json()).toEqual({
      type: 'programme-not-found',
      title: 'No programme has this id',
      status: 404,
      detail: `No programme has the id ${decodeURIComponent(id)}. /api/jurisdictions lists those of each jurisdiction.`,
      place: 'id',
    });
  });
});
