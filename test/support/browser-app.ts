import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { connectServer } from '../../server/src/db/connect-server.ts';
import type { Database } from '../../server/src/db/database.ts';
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

export type OpenedPage = {
  readonly page: Page;
  /** Errors of the console, uncaught ones, and requests to anywhere but the application. */
  readonly complaints: string[];
};

export type BrowserApp = {
  readonly db: Database;
  readonly open: (path: string, size?: typeof DESK, options?: BrowserContextOptions) => Promise<OpenedPage>;
};

/** The built client on the whole application with demonstration parcels, and a Chromium to look at it: for the tests of one file. */
export function browserApp(): BrowserApp {
  let started: Awaited<ReturnType<typeof start>> | null = null;
  beforeAll(async () => {
    started = await start();
  });
  const opened: BrowserContext[] = [];
  // What a test has left open goes on drawing, and all of it is drawn on the processor here.
  afterEach(async () => {
    for (const context of opened.splice(0)) await context.close();
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
  return {
    get db() {
      return need().db;
    },
    open: async (path, size = DESK, options = {}) => {
      const { browser, origin } = need();
      const context = await browser.newContext({
        ...CHEAP,
        viewport: size,
        baseURL: origin,
        locale: 'zh-CN',
        ...options,
      });
      opened.push(context);
      const page = await context.newPage();
      const complaints = watch(page, origin);
      await page.goto(path);
      return { page, complaints };
    },
  };
}

async function start() {
  const { server, name } = inject('demonstration');
  const { url, drop } = await createDatabase(server, { like: name });
  const db = await connectServer(url);
  const app = await testApp({ db });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const browser: Browser = await chromium.launch(chromiumOptions(MAP_ONLY));
  return { db, app, origin, browser, drop };
}

function watch(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && asked !== origin)
      complaints.push(`outside: ${request.url()}`);
  });
  return complaints;
}

/** Waits until the map has drawn all that it asked for. */
export async function mapIsDrawn(page: Page): Promise<void> {
  await page.locator('section[aria-busy=false]').waitFor({ timeout: MAP_MS });
}
