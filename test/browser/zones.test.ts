import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ParcelList } from '../../server/src/contract/api.ts';
import { browserApp, mapIsDrawn, PHONE } from '../support/browser-app.ts';
import { faults } from './faults.ts';

const app = browserApp();
const MU = /[\d,]+\.\d{2}/;
const parcelsOf = async (limit: number) =>
  (await app.ask<ParcelList>(`/api/parcels?jurisdiction=zhuji&year=2025&order=area&limit=${limit}`)).items;
/** The row of the way to count that is chosen: parcels, mu, found mu, tax. */
const chosenRow = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('button', { pressed: true }) });
const figure = (text: string) => Number(text.replaceAll(',', ''));

describe('a zone', () => {
  it('is made of codes without a mouse, taken back and taken again, outlives the page, and is kept as a scenario', async () => {
    const parcels = await parcelsOf(3);
    const { page, complaints } = await app.open('/?j=zhuji&job=zones');
    await page.getByRole('button', { name: '按代码成片' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: '宗地代码' }).fill(parcels.map(({ code }) => code).join('，'));
    await page.getByRole('button', { name: '成片', exact: true }).focus();
    await page.keyboard.press('Enter');

    const cells = chosenRow(page).getByRole('cell');
    await expect.poll(async () => (await cells.allInnerTexts()).slice(0, 1)).toEqual(['3']);
    const mu = parcels.reduce((sum, { countedMuHundredths }) => sum + countedMuHundredths, 0);
    expect(Math.round(figure(await cells.nth(1).innerText()) * 100)).toBe(mu);

    await page.keyboard.press('Control+z');
    await page.getByText('还没有连片区').first().waitFor();
    await page.keyboard.press('Control+y');
    await cells.first().waitFor();
    await page.reload();
    await expect.poll(async () => (await cells.allInnerTexts()).slice(0, 1)).toEqual(['3']);

    await page.getByRole('button', { name: '保存方案' }).click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('三宗');
    await page.getByRole('dialog').getByRole('button', { name: '保存方案' }).click();
    await page.getByRole('button', { name: /三宗/ }).first().waitFor();
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('is drawn corner by corner, measured when it closes, and cut out again as a hole', async () => {
    const [parcel] = await parcelsOf(1);
    if (!parcel) throw new Error('There is no parcel');
    const [lng, lat] = parcel.center;
    const { page, complaints } = await app.open(`/?j=zhuji&job=zones&c=${lng},${lat},16`);
    await mapIsDrawn(page);
    const rings = () =>
      page.evaluate(() => {
        const kept = localStorage.getItem('zone-draft:zhuji');
        const { boundary } = kept === null ? { boundary: null } : JSON.parse(kept).present;
        return boundary?.coordinates.map((polygon: unknown[]) => polygon.length) ?? [];
      });
    const ring = async (half: number) => {
      const box = await page.locator('canvas').first().boundingBox();
      if (!box) throw new Error('There is no map');
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      for (const [right, down] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ] as const) {
        await page.mouse.move(x + right * half, y + down * half, { steps: 3 });
        await page.mouse.click(x + right * half, y + down * half);
      }
      await page.keyboard.press('Enter');
    };
    await page.getByRole('button', { name: '绘制', exact: true }).click();
    await ring(180);
    await expect.poll(rings).toEqual([1]);
    await chosenRow(page).getByRole('cell').nth(1).filter({ hasText: MU }).waitFor();
    await page.getByRole('button', { name: '挖除', exact: true }).click();
    await ring(60);
    await expect.poll(rings).toEqual([2]);
    expect(complaints).toEqual([]);
  });

  it('is proposed for a target on a phone, with what each is in for, and taken as the draft', async () => {
    const { page, complaints } = await app.open('/?j=zhuji&job=zones', PHONE);
    await page.getByLabel('目标亩数').fill('60');
    await page.getByRole('button', { name: '按目标建议' }).click();
    await page
      .getByRole('list', { name: '建议方案' })
      .getByRole('button', { name: /建议甲/ })
      .click();
    await page
      .getByText(/每亩代价为平均的/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '采用为草图' }).click();
    const freed = chosenRow(page).getByRole('cell').nth(2);
    await freed.waitFor();
    expect(figure(await freed.innerText())).toBeGreaterThanOrEqual(60);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
