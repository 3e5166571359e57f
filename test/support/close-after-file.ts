import { afterAll } from 'vitest';
import { closeApps } from './app.ts';
import { closeDatabases } from './database.ts';

/** Runs before each test file: modules are shared between files, so a hook at the top of a module would run for one only. */
afterAll(async () => {
  await closeApps();
  await closeDatabases();
});
