import { beforeAll, describe, expect, it } from 'vitest';
import { foundFilterText } from '../../client/src/panels/find/found-filter.ts';
import { behindNumber, type TallyPart } from '../../client/src/panels/tally/tally-rows.ts';
import { type AskedFilter, filterText } from '../../client/src/url/filter.ts';
import type { View } from '../../client/src/url/view.ts';
import { ParcelList, TALLY_GROUPS, Tally } from '../../server/src/contract/index.ts';
import type { App } from '../../server/src/http/services.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { plantSixParcels, YEAR } from '../support/six-parcels.ts';

const PARTS: readonly TallyPart[] = ['all', 'potential', 'pending'];
type Asked = AskedFilter & Pick<View, 'tab'>;
const OPEN: Asked = { off: [], finding: null, town: null, park: null, industry: null, further: [], tab: null };

let app: App;
beforeAll(async () => {
  const db = await testDatabase();
  await plantSixParcels(db);
  app = await testApp({ db });
});

const get = async (path: string, query: Record<string, string | undefined>) => {
  const known = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const parameters = new URLSearchParams([['jurisdiction', 'zhuji'], ['year', String(YEAR)], ...known]);
  return (await app.inject({ url: `${path}?${parameters}` })).json();
};

describe('every number of the tally opens its parcels', () => {
  const views: [string, Partial<Asked>][] = [
    ['no filter', {}],
    ['a town', { town: '330681003' }],
    ['a finding', { finding: 'suspected-idle' }],
    ['classes', { off: ['A', 'U'] }],
    ['a condition of its own', { further: [{ op: '<', args: [{ property: 'taxPerMu10kYuan' }, 6] }] }],
  ];
  it.each(TALLY_GROUPS.flatMap((by) => views.map(([name, view]) => ({ by, name, view }))))(
    'by $by, $name',
    async ({ by, view }) => {
      const asked = { ...OPEN, ...view };
      const tally = Tally.parse(await get('/api/tally', { by, filter: filterText(asked) }));
      const lines = [
        ...tally.rows.map((line) => ({ line, key: line.key as string | null | undefined })),
        { line: tally.total, key: undefined },
      ];
      for (const { line, key } of lines) {
        for (const part of PARTS.filter((each) => line[each].parcels > 0)) {
          const filter = foundFilterText({ ...asked, ...behindNumber({ by, key, part }) });
          const { items } = ParcelList.parse(await get('/api/parcels', { filter }));
          const opened = {
            parcels: items.length,
            muHundredths: items.reduce((sum, item) => sum + item.countedMuHundredths, 0),
          };
          expect({ key, part, ...opened }).toEqual({ key, part, ...line[part] });
        }
      }
    },
  );
});

describe('figures of all that fits a filter', () => {
  it('speak of found parcels that are not potential only when asked to', async () => {
    const filter = JSON.stringify({ op: '=', args: [{ property: 'class' }, 'C'] });
    const { enterprises, ...potential } = (await get('/api/tally', { filter })).figures;
    expect({ enterprises, ...potential }).toEqual({
      enterprises: 0,
      tax10kYuan: null,
      energyTce: null,
      employees: null,
      unknownParcels: 0,
    });
    expect((await get('/api/tally', { filter, of: 'all' })).figures.tax10kYuan).toBe(240.6);
  });
});
