import { describe, expect, it } from 'vitest';
import { refuseVersions, withoutPassword } from '../../server/src/db/connect-server.ts';

const good = { postgres: 150_018, postgis: '3.3.2', trgm: '1.6' };

describe('a database server', () => {
  it.each([good, { ...good, postgres: 180_003, postgis: '3.6.0' }, { ...good, postgis: '4.0.0' }])(
    '%o will do',
    (found) => {
      expect(refuseVersions(found)).toBeNull();
    },
  );

  it.each([
    [{ ...good, postgres: 140_012 }, /PostgreSQL 14; 15 or newer/],
    [{ ...good, postgis: null }, /no PostGIS.*postgresql-15-postgis-3/],
    [{ ...good, postgis: '3.2.4' }, /PostGIS of DATABASE_URL is 3\.2\.4; 3\.3 or newer/],
    [{ ...good, trgm: null }, /lacks the extension pg_trgm/],
  ])('%o is refused in words', (found, words) => expect(refuseVersions(found)).toMatch(words));

  it('is named without its password', () => {
    expect(withoutPassword('postgres://land:s3cret@db.example:5433/parcels?sslmode=require')).toBe(
      'postgres://land@db.example:5433/parcels',
    );
  });
});
