import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { en } from '../../client/src/text/en.ts';
import { zh } from '../../client/src/text/zh.ts';
import { browserApp, LAPTOP, PHONE } from '../support/browser-app.ts';
import { faults } from './faults.ts';

const app = browserApp();
const query = (page: Page) => new URL(page.url()).searchParams;
const toNumber = (text: string): number => Number(text.replaceAll(',', ''));
const listRows = (page: Page) => page.getByRole('region', { name: '宗地列表' }).getByRole('link');

describe('every panel', () => {
  const jobs = ['find', 'tally', 'imports', 'programme'] as const;
  const screens = [
    { name: 'laptop', size: LAPTOP, lang: 'zh', text: zh },
    { name: 'phone', size: PHONE, lang: 'en', text: en },
  ];
  it.each(screens)(
    'on a $name in $lang: no error, nothing wider than the screen, no fault of accessibility',
    async ({ size, lang, text }) => {
      const { page, complaints, settled } = await app.open(`/?j=zhuji&lang=${lang}`, size);
      const rail = page.getByRole('navigation');
      for (const job of jobs) {
        await rail.getByRole('button', { name: text.shell.jobs[job], exact: true }).click();
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await settled();
        expect(query(page).get('job')).toBe(job);
        expect(complaints, job).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), job).toBe(true);
        expect(await faults(page), job).toEqual([]);
      }
    },
  );
});

describe('the tally', () => {
  it('takes the grouping into the link and back, prints rows that add up to its total, and opens the parcels behind a number', async () => {
    const { page } = await app.open('/?j=zhuji&job=tally');
    const table = page.getByRole('table', { name: '按镇街' });
    await table.waitFor();
    await page.getByRole('button', { name: '等级' }).click();
    await page.getByRole('table', { name: '按等级' }).waitFor();
    await page.waitForURL(/by=class/);
    await page.goBack();
    await table.waitFor();
    const column = async (rows: string) => (await table.locator(rows).allInnerTexts()).map(toNumber);
    const [total = Number.NaN] = await column('tfoot td:nth-child(5)');
    const sum = (await column('tbody td:nth-child(5)')).reduce((all, each) => all + Math.round(each * 100), 0);
    expect(sum).toBe(Math.round(total * 100));

    const number = table.locator('tbody tr').first().locator('td:nth-child(4) a');
    const parcels = await number.innerText();
    await number.click();
    await page.getByRole('heading', { name: '找地' }).waitFor();
    expect(query(page).get('job')).toBe('find');
    await page.getByText(`已列 ${parcels} / ${parcels} 宗`).waitFor();
    await page.getByRole('tab', { selected: true }).filter({ hasText: parcels }).waitFor();
  });

  it('prints as paper: title, programme, time and revision, the mark of synthetic data, no bars', async () => {
    const { page } = await app.open('/?j=zhuji&job=tally');
    await page.getByRole('table', { name: '按镇街' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    const paper = () => page.locator('body').innerText(); // The programme's name comes by a request of its own.
    await expect
      .poll(paper)
      .toMatch(/诸暨市低效与疑似闲置工业用地统计\s+演示数据，非真实宗地[\s\S]*攻坚行动方案（草案）[\s\S]*统计时间/);
    await expect.poll(paper).toMatch(/单位：宗、亩[\s\S]*修订 R/);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf).toMatch(/MediaBox\s*\[0 0 84[12][\d.]* 59[45]/);
  });
});

describe('finding land', () => {
  it('prints the clause and whether the number itself counts; switches the finding, lists its parcels and opens a dossier by keyboard', async () => {
    const { page } = await app.open('/?j=zhuji&job=find');
    const rules = page.getByRole('region', { name: '认定规则' });
    await rules.getByText('亩均税收 ≤').waitFor();
    expect(await rules.getByRole('spinbutton').inputValue()).toBe('5.0');
    await rules.getByText('草案').waitFor();
    expect(await rules.innerText()).toMatch(/含本数[\s\S]*诸暨方案/);

    await page.getByRole('button', { name: /^更多/ }).click();
    const chip = page.getByRole('button', { name: /^空置厂房/ }).first();
    await chip.filter({ hasText: /\d/ }).waitFor();
    const count = /[\d,]+/.exec(await chip.innerText())?.[0] ?? '';
    await chip.click();
    await page.waitForURL((url) => url.searchParams.get('filter')?.includes('vacant-floor-area') ?? false);
    await page.getByRole('tab', { selected: true }).filter({ hasText: count }).waitFor();
    await page.getByText(new RegExp(`已列 .* / ${count} 宗`)).waitFor();
    await listRows(page).first().focus();
    await page.keyboard.press('ArrowDown');
    const second = listRows(page).nth(1);
    expect(await second.evaluate((row) => row === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/sel=/);
    expect(await second.getAttribute('aria-current')).toBe('true');
    const dossier = page.getByRole('complementary');
    await dossier.waitFor();
    await page.getByRole('button', { name: '图层' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox').first().waitFor({ state: 'detached' });
    expect(await dossier.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await dossier.waitFor({ state: 'detached' });
  });

  it('says that nothing fits, and clears the filter by one act', async () => {
    const filter = '{"op":"=","args":[{"property":"industry"},"99"]}';
    const { page } = await app.open(`/?${new URLSearchParams({ j: 'zhuji', job: 'find', filter })}`);
    await page.getByText('没有符合的宗地').waitFor();
    await page.getByRole('button', { name: '清除条件', exact: true }).click();
    await listRows(page).first().waitFor();
    await page.waitForURL((url) => !url.searchParams.has('filter'));
  });
});

describe('importing from the page', () => {
  const csv = [
    '企业名称,统一社会信用代码,行业代码',
    '甲机械有限公司,91330681MA2D0000,34',
    ',91330681MA00000001,17',
    '乙纺织有限公司,91330681MA2D00000X,17',
  ].join('\n');

  it('explains a file that cannot be read, shows of another what was stored and why rows came back, and keeps the report in the link', async () => {
    const { page, complaints } = await app.open('/?j=zhuji&job=imports');
    await page.setInputFiles('input[type=file]', {
      name: 'lots.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from('no archive'),
    });
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('文件无法读取');
    expect(complaints.splice(0)).toEqual([expect.stringContaining('422')]); // What the browser says of the refusal.

    await page.getByText('企业', { exact: true }).click();
    await page.setInputFiles('input[type=file]', {
      name: 'enterprises.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.getByRole('heading', { name: /enterprises\.csv/ }).waitFor();
    await page.getByText('退回与警告的行').waitFor();
    const report = page.getByRole('article').filter({ hasText: '识别结果' });
    expect(await report.innerText()).toContain('缺少企业名称，请补填');
    expect(query(page).get('batch')).toMatch(/^\d+$/);
    const download = await page.request.get(`/api/imports/${query(page).get('batch')}/refused.csv`);
    expect(await download.text()).toContain('91330681MA2D0000');
    expect(complaints).toEqual([]);
  });
});

describe('the programme', () => {
  it('is shown whole: status, rules, paths with what they count as, and targets by measure', async () => {
    const { page } = await app.open('/?j=jindong&job=programme');
    await page.getByRole('table', { name: '目标', exact: true }).waitFor();
    expect(await page.getByRole('article').innerText()).toContain('草案');
    const targets = await page.getByRole('table', { name: '目标', exact: true }).innerText();
    expect(targets).toContain('≥ 6,000 亩');
    expect(targets).toContain('年均');
    expect(await page.getByRole('table', { name: '认定规则' }).innerText()).toContain('亩均税收 ≤ 3 万元/亩');
  });
});
