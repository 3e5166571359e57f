import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { ParcelList } from '../../server/src/contract/api.ts';
import { firstAdministratorLink } from '../../server/src/features/accounts/first-administrator.ts';
import { TEST_NOW } from '../support/app.ts';
import { browserApp, LAPTOP, PHONE } from '../support/browser-app.ts';
import { faults } from './faults.ts';

const app = browserApp('accounts');
/** Less map to draw. */
const SMALL = { width: 1024, height: 600 };
const PASSWORD = 'willow over quiet harbour';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

async function choosePassword(page: Page, password: string): Promise<void> {
  await field(page, '新密码').fill(password);
  await field(page, '再输入一次').fill(password);
  await press(page, '设置密码并登录');
  // The map need not be drawn before the next page.
  await page.waitForURL((url) => url.pathname === '/', { waitUntil: 'commit' });
}

/** The administrator of a fresh folder invites a planner; answers the planner's link. */
async function invitePlanner(page: Page): Promise<string> {
  await press(page, '邀请用户');
  await field(page, '用户名').fill('lin');
  await field(page, '姓名').fill('规划员林');
  await page.getByRole('radio', { name: /^规划员/ }).check();
  await page.getByRole('checkbox', { name: '诸暨市' }).check();
  expect(await faults(page)).toEqual([]);
  await press(page, '邀请');
  const link = await field(page, '链接').inputValue();
  await press(page, '完成');
  await page.getByRole('row', { name: /规划员林 lin 规划员 诸暨市 待设密码/ }).waitFor();
  return link;
}

it('lets an administrator in by the link of the console, who invites a planner, who keeps a draft over the end of a session', async () => {
  const link = await firstAdministratorLink({ db: app.db, clock: () => TEST_NOW });
  const { page: admin } = await app.open(link?.path ?? '', LAPTOP, {});
  await field(admin, '新密码').fill('too short');
  await press(admin, '设置密码并登录');
  await admin.getByText('还差 3 个').waitFor();
  expect(new URL(admin.url()).hash).toBe('');
  await choosePassword(admin, PASSWORD);
  await admin.goto('/admin/users');
  const invited = await invitePlanner(admin);
  await admin.goto('/account');
  await admin.getByText('本设备').waitFor();
  expect(await faults(admin)).toEqual([]);

  const { page } = await app.open(invited, PHONE, {});
  await choosePassword(page, PASSWORD);
  await page.setViewportSize(SMALL);
  await page.goto('/admin/users');
  await page.getByText('您的角色是“规划员”').waitFor();
  expect(await page.getByRole('navigation').getByRole('link', { name: '管理' }).count()).toBe(0);

  await page.goto('/?j=zhuji&job=zones');
  const listing = await page.request.get('/api/parcels?jurisdiction=zhuji&year=2025&order=area&limit=2');
  const { items } = (await listing.json()) as ParcelList;
  await press(page, '按代码成片');
  await field(page, '宗地代码').fill(items.map(({ code }) => code).join('，'));
  await press(page, '成片');
  const counted = page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { pressed: true }) })
    .getByRole('cell');
  await expect.poll(async () => (await counted.allInnerTexts())[0]).toBe('2');

  await page.request.delete('/api/session');
  await page.getByRole('navigation').getByRole('button', { name: '统计' }).click();
  const dialog = page.getByRole('dialog', { name: '登录已结束' });
  await dialog.waitFor();
  expect(await faults(page)).toEqual([]);
  await field(page, '密码').fill('somebody else');
  await page.keyboard.press('Enter');
  await dialog.getByText('用户名或密码不正确').waitFor();
  await field(page, '密码').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('table', { name: '按镇街' }).waitFor();
  await page.getByRole('navigation').getByRole('button', { name: '连片' }).click();
  await expect.poll(async () => (await counted.allInnerTexts())[0]).toBe('2');

  await page.getByRole('button', { name: '账户：规划员林' }).click();
  await press(page, '退出登录');
  await field(page, '用户名').waitFor();
  expect(await faults(page)).toEqual([]);
  expect(new URL(page.url()).search).toBe('');
});
