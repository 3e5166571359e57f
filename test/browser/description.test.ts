import { expect, it } from 'vitest';
import { browserApp } from '../support/browser-app.ts';

const app = browserApp();

it('the page of the API’s description works under its own policy', async () => {
  const { page, complaints } = await app.open('/api/docs');
  await page.locator('.opblock-summary').first().waitFor();
  expect(complaints).toEqual([]);
});
