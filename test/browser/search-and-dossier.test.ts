import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ParcelList, ParcelSummary } from '../../server/src/contract/api.ts';
import { browserApp, mapIsDrawn, PHONE } from '../support/browser-app.ts';
import { faults } from './faults.ts';

const app = browserApp();

async function someParcel(): Promise<ParcelSummary> {
  const [parcel] = (await app.ask<ParcelList>('/api/parcels?jurisdiction=zhuji&year=2025&order=area&limit=1')).items;
  if (!parcel) throw new Error('There is no parcel');
  return parcel;
}

const hits = (page: Page) => page.getByRole('listbox', { name: '搜索' });

describe('search', () => {
  it('asks for nothing while a Chinese composition is open, then finds, and goes there by Enter', async () => {
    const parcel = await someParcel();
    const { page, complaints } = await app.open('/?j=zhuji');
    await mapIsDrawn(page);
    const asked: string[] = [];
    page.on(
      'request',
      (request) =>
        request.url().includes('/api/search') && asked.push(new URL(request.url()).searchParams.get('q') ?? ''),
    );
    const name = parcel.name ?? '';
    const input = await page.context().newCDPSession(page);
    await page.keyboard.press('Control+k');
    await input.send('Input.imeSetComposition', { text: 'yan shi', selectionStart: 7, selectionEnd: 7 });
    await page.waitForTimeout(600);
    expect(asked).toEqual([]);
    await input.send('Input.insertText', { text: name });
    await hits(page).getByRole('option', { name }).first().waitFor();
    expect(asked).toEqual([name]);
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).searchParams.get('sel')).toBe(parcel.code);
    await page.getByRole('heading', { name }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('finds a parcel by a part of its code, moves by arrows, closes by Esc, and says so when there is nothing', async () => {
    const parcel = await someParcel();
    const { page } = await app.open('/?j=zhuji');
    const field = page.getByRole('combobox', { name: '搜索' });
    await field.fill(parcel.code.slice(0, 12));
    await hits(page).getByRole('option').nth(1).waitFor();
    await field.press('ArrowDown');
    expect(await hits(page).getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true');
    await field.press('Escape');
    await expect.poll(() => field.getAttribute('aria-expanded')).toBe('false');
    await field.fill('没有这样的名字');
    await page.getByText('没有与“没有这样的名字”相符').waitFor();
  });
});

describe('the dossier', () => {
  it('stands on a page of its own, on a phone, marked as synthetic', async () => {
    const parcel = await someParcel();
    const { page, complaints } = await app.open(`/p/${parcel.code}`, PHONE);
    await page.getByRole('heading', { name: parcel.name ?? '' }).waitFor();
    await mapIsDrawn(page);
    expect(
      await page.getByText(parcel.code.replace(/^(\d{6})(\d{3})(\d{3})(GB)(\d{5})$/, '$1 $2 $3 $4 $5')).isVisible(),
    ).toBe(true);
    expect(await page.getByText('演示数据').first().isVisible()).toBe(true);
    for (const name of ['认定结果', '用地与效益', '用地企业', '供地与建设'])
      expect(await page.getByRole('heading', { name }).count()).toBe(1);
    expect(await page.getByText('采用').count()).toBe(1);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: '2023' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('y')).toBe('2023');
    await page.getByRole('link', { name: '在地图中查看' }).last().click();
    await page.waitForURL(/[?&]sel=/);
    await page.getByRole('heading', { name: parcel.name ?? '' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says in words that a code belongs to no parcel', async () => {
    const { page } = await app.open('/p/000000000000GB00000', PHONE);
    await page.getByRole('alert').getByText('没有这个代码的宗地').waitFor();
  });
});
