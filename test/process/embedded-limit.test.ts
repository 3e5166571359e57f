import { expect, it } from 'vitest';
import { limitWords } from '../../server/src/db/embedded-limit.ts';

it('says above a hundred thousand parcels, and not before, that the embedded database is full and what helps', () => {
  expect([0, 6000, 100_000].map(limitWords)).toEqual([null, null, null]);
  expect(limitWords(100_001)).toBe(
    'The embedded database holds 100,001 parcels and is meant for up to 100,000: totals and imports take long. Move to a PostgreSQL with PostGIS: npm run cli -- backup, then restore with DATABASE_URL set.',
  );
});
