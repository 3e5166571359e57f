import { Problem } from '../../contract/problem.ts';
import type { ProposalRequest } from '../../contract/proposals.ts';
import type { Connection } from '../../db/database.ts';
import type { JurisdictionRow } from '../../db/places.ts';
import type { ParcelColumns } from '../../domain/parcel-columns.ts';
import type { Scope } from '../../domain/scope.ts';
import { LOCK } from '../../domain/zoning/zone-land.ts';
import { namedCodes, resolveLocks } from '../zones/resolve-locks.ts';
import { findShapes } from './site.queries.ts';

const PLACE = 'body.locks';

type Locked = {
  readonly jurisdiction: JurisdictionRow;
  readonly land: ParcelColumns;
  readonly request: ProposalRequest;
};

/** Locks by the id of the parcel. Refuses with parcel-not-found and with locks-contradict, naming the codes and the cure. */
export async function requireLocks(
  db: Connection,
  scope: Scope,
  { jurisdiction, land, request }: Locked,
): Promise<ReadonlyMap<number, 1 | -1>> {
  const resolved = await resolveLocks(db, scope, jurisdiction, request.locks);
  const lockedIn = [...resolved].filter(([, { lock }]) => lock === 'in');
  const ids = new Set(lockedIn.map(([id]) => id));
  const muHundredths = new Map<number, number>();
  land.columns.id.forEach((id, row) => {
    if (ids.has(id)) muHundredths.set(id, land.columns.countedMuHundredths[row] as number);
  });
  const codesOf = (isThat: (id: number) => boolean) =>
    lockedIn.filter(([id]) => isThat(id)).map(([, { code }]) => code);
  const absent = codesOf((id) => !muHundredths.has(id));
  if (absent.length > 0)
    throw new Problem(
      'parcel-not-found',
      `锁入的宗地没有 ${request.year} 年度的数据：${namedCodes(absent)}。 Locked in, but without figures for ${request.year}: ${namedCodes(absent)}.`,
      PLACE,
    );
  const large = codesOf((id) => (muHundredths.get(id) ?? 0) > request.greatestZoneMu * 100);
  if (large.length > 0)
    throw contradiction(
      `锁入的宗地大于连片区最大面积 ${request.greatestZoneMu} 亩：${namedCodes(large)}；请放大上限或解除锁定。 Locked in, but larger than the greatest zone of ${request.greatestZoneMu} mu: ${namedCodes(large)}. Raise the bound, or take the locks away.`,
    );
  if (request.controlLineOnly && lockedIn.length > 0) {
    const shapes = await findShapes(db, scope, jurisdiction.id, [...ids]);
    const outside = new Set(shapes.filter(({ controlShare }) => controlShare < 0.5).map(({ id }) => id));
    const beyond = codesOf((id) => outside.has(id));
    if (beyond.length > 0)
      throw contradiction(
        `锁入的宗地在工业用地控制线之外：${namedCodes(beyond)}；请解除锁定，或不限于线内。 Locked in, but outside the control line: ${namedCodes(beyond)}. Take the locks away, or search outside the line too.`,
      );
  }
  return new Map([...resolved].map(([id, { lock }]) => [id, lock === 'in' ? LOCK.in : LOCK.out]));
}

const contradiction = (detail: string): Problem => new Problem('locks-contradict', detail, PLACE);
