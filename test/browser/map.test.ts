import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Jurisdiction, ParcelList, ParcelSummary } from '../../server/src/contract/api.ts';
import { browserApp, DESK, LAPTOP, mapIsDrawn, PHONE } from '../support/browser-app.ts';
import { colourShare } from './colour-share.ts';
import { faults } from './faults.ts';

const app = browserApp();
const legendRow = (page: Page, name: string) =>
  page.getByRole('region', { name: '图例' }).getByRole('button', { name });
const legendTotal = async (page: Page) =>
  (await page.getByRole('region', { name: '图例' }).getByText('合计').locator('..').innerText()).replace(/\s+/g, ' ');
const query = (page: Page) => new URL(page.url()).searchParams;

async function someParcel(filter = ''): Promise<ParcelSummary> {
  const address = `/api/parcels?jurisdiction=zhuji&year=2025&order=area&limit=1${filter}`;
  const [parcel] = (await app.ask<ParcelList>(address)).items;
  if (!parcel) throw new Error('There is no such parcel');
  return parcel;
}

/** Opens the map so near that the parcel lies under its middle. */
async function openAt(parcel: ParcelSummary) {
  const opened = await app.open(`/?j=zhuji&c=${parcel.center.join(',')},17`);
  await mapIsDrawn(opened.page);
  const box = await opened.page.getByRole('region', { name: '地图' }).boundingBox();
  if (!box) throw new Error('The map has no place on the page');
  return { ...opened, middle: [box.x + box.width / 2, box.y + box.height / 2] as const };
}

describe('the map screen', () => {
  it.each([
    ['a desk and a laptop', [DESK, LAPTOP]],
    ['a phone', [PHONE]],
  ] as const)(
    'draws on %s without an error, an outside address or a fault of accessibility',
    async (_name, [first, ...others]) => {
      const { page, complaints } = await app.open('/?j=zhuji', first);
      for (const size of [first, ...others]) {
        await page.setViewportSize(size);
        await mapIsDrawn(page);
        expect(await faults(page), `${size.width} wide`).toEqual([]);
        expect(complaints, `${size.width} wide`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${size.width} wide`).toBeLessThanOrEqual(0);
        expect(await page.getByText('演示数据，非真实宗地').isVisible()).toBe(true);
      }
    },
  );

  it('draws parcels in the colour of their class', async () => {
    const parcel = await someParcel(`&filter=${encodeURIComponent('{"op":"=","args":[{"property":"class"},"B"]}')}`);
    const { page, middle } = await openAt(parcel);
    expect(await colourShare(page, middle, '#93b7e0')).toBeGreaterThan(0.3);
  });

  it('filters by its legend, keeps that in the link, works from the keyboard, and speaks English throughout when asked to', async () => {
    const { page } = await app.open('/?j=zhuji');
    await legendRow(page, 'A 优先发展').waitFor();
    await expect.poll(() => legendTotal(page)).toMatch(/\d/);
    const before = await legendTotal(page);
    await legendRow(page, 'A 优先发展').focus();
    await page.keyboard.press('Space');
    await expect
      .poll(() => query(page).get('filter'))
      .toContain('"not","args":[{"op":"in","args":[{"property":"class"},["A"]]}]');
    await expect.poll(() => legendTotal(page)).not.toBe(before);
    expect(await legendRow(page, 'A 优先发展').getAttribute('aria-pressed')).toBe('false');
    await page.reload();
    await expect.poll(() => legendRow(page, 'A 优先发展').getAttribute('aria-pressed')).toBe('false');
    await legendRow(page, 'A 优先发展').click();
    await expect.poll(() => query(page).get('filter')).toBeNull();
    await expect.poll(() => legendTotal(page)).toBe(before);

    await page.getByRole('button', { name: 'English' }).click();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByText('Demonstration data, no real parcels').waitFor();
    const words = await page.getByRole('navigation').innerText();
    expect(words).not.toMatch(/[\u4e00-\u9fff]/);
    expect(query(page).get('lang')).toBe('en');
  });

  it('says what lies under the pointer, opens the dossier by a click, and closes it by Back', async () => {
    const parcel = await someParcel();
    const { page, middle, complaints } = await openAt(parcel);
    await page.mouse.move(middle[0] + 3, middle[1] + 3);
    await page.mouse.move(...middle);
    await page
      .getByText(`${(parcel.countedMuHundredths / 100).toFixed(2)} 亩`)
      .first()
      .waitFor();
    await page.mouse.click(...middle);
    await expect.poll(() => query(page).get('sel')).toBe(parcel.code);
    await page.getByRole('heading', { name: parcel.name ?? '' }).waitFor();
    await page.goBack();
    await expect.poll(() => query(page).get('sel')).toBeNull();
    await page.getByRole('heading', { name: '一地一档案' }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('shows the same land again from the same link', async () => {
    const { page } = await app.open('/?j=zhuji&y=2023&c=120.2,29.7,13.5');
    await mapIsDrawn(page);
    await page.getByRole('button', { name: '放大' }).click();
    await expect.poll(() => query(page).get('c')).toMatch(/^120\.2\d*,29\.7\d*,14\.5$|^120\.19\d*,29\.69\d*,14\.5$/);
    const link = page.url();
    const again = await app.open(link.replace(/^https?:\/\/[^/]+/, ''));
    await mapIsDrawn(again.page);
    expect(again.page.url()).toBe(link);
    expect(await again.page.getByRole('combobox', { name: '年度' }).inputValue()).toBe('2023');
  });

  it('changes the jurisdiction with everything that belongs to it', async () => {
    const filter = '{"op":"=","args":[{"property":"town"},"330681001"]}';
    const { page } = await app.open(`/?${new URLSearchParams({ j: 'zhuji', filter })}`);
    const places = await app.ask<{ readonly items: Jurisdiction[] }>('/api/jurisdictions');
    const other = places.items.find(({ code }) => code === 'ruian');
    await page.getByRole('combobox', { name: '治理辖区' }).selectOption('ruian');
    await expect.poll(() => page.url().split('?')[1]).toBe('j=ruian');
    await expect.poll(() => legendTotal(page)).toContain(String(other?.parcels));
  });

  it('measures land on the map in mu', async () => {
    const { page } = await app.open('/?j=zhuji&c=120.2,29.7,16');
    await mapIsDrawn(page);
    await page.getByRole('button', { name: '测量面积' }).click();
    for (const [x, y] of [
      [600, 300],
      [800, 300],
      [800, 500],
      [600, 500],
    ] as const)
      await page.mouse.click(x, y);
    await page.keyboard.press('Enter');
    // 200 px at zoom 16 and 29.7° are 207.5 m (1.0376 m each): about 43,060 m², 64.6 mu.
    const banner = page.getByText(/面积/).locator('visible=true').first();
    await expect
      .poll(async () => Number(/([\d.]+)\s*亩/.exec(await banner.locator('..').innerText())?.[1]))
      .toBeCloseTo(64.6, 0);
    await page.keyboard.press('Escape');
    await page.getByText('Esc 退出').waitFor({ state: 'detached' });
  });
});
