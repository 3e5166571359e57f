import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/src/db/sql.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { collection, importFile, makeZhuji, parcelFeature, squareAt } from '../support/import-fixtures.ts';
import { definition } from '../support/ten-enterprises.ts';

const db = await testDatabase();
const app = await testApp({ db });
const [CODE, FIRM] = ['330681001001GB00001', '91350100M000100Y43'];

beforeAll(async () => {
  await makeZhuji(db);
  const parcels = collection(parcelFeature(CODE, [squareAt(120.1, 29.6)], { '证载面积(亩)': 10 }));
  await importFile(app, { name: 'land.geojson', content: parcels });
  const send = (kind: string, content: string) => importFile(app, { name: `${kind}.csv`, content, fields: { kind } });
  await send('enterprises', `信用代码,企业名称,是否规上\n${FIRM},甲厂,是\n`);
  await send('occupancies', `信用代码,宗地代码,用地关系,起始年\n${FIRM},${CODE},自有,2020\n`);
});

const reported = (...years: [number, number][]) =>
  importFile(app, {
    name: 'figures.csv',
    content: `信用代码,年度,税收(万元)\n${years.map(([year, tax]) => `${FIRM},${year},${tax}`).join('\n')}\n`,
    fields: { kind: 'indicators' },
  });
/** Each year with its tax per mu and the transaction that wrote it. */
const years = () =>
  selectRows(
    db,
    z.object({ year: z.int(), taxPerMu: z.number().nullable(), madeBy: z.string() }),
    sql`SELECT year, tax_per_mu_10k_yuan AS "taxPerMu", xmin::text AS "madeBy" FROM parcel_years ORDER BY year`,
  );

it('assesses the years whose figures came, and leaves the others as they were', async () => {
  // Without figures the last full year stands, with nothing known; the first figures take its place.
  expect(await years()).toMatchObject([{ year: 2025, taxPerMu: null }]);
  await reported([2023, 50], [2024, 80]);
  const before = await years();
  expect(before).toMatchObject([
    { year: 2023, taxPerMu: 5 },
    { year: 2024, taxPerMu: 8 },
  ]);
  await reported([2023, 50], [2024, 120], [2025, 30]);
  const after = await years();
  expect(after).toMatchObject([before[0], { year: 2024, taxPerMu: 12 }, { year: 2025, taxPerMu: 3 }]);
  expect(after[1]?.madeBy).not.toBe(before[1]?.madeBy);
});

it('stores what further rules ask for, and judges by it the years that look back on the one that came', async () => {
  await db.execute(
    sql`INSERT INTO jurisdictions (code, name, name_en, division_code) VALUES ('jindong', '金东区', 'Jindong', '330703')`,
  );
  const code = '330703001001GB00001';
  const send = (kind: string, content: string) =>
    importFile(app, { name: `${kind}.csv`, content, fields: { kind, jurisdiction: 'jindong' } });
  const land = collection(
    parcelFeature(code, [squareAt(119.8, 29.1)], {
      '证载面积(亩)': 20,
      监管协议: '产业监管合同',
      擅自改变用途: '否',
      土地使用权终止日期: '2061年5月6日',
    }),
  );
  await importFile(app, { name: 'land.geojson', content: land, fields: { jurisdiction: 'jindong' } });
  await send('enterprises', `信用代码,企业名称,是否规上\n${FIRM},乙厂,否\n`);
  await send('occupancies', `信用代码,宗地代码,用地关系,起始年\n${FIRM},${code},自有,2020\n`);
  const figures = (...rows: string[]) =>
    send(
      'indicators',
      `信用代码,年度,税收(万元),是否规上,产能利用率(%)\n${rows.map((row) => `${FIRM},${row}`).join('\n')}\n`,
    );
  const found = () =>
    selectRows(
      db,
      z.object({ year: z.int(), found: z.boolean() }),
      sql`
      SELECT year, 'must-be-above-scale' = ANY (finding_kinds) AS found
      FROM parcel_years y JOIN parcels p ON p.id = y.parcel_id WHERE p.code = ${code} ORDER BY year`,
    );
  const belowFor = () =>
    selectRows(
      db,
      z.object({ year: z.int(), yearsBelowScale: z.int() }),
      sql`
      SELECT year, (observed->>'yearsBelowScale')::int AS "yearsBelowScale" FROM findings
      WHERE kind = 'must-be-above-scale' AND year > 2020 ORDER BY year`,
    );
  await figures('2022,50,是,70', '2023,50,否,71', '2024,50,否,72');
  expect(await found()).toEqual([2022, 2023, 2024].map((year) => ({ year, found: false })));
  // The year that is corrected is not the one that the finding is of.
  await figures('2022,50,否,70.5');
  expect(await found()).toEqual([2022, 2023, 2024].map((year) => ({ year, found: year === 2024 })));
  expect(await belowFor()).toEqual([{ year: 2024, yearsBelowScale: 3 }]);
  // A year before those that the rule asks for is told all the same.
  await figures('2021,50,否,70');
  expect(await belowFor()).toEqual([
    { year: 2023, yearsBelowScale: 3 },
    { year: 2024, yearsBelowScale: 4 },
  ]);
  const stored = await selectRows(
    db,
    z.object({ agreement: z.string(), changed: z.boolean(), term: z.string(), capacity: z.number() }),
    sql`
    SELECT p.agreement, p.has_unapproved_use AS changed, p.land_term_ends_on::text AS term, i.capacity_use_ratio AS capacity
    FROM parcels p JOIN occupancies o ON o.parcel_id = p.id JOIN indicators i ON i.enterprise_id = o.enterprise_id
    WHERE p.code = ${code} AND i.year = 2022`,
  );
  expect(stored).toEqual([{ agreement: 'supervision-contract', changed: false, term: '2061-05-06', capacity: 0.705 }]);

  const madeBy = async () =>
    (
      await selectRows(
        db,
        z.object({ madeBy: z.string() }),
        sql`
        SELECT y.xmin::text AS "madeBy" FROM parcel_years y JOIN parcels p ON p.id = y.parcel_id
        WHERE p.code = ${code} ORDER BY year`,
      )
    ).map((row) => row.madeBy);
  const before = await madeBy();
  // A method changes no figures, so that nothing looks back on it.
  const of = { jurisdiction: 'jindong', year: 2022, tier: 'below-scale', definition: definition(), note: '试点' };
  const published = await app.inject({ method: 'POST', url: '/api/evaluation/methods', payload: of });
  expect(published.statusCode).toBe(200);
  expect((await madeBy()).map((by, index) => by === before[index])).toEqual([true, false, true, true]);
});
