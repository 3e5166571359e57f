import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { en } from '../../client/src/text/en.ts';
import { zh } from '../../client/src/text/zh.ts';
import { browserApp, LAPTOP, PHONE } from '../support/browser-app.ts';
import { faults } from './faults.ts';

const app = browserApp();
const query = (page: Page) => new URL(page.url()).searchParams;
const weight = (page: Page, name: string) => page.getByRole('textbox', { name: `${name}的权重` });
const versionOf = (page: Page) => page.getByRole('heading', { name: /评价方法/ }).innerText();
const toNumber = (text: string): number => Number(text.replaceAll(',', ''));

describe('the page of evaluation', () => {
  const screens = [
    { name: 'laptop', size: LAPTOP, lang: 'zh', text: zh },
    { name: 'phone', size: PHONE, lang: 'en', text: en },
  ];
  const parts = ['overview', 'enterprises', 'movement', 'changes'] as const;
  it.each(screens)(
    'has on a $name in $lang no part with an error, wider than the screen, or with a fault of accessibility',
    async ({ size, lang, text }) => {
      const { page, complaints, settled } = await app.open(`/?j=zhuji&job=evaluation&lang=${lang}`, size);
      const tabs = page.getByRole('tablist', { name: text.evaluation.partsLabel });
      for (const part of parts) {
        await tabs.getByRole('tab', { name: text.evaluation.parts[part] }).click();
        await settled();
        expect(complaints, part).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), part).toBe(true);
        expect(await faults(page), part).toEqual([]);
      }
    },
  );

  it('explains a score that adds up, says how a figure comes about, keeps the enterprise in the link, and opens the enterprises behind a cell of the movement', async () => {
    const { page } = await app.open('/?j=zhuji&job=evaluation&part=enterprises');
    const list = page.getByRole('region', { name: '企业名单' });
    const second = list.getByRole('link').nth(1);
    await second.waitFor();
    const code = /9[0-9A-Z]{17}/.exec(await second.innerText())?.[0] ?? '';
    await list.getByRole('link').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('firm') === code);
    const explanation = page.locator('section', { has: page.getByRole('heading', { name: '得分说明' }) });
    await explanation.locator('em', { hasText: /位次 2 \/ / }).waitFor();
    const words = await explanation.innerText();
    const points = [...words.matchAll(/([\d.,]+) \/ (?:10|20|30)\n/g)].map(([, each]) => toNumber(each ?? ''));
    const score = toNumber(/得分\s+([\d.,]+)/.exec(words.slice(words.indexOf('得分说明') + 4))?.[1] ?? '');
    expect(points).toHaveLength(6);
    expect(Math.abs(points.reduce((sum, each) => sum + each, 0) - score)).toBeLessThan(0.05);

    const how = explanation.getByRole('button', { name: '得分的计算说明', exact: true });
    await how.click();
    await page.getByRole('dialog', { name: '得分的计算说明', exact: true }).getByText('各指标得分之和').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('各指标得分之和').waitFor({ state: 'detached' });
    expect(query(page).get('firm')).toBe(code);
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('firm'));

    await page.getByRole('tab', { name: '等级变动' }).click();
    const cell = page.getByRole('table', { name: '等级变动' }).getByRole('link').first();
    const count = toNumber(/：([\d,]+) 家/.exec((await cell.getAttribute('aria-label')) ?? '')?.[1] ?? '');
    await cell.click();
    await page.waitForURL(/cell=/);
    await expect
      .poll(() => page.locator('[aria-setsize]').first().getAttribute('aria-setsize'))
      .toBe(String(Math.min(count, 100)));
    const [first] = await page.getByRole('listitem').filter({ hasText: '→' }).all();
    expect(await first?.innerText()).toMatch(/9[0-9A-Z]{17}/);
    await page.getByRole('combobox', { name: '起始年度' }).selectOption({ label: '2021 年至今' });
    await page.waitForURL(/since=2021/);
    await page.getByRole('heading', { name: /2021 → 2025/ }).waitFor();
  });
});

