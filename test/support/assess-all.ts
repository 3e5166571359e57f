import type { Database } from '../../server/src/db/database.ts';
import { type Assessment, assess } from '../../server/src/features/assessment/assess.ts';
import { TEST_NOW } from './app.ts';

/** Assesses everything, or what is said, as on the day on which every test happens. */
export const assessAll = (db: Database, changes: Partial<Assessment> = {}): ReturnType<typeof assess> =>
  assess(
    { db, clock: () => TEST_NOW },
    { jurisdictionIds: 'all', reason: 'test', batchId: null, ...changes },
    () => undefined,
  );
