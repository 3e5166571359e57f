import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { collection, importFile, parcelFeature, squareAt } from '../support/import-fixtures.ts';
import { lines } from '../support/lines.ts';

const db = await testDatabase();
const app = await testApp({ db });
const [CODE, FIRM] = ['330703001001GB00001', '91350100M000100Y43'];
const send = (kind: string, content: string) =>
  importFile(app, { name: `${kind}.csv`, content, fields: { kind, jurisdiction: 'jindong' } });

beforeAll(async () => {
  await db.execute(
    sql`INSERT INTO jurisdictions (code, name, name_en, division_code) VALUES ('jindong', '金东区', 'Jindong', '330703')`,
  );
  const land = collection(parcelFeature(CODE, [squareAt(119.8, 29.1)], { '证载面积(亩)': 10 }));
  await importFile(app, { name: 'land.geojson', content: land, fields: { jurisdiction: 'jindong' } });
  await send('enterprises', `信用代码,企业名称,是否规上\n${FIRM},甲厂,否\n`);
  await send('indicators', `信用代码,年度,税收(万元)\n${FIRM},2024,50\n`);
});

it('brings projects in, finds them unfinished at their stage, and follows the register', async () => {
  const project = (row: string) =>
    send('projects', `宗地代码,项目名称,签约日期,开工日期,达产日期,约定产值(亿元)\n${row}\n`);
  const first = await project(`${CODE},一期,2023-05-01,2023-09-01,,1.2\n330703001001GB00009,二期,2023-05-01,,,`);
  expect([first.status, first.rowsAccepted, first.rowsRefused]).toEqual(['committed', 1, 1]);
  expect(first.rows[0]?.reasons.map(({ code }: { code: string }) => code)).toEqual(['parcel-unknown']);
  const found = () =>
    lines(
      db,
      sql`
      SELECT concat_ws(' ', year, rule_id, observed->>'project', observed->>'agreedOutput10kYuan') AS line FROM findings
      WHERE kind = 'unfinished-project' ORDER BY year`,
    );
  expect(await found()).toEqual(['2024 jindong-unfinished-project-started 一期 12000']);
  expect((await project(`${CODE},一期,2023-05-01,2023-09-01,,1.2`)).status).toBe('unchanged');
  await project(`${CODE},一期,2023-05-01,2023-09-01,2024-12-31,1.2`);
  expect(await found()).toEqual([]);
});

it('brings violations in and takes note of their remedy', async () => {
  const violation = (row: string) => send('violations', `信用代码,违法违规类别,查处日期,整改日期\n${row}\n`);
  const first = await violation(`${FIRM},消防,2024-03-01,\n${FIRM},噪声,2024-03-01,`);
  expect([first.rowsAccepted, first.rows[0]?.reasons.map(({ code }: { code: string }) => code)]).toEqual([
    1,
    ['choice-unknown'],
  ]);
  await violation(`${FIRM},消防,2024-03-01,2024-06-01`);
  expect(await lines(db, sql`SELECT concat_ws(' ', field, found_on, remedied_on) AS line FROM violations`)).toEqual([
    'fire 2024-03-01 2024-06-01',
  ]);
});

it('brings in what methods ask of an enterprise: its age, and the honours and sanctions of a year', async () => {
  await send('enterprises', `信用代码,企业名称,是否规上,成立日期\n${FIRM},甲厂,否,2020-03-01\n`);
  const marked = await send(
    'indicators',
    `信用代码,年度,税收(万元),荣誉与处罚\n${FIRM},2024,50,国家级专精特新、 公用工程；\n`,
  );
  expect(marked.status).toBe('committed');
  const known = () =>
    lines(
      db,
      sql`
      SELECT concat_ws(' ', e.registered_on, i.marks) AS line FROM enterprises e JOIN indicators i ON i.enterprise_id = e.id WHERE i.year = 2024`,
    );
  expect(await known()).toEqual(['2020-03-01 {国家级专精特新,公用工程}']);
  await send('indicators', `信用代码,年度,税收(万元)\n${FIRM},2024,51\n`);
  expect(await known()).toEqual(['2020-03-01 {国家级专精特新,公用工程}']);
  await send('indicators', `信用代码,年度,税收(万元),荣誉与处罚\n${FIRM},2024,51,\n`);
  expect(await known()).toEqual(['2020-03-01 {}']);
});
