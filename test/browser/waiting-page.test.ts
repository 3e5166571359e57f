import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START_PHASES, startingAnswers } from '../../server/src/http/waiting-page.ts';
import { chromiumOptions } from '../support/browser.ts';

const start = startingAnswers();
let answer: RequestListener = start.answer;
let server: Server;
let browser: Browser;
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch(chromiumOptions());
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

describe('the waiting page', () => {
  it('follows the start and turns into the map by itself, calling nobody else', async () => {
    const page = await browser.newPage();
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).host));
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await page.goto(`http://${address}/?year=2025`);
    await page.getByRole('status').getByText(START_PHASES.database.zh).waitFor();
    start.report('assessment', 0.5);
    await page.getByRole('status').getByText(START_PHASES.assessment.zh).waitFor();
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('80');
    answer = (_request, response) => response.setHeader('content-type', 'text/html').end('<title>map</title>ready');
    await page.waitForFunction(() => document.title === 'map');
    expect(page.url()).toBe(`http://${address}/?year=2025`);
    expect([...asked]).toEqual([address]);
    await page.close();
  });
});