describe('changing a method', () => {
  it('says at once what the weights lack, and takes steps back and on', async () => {
    const { page } = await app.open('/?j=zhuji&job=evaluation');
    await weight(page, '亩均税收').fill('25');
    await page.getByText('合计 95，还差 5').waitFor();
    const panel = page.getByRole('complementary', { name: '评价方法' });
    await panel.getByText('1 处需改正后才能预览和发布').waitFor();
    const publish = page.getByRole('button', { name: '发布', exact: true });
    expect([await publish.isDisabled(), await versionOf(page)]).toEqual([true, '评价方法 v2 草案']);
    await weight(page, '亩均税收').fill('-');
    expect(await weight(page, '亩均税收').getAttribute('aria-invalid')).toBe('true');
    await weight(page, '亩均增加值').fill('25');
    await page.getByText('合计 100', { exact: true }).waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('合计 95，还差 5').waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    expect(await versionOf(page)).toBe('评价方法 v1');
    await page.getByRole('button', { name: '重做' }).click();
    await page.getByText('合计 95，还差 5').waitFor();
    await page.getByRole('button', { name: '还原为现行' }).click();
    expect(await versionOf(page)).toBe('评价方法 v1');
  });

  it('moves a class cut by keyboard, shows who changes class, and publishes a version that names its reason', async () => {
    const { page, complaints } = await app.open('/?j=zhuji&job=evaluation&y=2024');
    const line = page.getByRole('slider', { name: 'A 与 B 的界线' });
    await line.focus();
    for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowLeft');
    await page.getByText('前 25%').waitFor();
    await page.getByRole('link', { name: '改动影响' }).click();
    // Until the last step is previewed, what an earlier one gave stays, greyed.
    const changes = page.locator('section[aria-busy="false"]', {
      has: page.getByRole('heading', { name: '改变等级的企业' }),
    });
    const counts = await changes.getByText(/升 [\d,]+ 家，降 0 家/).innerText();
    const better = toNumber(/升 ([\d,]+) 家/.exec(counts)?.[1] ?? '');
    expect(better).toBeGreaterThan(0);

    await page.getByRole('button', { name: '发布', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '发布 v2' });
    expect(await dialog.innerText()).toMatch(/规上 2024 年度将改用 v2 评价[\s\S]*等级划分/);
    await dialog.getByText(`${better} 家升等，0 家降等`).waitFor();
    await dialog.getByRole('button', { name: '发布 v2 用于 2024 年度' }).click();
    await dialog.getByText('请写明发布理由').waitFor();
    await dialog.getByRole('textbox').fill('按年度评价办法调整比例');
    await dialog.getByRole('button', { name: '发布 v2 用于 2024 年度' }).click();
    await page.getByText('已发布 v2').waitFor({ timeout: 60_000 });
    expect(await versionOf(page)).toBe('评价方法 v2');
    expect(complaints).toEqual([]);
    const reply = await page.request.get('/api/evaluation?jurisdiction=zhuji&year=2024');
    expect((await reply.json()).tiers[0].method).toMatchObject({ version: 2, note: '按年度评价办法调整比例' });
    const newer = await page.request.get('/api/evaluation?jurisdiction=zhuji&year=2025');
    expect((await newer.json()).tiers[0].method.version).toBe(1);
  });

  it('adds a coefficient for two industries on a phone, says what is still empty, and exports whom it moves', async () => {
    const { page, complaints } = await app.open('/?j=zhuji&job=evaluation&part=changes', PHONE);
    await page.getByRole('combobox', { name: '添加…' }).selectOption({ label: '系数' });
    const details = page.getByRole('group', { name: '修改 新系数' });
    await details.getByRole('combobox', { name: '适用于' }).selectOption({ label: '所列行业的企业' });
    await details.getByText('填写不完整').waitFor();
    await page.getByText('1 处需改正后才能预览和发布').first().waitFor();
    for (const division of ['17', '34'])
      await details.getByRole('combobox', { name: '输入或选择两位代码' }).fill(division);
    await details.getByRole('textbox', { name: '系数（乘以各项合计）' }).fill('2');
    await details.getByRole('textbox', { name: '名称' }).fill('产业扶持');
    await page.getByText('行业 17 纺织 · 34 通用设备').waitFor();
    await page.getByText(/升 [1-9]\d* 家，降 [1-9]\d* 家/).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出全部 CSV' }).click();
    expect((await download).suggestedFilename()).toBe('draft-changes-zhuji-2025.csv');
    await page.getByRole('button', { name: '还原为现行' }).click();
    await page.getByText('与现行 v1 相同，没有可发布的改动').waitFor();
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('closing a year', () => {
  it('asks for the year once more, then shows since when it is closed and lets nothing be changed', async () => {
    const { page, complaints } = await app.open('/?j=zhuji&job=evaluation&y=2022');
    await page.getByRole('button', { name: '关闭年度' }).click();
    const dialog = page.getByRole('dialog', { name: '关闭 2022 年度' });
    await dialog.getByText('关闭后不能撤销').waitFor();
    await dialog.getByRole('button', { name: '关闭 2022 年度' }).click();
    await dialog.getByText('请输入年度 2022').waitFor();
    await dialog.getByRole('textbox').fill('2022');
    await dialog.getByRole('textbox').press('Enter');
    await page.getByText(/^已于 \d{4}年\d+月\d+日 关闭$/).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/本年度已于 .* 关闭：方法与等级不再改变/).waitFor();
    expect(await page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0);
    expect(await weight(page, '亩均税收').isDisabled()).toBe(true);
    expect(await page.getByRole('table', { name: 'v1 各等级家数' }).innerText()).not.toContain('草案');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: '年度说明' }).click();
    await page
      .getByRole('dialog', { name: '年度说明' })
      .getByText(/^已于 .* 关闭$/)
      .waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('the year', () => {
  it('is stepped through, shows what held in it, and leads to the movement up to it', async () => {
    const { page } = await app.open('/?j=zhuji&job=find&y=2025');
    await page.getByRole('button', { name: '上一年度' }).click();
    await page.waitForURL(/y=2024/);
    await page.getByRole('button', { name: '年度说明' }).click();
    const card = page.getByRole('dialog', { name: '年度说明' });
    await card.getByText(/规上 v\d · 规下 v\d/).waitFor();
    await card.getByRole('slider', { name: '选择年度' }).press('ArrowLeft');
    await page.waitForURL(/y=2023/);
    await card.getByRole('link', { name: '2022 → 2023' }).click();
    await page.getByRole('heading', { name: /2022 → 2023/ }).waitFor();
    expect(query(page).get('part')).toBe('movement');
  });

  it('that a link asks for and that has no data is named beside the one that is shown, until that is closed', async () => {
    const { page } = await app.open('/?j=zhuji&job=tally&y=1999', PHONE);
    const note = page.getByRole('status').filter({ hasText: '1999 年没有数据，显示 2025 年' });
    await note.getByRole('button', { name: '关闭' }).click();
    await page.waitForURL((url) => !url.searchParams.has('y'));
    await note.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '年度说明' }).click();
    await page.getByRole('dialog', { name: '年度说明' }).getByRole('button', { name: '上一年度' }).click();
    await page.waitForURL(/y=2024/);
  });
});
