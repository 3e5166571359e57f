import { type SQL, sql } from 'drizzle-orm';
import type { ParcelClassRule } from '../../domain/parcel-class.ts';

/**
 * The class of each parcel in a year by those who use its land: the same choice as `parcelClass` of the domain by any
 * rule but that of the right-holder. Needs `shares` and the year's evaluations.
 */
export function classesOfUsers(rule: Exclude<ParcelClassRule, 'right-holder'>, year: number): SQL {
  const worse = sql`place DESC, COALESCE(class, '') COLLATE "C" DESC`;
  const order = rule === 'worst' ? worse : sql`used_m2 DESC, ${worse}`;
  return sql`
    WITH users AS (
      SELECT s.parcel_id, s.used_m2, v.class, v.method_id
      FROM shares s LEFT JOIN evaluations v ON v.enterprise_id = s.enterprise_id AND v.year = ${year}
      WHERE s.used_m2 IS DISTINCT FROM 0
    ), places AS (
      SELECT c.cut->>'name' AS name, max(c.place) AS place
      FROM evaluation_methods m CROSS JOIN jsonb_array_elements(m.definition->'classes') WITH ORDINALITY AS c(cut, place)
      WHERE m.id IN (SELECT method_id FROM users)
      GROUP BY name
    ), classed AS (
      SELECT u.parcel_id, u.class, max(COALESCE(p.place, 0)) AS place, sum(COALESCE(u.used_m2, 0)) AS used_m2
      FROM users u LEFT JOIN places p ON p.name = u.class
      GROUP BY u.parcel_id, u.class
    )
    SELECT DISTINCT ON (parcel_id) parcel_id, class FROM classed
    WHERE ${rule === 'worst' ? sql`TRUE` : sql`parcel_id NOT IN (SELECT parcel_id FROM users WHERE used_m2 IS NULL)`}
    ORDER BY parcel_id, ${order}`;
}
