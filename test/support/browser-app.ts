import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { connectServer } from '../../server/src/db/connect-server.ts';
import type { Database } from '../../server/src/db/database.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { seedDemonstration } from '../../server/src/features/demo/seed-demonstration.ts';
import { testApp } from './app.ts';
import { assessAll } from './assess-all.ts';
import { chromiumOptions } from './browser.ts';
import { startPostgres } from './postgres.ts';

export const DESK = { width: 1440, height: 900 };
export const LAPTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** Everything is drawn on the processor here: half the dots each way, nothing that shimmers, and WebGL for nothing but the map. The layout is that of the whole size. */
const CHEAP: BrowserContextOptions = { deviceScaleFactor: 0.5, reducedMotion: 'reduce' };
const MAP_ONLY = ['--disable-gpu-compositing'];
const PARCELS = 900;
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
  const { url, drop } = await freshDatabase();
  const db = await connectServer(url);
  await migrate(db);
  await seedDemonstration({ db }, { parcels: PARCELS, seed: 1 }, () => undefined);
  await assessAll(db);
  const app = await testApp({ db });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const browser: Browser = await chromium.launch(chromiumOptions(MAP_ONLY));
  return { db, app, origin, browser, drop };
}

async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (!given) {
    const { url, stop } = await startPostgres();
    return { url, drop: stop };
  }
  const name = `yima_guandi_browser_${randomBytes(4).toString('hex')}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: given });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
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
