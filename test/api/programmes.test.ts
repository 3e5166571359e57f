import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/src/db/database.ts';
import { syncProgrammes } from '../../server/src/features/programmes/sync-programmes.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { assessAll } from '../support/assess-all.ts';
import { testDatabase } from '../support/database.ts';
import { plantJurisdictions, plantParcels } from '../support/plant.ts';

let app: App;
let db: Database;
beforeAll(async () => {
  db = await testDatabase();
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

describe('of two programmes of a jurisdiction', () => {
  it('the one whose id comes last says which area counts, in the assessment, the dossier and the totals alike', async () => {
    await db.execute(sql`
      INSERT INTO programmes (id, jurisdiction_id, version, definition)
      SELECT 'zhuji-own', 1, 1, definition || '{"id": "zhuji-own", "version": 1, "areaBasis": ["reported"]}'
        || jsonb_build_object('rules', jsonb_build_array(definition->'rules'->0 || '{"id": "own-low-efficiency"}'))
      FROM programmes WHERE id = 'zhuji-2021'`);
    await plantParcels(db, [{ id: 1, jurisdictionId: 1, areaM2: 6000 }]);
    await db.execute(sql`UPDATE parcels SET certified_area_m2 = 6500`);
    await assessAll(db);
    const [{ programmes }] = (await app.inject('/api/jurisdictions')).json().items;
    expect(programmes.map(({ id }: { id: string }) => id)).toEqual(['zhuji-own', 'zhuji-2021']);
    const dossier = (await app.inject('/api/parcels/P1?jurisdiction=zhuji&year=2025')).json();
    const tally = (await app.inject('/api/tally?jurisdiction=zhuji&year=2025')).json();
    // Nobody reported an area, so that the measured one counts, which every parcel has.
    const counted = dossier.areas.filter(({ counts }: { counts: boolean }) => counts);
    expect(counted).toMatchObject([{ source: 'measured', muHundredths: 900 }]);
    expect([tally.programmeId, tally.areaBasis]).toEqual(['zhuji-own', ['reported']]);
    expect(tally.total.all).toEqual({ parcels: 1, muHundredths: 900 });
  });
});
