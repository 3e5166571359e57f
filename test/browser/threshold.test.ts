import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserApp, DESK, LAPTOP, PHONE } from '../support/browser-app.ts';
import { faults } from './faults.ts';

const app = browserApp();
const RULE = 'zhuji-low-efficiency';
const query = (page: Page) => new URL(page.url()).searchParams;
const slider = (page: Page) => page.getByRole('slider', { name: '亩均税收门槛' });
/** The figure under a label, as it is printed. */
const figure = async (page: Page, label: string) =>
  (await page.getByRole('region', { name: '合计' }).getByRole('button', { name: label }).innerText()).split('\n')[1] ??
  '';
const note = async (page: Page, label: string) =>
  (await page.getByRole('region', { name: '合计' }).getByRole('button', { name: label }).innerText()).split('\n')[2] ??
  '';
const number = (printed: string) =>
  Number(
    printed
      .replaceAll(',', '')
      .replace('−', '-')
      .replace(/[^\d.-]/g, ''),
  );

async function openFind(path: string, size = DESK) {
  const opened = await app.open(path, size);
  await opened.page.locator('input[type=range]:enabled').waitFor();
  return opened;
}

/** Requests that answer what land there is; names of the rows in sight are none of them. */
function askedOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(api|tiles)\//.test(pathname) && !/^\/api\/(parcels\/at|health)$/.test(pathname)) asked.push(pathname);
  });
  return asked;
}

describe('the live threshold', () => {
  it('renews totals, list and target by the keyboard, without a request; Back undoes a step; takes a number, Home and End, and Esc leads back to the programme', async () => {
    const { page, complaints } = await openFind('/?j=zhuji&job=find');
    await page.locator('section[aria-label=地图][aria-busy=false]').waitFor();
    const before = await figure(page, '宗地 宗');
    const asked = askedOf(page);
    await slider(page).focus();
    for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => figure(page, '宗地 宗')).not.toBe(before);
    expect(number(await figure(page, '宗地 宗'))).toBeLessThan(number(before));
    expect(number(await note(page, '宗地 宗'))).toBe(number(await figure(page, '宗地 宗')) - number(before));
    await page.getByText('非现行认定').waitFor();
    await page.getByText('试算 亩均税收 ≤ 4（方案线 5）').waitFor();
    await expect.poll(() => query(page).get('t')).toBe(`${RULE}:4`);
    expect(asked).toEqual([]);
    await page.getByRole('tab', { name: '翻转' }).click();
    await page.getByRole('button', { name: /^移出 / }).click();
    const out = number(await page.getByRole('button', { name: /^移出 / }).innerText());
    expect(out).toBe(number(before) - number(await figure(page, '宗地 宗')));
    await page.getByRole('region', { name: '宗地列表' }).getByRole('link').first().waitFor();
    for (let step = 0; step < 2; step += 1) await page.goBack();
    await page.goBack();
    await expect.poll(() => query(page).get('t')).toBeNull();
    await expect.poll(() => figure(page, '宗地 宗')).toBe(before);
    const all = page.getByRole('region', { name: '图例' }).getByText('合计').locator('..');
    await page.getByRole('spinbutton', { name: '亩均税收门槛的数值' }).fill('100000');
    await page.keyboard.press('Enter');
    await expect.poll(() => query(page).get('t')).toBe(`${RULE}:100000`);
    const most = number(await figure(page, '宗地 宗'));
    await slider(page).focus();
    await page.keyboard.press('Home');
    await expect.poll(async () => number(await figure(page, '宗地 宗'))).toBeLessThan(most);
    await page.keyboard.press('Escape');
    await expect.poll(() => query(page).get('t')).toBeNull();
    expect(await slider(page).inputValue()).toBe('5');
    expect(await all.isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('shows the same what-if again from its link, and exports it under its name', async () => {
    const { page } = await openFind(`/?j=zhuji&job=find&t=${RULE}:7.5`);
    await page.getByText('试算 亩均税收 ≤ 7.5（方案线 5）').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 CSV' }).first().click(),
    ]);
    expect(download.suggestedFilename()).toBe('what-if-found-zhuji-2025.csv');
    await page.getByRole('combobox', { name: '年度' }).selectOption('2024');
    await page.getByText('试算 亩均税收 ≤ 7.5（方案线 5）').waitFor();
    await page.getByRole('button', { name: '还原方案线' }).first().click();
    await expect.poll(() => query(page).get('t')).toBeNull();
  });

  it('says so where the link tries a rule that is not in force', async () => {
    const { page } = await openFind('/?j=zhuji&job=find&t=gone-rule:3');
    await page.getByText('本年度方案没有规则 gone-rule').waitFor();
    await page.getByRole('button', { name: '去掉' }).click();
    await expect.poll(() => query(page).get('t')).toBeNull();
  });

  it('keeps a what-if under a name and lays it beside the rule in force', async () => {
    const { page } = await openFind(`/?j=zhuji&job=find&t=${RULE}:3.5`);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('textbox', { name: '试算名称' }).fill('收紧');
    await page.keyboard.press('Enter');
    const table = page.getByRole('table', { name: '试算与方案线对比' });
    const row = (name: string) => table.getByRole('row', { name }).innerText();
    await table.getByRole('button', { name: '打开试算 收紧' }).waitFor();
    await expect
      .poll(async () => (await row('收紧')).split('\t').slice(1, 4))
      .toEqual((await row('当前试算')).split('\t').slice(1, 4));
    await page.goto('/?j=zhuji&job=find');
    await page.getByRole('button', { name: /^已存试算/ }).click();
    await page.getByRole('button', { name: '打开试算 收紧' }).click();
    await expect.poll(() => query(page).get('t')).toBe(`${RULE}:3.5`);
  });

  it('ranks land that lies together, and flies to it', async () => {
    const { page } = await openFind('/?j=zhuji&job=find&tab=clusters');
    const first = page.getByRole('region', { name: '成片' }).getByRole('button').first();
    await first.waitFor();
    const parcels = number(/(\d+) 宗/.exec(await first.innerText())?.[1] ?? '');
    await first.click();
    await expect.poll(() => page.getByRole('region', { name: '宗地列表' }).getByRole('link').count()).toBe(parcels);
    await expect.poll(() => query(page).get('c')).not.toBeNull();
    await page.getByRole('button', { name: '返回各片' }).click();
    await first.waitFor();
  });

  it('has no fault of accessibility on a desk, a laptop and a phone, in a list of flips and as a curve', async () => {
    const { page } = await openFind(`/?j=zhuji&job=find&t=${RULE}:7&tab=flips`);
    await page.getByRole('button', { name: '曲线' }).click();
    for (const size of [DESK, LAPTOP, PHONE]) {
      await page.setViewportSize(size);
      expect(await faults(page), `${size.width} wide`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${size.width} wide`).toBeLessThanOrEqual(0);
    }
  });

  it('moves by touch on a phone', async () => {
    const { page } = await app.open('/?j=zhuji&job=find', PHONE, { hasTouch: true, isMobile: true });
    await page.locator('input[type=range]:enabled').waitFor();
    const box = await slider(page).boundingBox();
    if (!box) throw new Error('The slider has no place on the page');
    expect(box.height).toBeGreaterThanOrEqual(44);
    await page.touchscreen.tap(box.x + box.width * 0.8, box.y + box.height / 2);
    await expect.poll(async () => Number(await slider(page).inputValue())).toBeGreaterThan(9);
    await expect.poll(() => query(page).get('t')).toMatch(new RegExp(`^${RULE}:(9|10)`));
  });
});
