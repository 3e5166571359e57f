import { beforeAll, expect, it } from 'vitest';
import { readFilterView, writeFilterView } from '../../client/src/url/filter-view.ts';
import { decodeColumns, ParcelList, Tally } from '../../server/src/contract/index.ts';
import { raiseRevision } from '../../server/src/db/revision.ts';
import { evaluateFilter } from '../../server/src/domain/filter-columns.ts';
import { type Filter, type ParcelColumns, readFilter } from '../../server/src/domain/index.ts';
import type { App } from '../../server/src/http/services.ts';
import { TEST_NOW, testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { anyFilter, anyRow } from '../support/random-filters.ts';
import { samples } from '../support/samples.ts';
import { plantStoredPlaces, storeRows } from '../support/stored-rows.ts';

const YEAR = 2024;
const ROWS = 60;
/** Longest filter that an address takes. */
const MOST_CHARACTERS = 4000;

let app: App;
let land: ParcelColumns;
beforeAll(async () => {
  const db = await testDatabase();
  await plantStoredPlaces(db, ROWS);
  await storeRows(db, YEAR, samples(anyRow, ROWS));
  const reason = 'random rows';
  const revision = await raiseRevision(db, { reason, batchId: null, parcelMinZoom: 10, at: TEST_NOW, of: 'all' });
  app = await testApp({ db });
  const columns = await app.inject({ url: `/api/columns/${revision}?jurisdiction=zhuji&year=${YEAR}` });
  land = decodeColumns(new Uint8Array(columns.rawPayload).buffer);
});

const ask = (path: string, filter: string) =>
  app.inject({ url: `${path}?${new URLSearchParams({ jurisdiction: 'zhuji', year: String(YEAR), filter })}` });

/** The parcels that a filter's text finds, by each way of asking. */
async function answers(text: string) {
  const reading = readFilter(JSON.parse(text));
  const truths = reading.ok ? evaluateFilter(reading.filter, land) : [];
  const byColumns = [...truths].flatMap((truth, row) => (truth === 1 ? [`P${land.columns.id[row]}`] : []));
  const list = ParcelList.parse((await ask('/api/parcels', text)).json());
  const file = (await ask('/api/exports/found.csv', text)).body;
  const { total } = Tally.parse((await ask('/api/tally', text)).json());
  const link = writeFilterView(readFilterView(text));
  const linked = link.length <= MOST_CHARACTERS ? ParcelList.parse((await ask('/api/parcels', link)).json()) : list;
  return {
    columns: byColumns.sort(),
    linked: linked.items.map((item) => item.code).sort(),
    list: list.items.map((item) => item.code).sort(),
    file: file
      .split('\r\n')
      .flatMap((line) => line.match(/^\d+,(P\d+),/)?.[1] ?? [])
      .sort(),
    tally: total.all,
    muHundredths: list.items.reduce((sum, item) => sum + item.countedMuHundredths, 0),
  };
}

it('finds the same land by the same text in columns, link, list, exported file and tally', async () => {
  const filters = samples(anyFilter, 24);
  const texts = filters
    .map((filter: Filter) => JSON.stringify(filter))
    .filter((text) => text.length <= MOST_CHARACTERS);
  let found = 0;
  for (const text of texts) {
    const { columns, linked, list, file, tally, muHundredths } = await answers(text);
    expect({ text, linked, list, file }).toEqual({ text, linked: columns, list: columns, file: columns });
    expect(tally).toEqual({ parcels: columns.length, muHundredths });
    if (columns.length > 0 && columns.length < ROWS) found += 1;
  }
  expect(found).toBeGreaterThan(6);
});

it('prints the filter in words on the exported file', async () => {
  const filter = {
    op: 'and',
    args: [
      { op: '<>', args: [{ property: 'inPark' }, false] },
      { op: '>=', args: [{ property: 'energyTce' }, 1000] },
      { op: 'in', args: [{ property: 'tier' }, ['above-scale', 'below-scale']] },
      { op: 'not', args: [{ op: '<', args: [{ property: 'builtYear' }, 2018] }] },
      { op: 'isNull', args: [{ property: 'addedValue10kYuan' }] },
      { op: '=', args: [{ property: 'right' }, 'collective'] },
    ],
  };
  const { body } = await ask('/api/exports/found.csv', JSON.stringify(filter));
  expect(body).toContain(
    '园区内，且能耗（吨标煤）≥1000，且规模为规上、规下，且非（建成年份＜2018），且工业增加值（万元）无数据，且权属性质＝集体',
  );
});
