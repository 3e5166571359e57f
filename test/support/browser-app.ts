import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Request,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { connectServer } from '../../server/src/db/connect-server.ts';
import type { Database } from '../../server/src/db/database.ts';
import type { Services } from '../../server/src/http/services.ts';
import { testApp } from './app.ts';
import { chromiumOptions } from './browser.ts';
import { createDatabase } from './database-server.ts';

export const DESK = { width: 1440, height: 900 };
export const LAPTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** Everything is drawn on the processor here: half the dots each way, nothing that shimmers, and WebGL for nothing but the map. The layout is that of the whole size. */
const CHEAP: BrowserContextOptions = { deviceScaleFactor: 0.5, reducedMotion: 'reduce' };
const MAP_ONLY = ['--disable-gpu-compositing'];
const MAP_MS = 60_000;
const QUIET_MS = 500;

export type OpenedPage = {
  readonly page: Page;
  /** Errors of the console, uncaught ones, and requests to anywhere but the application. */
  readonly complaints: string[];
  /** Waits until half a second has gone without a request, after a step inside the page as after its first load. */
  readonly settled: () => Promise<void>;
};

export type BrowserApp = {
  readonly db: Database;
  readonly open: (path: string, size?: typeof DESK, options?: BrowserContextOptions) => Promise<OpenedPage>;
  /** What the application answers to a GET, for a test that only needs to know of what it will look at. */
  readonly ask: <T>(path: string) => Promise<T>;
};

/** The built client on the whole application with demonstration parcels, and a Chromium to look at it: for the tests of one file. */
export function browserApp(access: Services['access'] = 'loopback'): BrowserApp {
  let started: Awaited<ReturnType<typeof start>> | null = null;
  let kept: Page | null = null;
  beforeAll(async () => {
    started = await start(access);
  });
  const opened: BrowserContext[] = [];
  const breaches: string[] = [];
  // What a test has left open goes on drawing, and all of it is drawn on the processor here.
  afterEach(async () => {
    for (const context of opened.splice(0)) await context.close();
    if (kept) await leave(kept);
    expect(breaches.splice(0), 'what the page’s policy forbids was tried').toEqual([]);
  });
  afterAll(async () => {
    await started?.browser.close();
    await started?.app.close();
    await started?.db.close();
    await started?.drop();
  });
  const need = () => {
    if (!started) throw new Error('The application is there from the first test on, not before.');
    return started;
  };
  const newPage = async (options: BrowserContextOptions) => {
    const { browser, origin } = need();
    const context = await browser.newContext({ ...CHEAP, baseURL: origin, locale: 'zh-CN', ...options });
    await watchPolicy(context, breaches);
    return context.newPage();
  };
  return {
    get db() {
      return need().db;
    },
    // The tab of the test before knows the scripts: a fresh one costs three times as much.
    open: async (path, size = DESK, options) => {
      const page = options ? await newPage(options) : (kept ?? (await newPage({})));
      if (options) opened.push(page.context());
      else kept = page;
      await leave(page);
      await page.setViewportSize(size);
      const watched = watch(page, need().origin);
      await page.goto(path);
      return { page, ...watched };
    },
    ask: async (path) => (await need().app.inject({ url: path })).json(),
  };
}

/** Turns a tab to nothing: what it kept, listened to and pretended is gone. A picture of ours leaves it its process, which an empty page would not. */
async function leave(page: Page): Promise<void> {
  for (const event of ['console', 'pageerror', 'request', 'requestfinished', 'requestfailed'] as const)
    page.removeAllListeners(event);
  await page.goto('/mark.svg');
  await page.evaluate(() => localStorage.clear());
  await page.emulateMedia({ media: null });
}

/** Gathers what a page tried that its policy forbids. Most of it a library catches itself, so that no console tells. */
async function watchPolicy(context: BrowserContext, breaches: string[]): Promise<void> {
  await context.exposeFunction('tellBreach', (words: string) => breaches.push(words));
  await context.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    tellBreach([event.effectiveDirective, event.blockedURI, event.sourceFile, event.sample].join(' ')))`);
}

async function start(access: Services['access']) {
  const { server, name } = inject('demonstration');
  const { url, drop } = await createDatabase(server, { like: name });
  const db = await connectServer(url);
  const app = await testApp({ db, access });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const browser: Browser = await chromium.launch(chromiumOptions(MAP_ONLY));
  return { db, app, origin, browser, drop };
}

function watch(page: Page, origin: string): Omit<OpenedPage, 'page'> {
  const complaints: string[] = [];
  let changedAt = Date.now();
  const open = new Set<Request>();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    open.add(request);
    const { protocol, origin: asked } = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && asked !== origin)
      complaints.push(`outside: ${request.url()}`);
  });
  const close = (request: Request) => {
    open.delete(request);
    changedAt = Date.now();
  };
  page.on('requestfinished', close);
  page.on('requestfailed', close);
  const settled = () =>
    expect.poll(() => open.size === 0 && Date.now() - changedAt > QUIET_MS, { interval: 100 }).toBe(true);
  return { complaints, settled };
}

/** Waits until the map has drawn all that it asked for. */
export async function mapIsDrawn(page: Page): Promise<void> {
  await page.locator('section[aria-busy=false]').waitFor({ timeout: MAP_MS });
}
