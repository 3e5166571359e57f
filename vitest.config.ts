import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { WITHOUT_TIER_UP } from './test/support/without-tier-up.ts';

/** Longest first start of an embedded database on a slow machine, with room. */
const START_MS = 180_000;
const DATABASE_TEST_MS = 60_000;

/** Files that share one database, or one Chromium, take turns. Reading the whole application takes seconds, so it is read once for all of them. */
const oneAfterAnother = { fileParallelism: false, isolate: false, setupFiles: ['test/support/close-after-file.ts'] };

/** A database that one test opens is closed before machine code made anew for it would pay. */
const briefDatabases = { execArgv: [...WITHOUT_TIER_UP] };

/** Real data lies beside the repository where it is to be tried, and is no part of it. */
const REAL_DATA = new URL('../shared/data/cambridge/', import.meta.url);
const exclude = existsSync(REAL_DATA) ? [] : ['test/sql/import-cambridge.test.ts'];

export default defineConfig({
  test: {
    cache: false, // Two suites run at the same time and would write it over one another.
    projects: [
      {
        test: {
          name: 'pure',
          include: ['test/*.test.ts', 'test/{domain,contract,formats,client,process,security/pure}/**/*.test.ts'],
          // The map reads its colours from the stylesheet of tokens, which must not be emptied.
          css: true,
          pool: 'threads',
          isolate: false, // Pure tests share nothing that changes, so modules are read once.
          maxWorkers: '100%', // By itself it leaves one processor free, which nothing else needs meanwhile.
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'db',
          include: ['test/{sql,api,embedded}/**/*.test.ts', 'test/security/fuzz.test.ts'],
          exclude,
          globalSetup: ['test/support/start-embedded.ts'],
          ...oneAfterAnother,
          ...briefDatabases,
          testTimeout: DATABASE_TEST_MS,
          hookTimeout: START_MS,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'server-db',
          include: ['test/{sql,api,across}/**/*.test.ts', 'test/security/*.test.ts'],
          exclude,
          globalSetup: ['test/support/start-server.ts'],
          ...oneAfterAnother,
          ...briefDatabases,
          testTimeout: DATABASE_TEST_MS,
          hookTimeout: START_MS,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/start-demonstration.ts'],
          ...oneAfterAnother,
          // Pages are drawn in software here: a busy machine may miss a wait once, a fault misses it twice.
          retry: 1,
          testTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
