import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ParcelList } from '../../server/src/contract/api.ts';
import { browserApp, mapIsDrawn } from '../support/browser-app.ts';
import { colourShare } from './colour-share.ts';
import { faults } from './faults.ts';

const app = browserApp();
const LITTLE_TAX = { op: '<', args: [{ property: 'taxPerMu10kYuan' }, 3] };
const IN_A_PARK = { op: '=', args: [{ property: 'inPark' }, true] };
const LINK = JSON.stringify({ op: 'and', args: [LITTLE_TAX, IN_A_PARK] });
const linkOf = (job: string, filter: string) => `/?${new URLSearchParams({ j: 'zhuji', job, filter })}`;
const query = (page: Page) => new URL(page.url()).searchParams;
const legend = (page: Page) => page.getByRole('region', { name: '图例' });
const toNumber = (text: string | undefined): number => Number(text?.replaceAll(',', ''));
/** How many parcels the legend counts, all classes together. */
const counted = async (page: Page) => {
  const words = await legend(page).getByText('合计').locator('..').innerText();
  return toNumber(/合计\s+([\d,]+)/.exec(words)?.[1]);
};

/** The parcels that the API gives by the text of the link as it stands there. */
async function asked(page: Page): Promise<ParcelList['items']> {
  const text = /[?&](filter=[^&]*)/.exec(page.url())?.[1] ?? '';
  return (await app.ask<ParcelList>(`/api/parcels?jurisdiction=zhuji&year=2025&limit=500&${text}`)).items;
}

describe('a filter written by hand in the link', () => {
  it('is the text that the API takes: list, totals, legend and export speak of the same parcels', async () => {
    const { page, complaints } = await app.open(linkOf('find', LINK));
    await page.getByText('亩均税收（万元/亩）＜3').waitFor();
    await page.getByText('园区内', { exact: true }).waitFor();
    await page.locator('input[type=range]:enabled').waitFor();
    const all = await asked(page);
    expect(all.length).toBeGreaterThan(5);
    await expect.poll(() => counted(page)).toBe(all.length);
    await page.goto(linkOf('find', LINK).replace('job=find', 'job=find&tab=all'));
    await page.getByText(new RegExp(`已列 .* / ${all.length} 宗`)).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 CSV' }).first().click(),
    ]);
    const file = await (await download.createReadStream()).toArray();
    const lines = Buffer.concat(file).toString('utf8');
    expect(lines).toContain('亩均税收（万元/亩）＜3，且园区内');
    expect(lines.match(/^\d+,330681/gm)?.length).toBe(all.length);
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('takes away one condition and keeps the other', async () => {
    const { page } = await app.open(linkOf('map', LINK));
    await expect.poll(() => counted(page)).toBe((await asked(page)).length);
    await page.getByRole('button', { name: '去掉条件 园区内' }).click();
    await expect.poll(() => query(page).get('filter')).toBe(JSON.stringify(LITTLE_TAX));
    await expect.poll(() => counted(page)).toBe((await asked(page)).length);
    await page.goBack();
    await expect.poll(() => query(page).get('filter')).toBe(LINK);
  });

  it('keeps on the map what fits in its colour, and dims the rest', async () => {
    const classB = encodeURIComponent('{"op":"=","args":[{"property":"class"},"B"]}');
    const largest = `/api/parcels?jurisdiction=zhuji&year=2025&order=area&limit=1&filter=${classB}`;
    const [parcel] = (await app.ask<ParcelList>(largest)).items;
    if (!parcel?.taxPerMu10kYuan) throw new Error('No parcel of class B with its tax');
    const sees = async (op: '<' | '>=') => {
      const filter = JSON.stringify({ op, args: [{ property: 'taxPerMu10kYuan' }, parcel.taxPerMu10kYuan] });
      const { page } = await app.open(`${linkOf('map', filter)}&c=${parcel.center.join(',')},17`);
      await mapIsDrawn(page);
      const box = await page.getByRole('region', { name: '地图' }).boundingBox();
      if (!box) throw new Error('The map has no place on the page');
      return () => colourShare(page, [box.x + box.width / 2, box.y + box.height / 2], '#93b7e0');
    };
    await expect.poll(await sees('<')).toBeLessThan(0.1);
    await expect.poll(await sees('>=')).toBeGreaterThan(0.3);
  });

  it('says where squares stand for parcels that they do not know of the filter', async () => {
    const { page } = await app.open(`${linkOf('map', LINK)}&c=120.2,29.7,9`);
    const note = page.getByText('方格只按等级和现行认定着色，放大后可见筛选与试算');
    await note.waitFor();
    await page.goto(`${linkOf('map', LINK)}&c=120.2,29.7,14`);
    await mapIsDrawn(page);
    expect(await note.isVisible()).toBe(false);
  });

  it('filters nothing where it cannot be read, says so, and the page lives', async () => {
    const { page, complaints } = await app.open(linkOf('find', '{"op":"<","args":[{"property":"lord"},3]}'));
    await page.getByText('链接中的筛选条件无法读取（$.args[0] 处），未作筛选').waitFor();
    await page.getByRole('region', { name: '宗地列表' }).getByRole('link').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: '去掉', exact: true }).click();
    await expect.poll(() => query(page).get('filter')).toBeNull();
    expect(complaints).toEqual([]);
  });
});
