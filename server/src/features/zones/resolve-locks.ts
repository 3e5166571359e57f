import { Problem } from '../../contract/problem.ts';
import type { ParcelLock } from '../../contract/zone.ts';
import type { Connection } from '../../db/database.ts';
import type { JurisdictionRow } from '../../db/places.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Lock } from '../../domain/zone-measure/counted-parcels.ts';
import { findByCodes } from './zone-ground.queries.ts';

const PLACE = 'body.zone.locks';
const MOST_NAMED = 10;
/** A list of codes as a sentence can hold it. */
export const namedCodes = (codes: readonly string[]): string =>
  codes.length <= MOST_NAMED
    ? codes.join(', ')
    : `${codes.slice(0, MOST_NAMED).join(', ')} … (${codes.length - MOST_NAMED} more)`;

export type ResolvedLock = { readonly lock: Lock; readonly code: string };

/** The parcels that locks speak of, by id. Refuses with parcel-not-found and locks-contradict, naming the codes. */
export async function resolveLocks(
  db: Connection,
  scope: Scope,
  jurisdiction: JurisdictionRow,
  locks: readonly ParcelLock[],
): Promise<ReadonlyMap<number, ResolvedLock>> {
  if (locks.length === 0) return new Map();
  const codes = [...new Set(locks.map(({ code }) => code))];
  const found = await findByCodes(db, scope, jurisdiction.id, codes);
  const unknown = found.flatMap(({ code, id }) => (id === null ? [code] : []));
  if (unknown.length > 0)
    throw new Problem(
      'parcel-not-found',
      `${jurisdiction.name}没有锁定所指的宗地：${namedCodes(unknown)}。 No parcel of ${jurisdiction.name} has the locked codes: ${namedCodes(unknown)}.`,
      PLACE,
    );
  const resolved = new Map<number, ResolvedLock>();
  const contradicting = new Set<string>();
  for (const { code, lock } of locks)
    for (const { id } of found.filter((each) => each.code === code)) {
      const before = id === null ? undefined : resolved.get(id);
      if (before && before.lock !== lock) contradicting.add(code);
      else if (id !== null) resolved.set(id, { lock, code });
    }
  if (contradicting.size > 0)
    throw new Problem(
      'locks-contradict',
      `同一宗地既锁入又锁出：${namedCodes([...contradicting])}，请去掉其一。 Locked in and locked out at once: ${namedCodes([...contradicting])}. Take one of the locks away.`,
      PLACE,
    );
  return resolved;
}
