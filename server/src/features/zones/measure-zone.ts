import { Problem } from '../../contract/problem.ts';
import type { Zone } from '../../contract/zone.ts';
import type { ZoneMeasure, ZoneWarning } from '../../contract/zone-measure.ts';
import type { Connection } from '../../db/database.ts';
import { isBrokenOff } from '../../db/embedded-limit.ts';
import { floorAreaRulesInForce } from '../../db/methods.ts';
import { type JurisdictionRow, programmeOf, requireJurisdiction, requireYear } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { inSnapshot, isTimedOut } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import { muHundredthsFromM2 } from '../../domain/units.ts';
import { countedBy } from '../../domain/zone-measure/counted-parcels.ts';
import type { FeatureServices } from '../../http/services.ts';
import { describeZone, MOST_PARCELS } from './describe-zone.ts';
import { zoneHolders } from './holders.ts';
import { type ResolvedLock, resolveLocks } from './resolve-locks.ts';
import { requireSound } from './sound-boundary.ts';
import { findGround, findLayerShares, findUses, isWithinReach, readExtent } from './zone-ground.queries.ts';
import { groundOf, type ZoneParcelGround } from './zone-ground.ts';

export type ZoneRequest = {
  readonly jurisdiction: string;
  readonly year: number;
  readonly zone: Zone;
  readonly targetMu: number | null;
  /** Parcels that are listed; absent: as many as a reply takes. */
  readonly mostParcels?: number;
};

/** A zone is a part of a jurisdiction: 150,000 mu are 100 km², ten times the largest target of any programme. */
const MOST_GROUND_M2 = 100_000_000;
const PLACE = 'body.zone.boundary';

/**
 * Measures a zone from true geometry, as of one moment. Refuses with jurisdiction-not-found, year-without-data,
 * zone-empty, zone-self-intersects, zone-outside, zone-too-detailed, zone-too-large, locks-contradict, parcel-not-found
 * and outline-not-computed; a zone that holds no parcel is measured as such.
 */
export async function measureZone(
  services: Pick<FeatureServices, 'db' | 'clock'>,
  actor: Actor,
  request: ZoneRequest,
): Promise<ZoneMeasure> {
  try {
    const measure = (moment: Connection) => measureAsOf(moment, actor, request, services.clock());
    return await inSnapshot(services.db, measure, { statementMs: LONGEST_STATEMENT_MS });
  } catch (error) {
    throw inWords(error);
  }
}

/** A boundary that keeps the database busy for longer is refused: whoever draws has gone on long before. */
export const LONGEST_STATEMENT_MS = 20_000;

/** The refusal in which a failure of the database over a boundary is told; any other error stays what it is. */
export function inWords(error: unknown): unknown {
  if (isBrokenOff(error)) return notComputed();
  if (isTimedOut(error)) return tookTooLong();
  return error;
}

const tookTooLong = (): Problem =>
  new Problem(
    'zone-too-detailed',
    `边界过于复杂，${LONGEST_STATEMENT_MS / 1000} 秒内无法算出，请减少点或分成几片。 The boundary is so intricate that it was not computed in ${LONGEST_STATEMENT_MS / 1000} s. Give it fewer points, or make several of it.`,
    PLACE,
  );

/** The refusal where the embedded database stops on a boundary. */
const notComputed = (): Problem =>
  new Problem(
    'outline-not-computed',
    '内置数据库无法对这一边界进行计算，请略微移动边界，或改用 PostgreSQL（DATABASE_URL）。 The embedded database cannot compute with this boundary. Move it a little, or use a PostgreSQL (DATABASE_URL).',
    PLACE,
  );

async function measureAsOf(db: Connection, actor: Actor, request: ZoneRequest, now: Date): Promise<ZoneMeasure> {
  const { year, zone, targetMu, mostParcels = MOST_PARCELS } = request;
  const jurisdiction = await requireJurisdiction(db, actor.scope, request.jurisdiction);
  await requireYear(db, jurisdiction, year);
  await requireSound(db, zone.boundary, PLACE);
  const extent = await readExtent(db, zone.boundary, jurisdiction.id);
  if (extent.areaM2 > MOST_GROUND_M2) throw tooLarge(extent.areaM2);
  const locks = await resolveLocks(db, actor.scope, jurisdiction, zone.locks);
  const rows = await findGround(db, actor.scope, {
    jurisdictionId: jurisdiction.id,
    year,
    boundary: zone.boundary,
    lockedIn: idsLocked(locks, 'in'),
  });
  const ground = groundOf(rows, locks);
  if (ground.length === 0 && !(await isWithinReach(db, zone.boundary, jurisdiction.id))) throw outside(jurisdiction);
  const { uses, layers } = await readBesides(db, { jurisdiction, year, zone, ground });
  return describeZone({
    head: {
      revision: (await currentRevision(db)).id,
      jurisdiction: jurisdiction.code,
      year,
      at: now.toISOString(),
      isSynthetic: jurisdiction.isSynthetic,
      warnings: warningsOf(zone, ground, locks, extent.outsideM2),
    },
    extent,
    counting: zone.counting,
    ground,
    holders: zoneHolders(ground, uses, await floorAreaRulesInForce(db, jurisdiction.id, year)),
    uses,
    layers,
    programme: await programmeOf(db, jurisdiction.id),
    targetMu,
    today: now.toISOString().slice(0, 10),
    mostParcels,
  });
}

type Found = {
  readonly jurisdiction: JurisdictionRow;
  readonly year: number;
  readonly zone: Zone;
  readonly ground: readonly ZoneParcelGround[];
};

/** Who stands on the parcels, and in which layers the counted ones lie. */
async function readBesides(db: Connection, { jurisdiction, year, zone, ground }: Found) {
  const counted = countedBy(ground, zone.counting);
  const uses = await findUses(
    db,
    ground.map(({ id }) => id),
    year,
  );
  const layers = await findLayerShares(db, jurisdiction.id, zone.boundary, {
    whole: counted.flatMap(({ parcel, weight }) => (weight === 1 ? [parcel.id] : [])),
    clipped: counted.flatMap(({ parcel, weight }) => (weight < 1 ? [parcel.id] : [])),
  });
  return { uses, layers };
}

function warningsOf(
  zone: Zone,
  ground: readonly ZoneParcelGround[],
  locks: ReadonlyMap<number, ResolvedLock>,
  outsideM2: number,
): ZoneWarning[] {
  const ids = new Set(ground.map(({ id }) => id));
  const idle = [...locks].flatMap(([id, { lock, code }]) => (lock === 'out' && !ids.has(id) ? [code] : []));
  const outsideMuHundredths = muHundredthsFromM2(outsideM2);
  const warnings: ZoneWarning[] = [];
  if (countedBy(ground, zone.counting).length === 0) warnings.push({ kind: 'holds-no-parcel' });
  if (outsideMuHundredths > 0) warnings.push({ kind: 'reaches-outside', muHundredths: outsideMuHundredths });
  if (idle.length > 0) warnings.push({ kind: 'lock-without-effect', codes: [...new Set(idle)] });
  return warnings;
}

const idsLocked = (locks: ReadonlyMap<number, ResolvedLock>, wanted: ResolvedLock['lock']): number[] =>
  [...locks].flatMap(([id, { lock }]) => (lock === wanted ? [id] : []));

const tooLarge = (areaM2: number): Problem =>
  new Problem(
    'zone-too-large',
    `连片区有 ${Math.round(areaM2 / 1e6)} 平方公里，最多测算 ${MOST_GROUND_M2 / 1e6} 平方公里；全辖区的数字见“统计”。 The zone covers ${Math.round(areaM2 / 1e6)} km², and at most ${MOST_GROUND_M2 / 1e6} km² are measured as one. The tally tells the figures of the whole jurisdiction.`,
    PLACE,
  );

const outside = ({ name }: JurisdictionRow): Problem =>
  new Problem(
    'zone-outside',
    `边界不在${name}范围内，请在辖区内绘制，或检查坐标系（CGCS2000 经纬度）。 The boundary lies outside ${name}. Draw it inside, or check that it is in longitude and latitude (CGCS2000).`,
    PLACE,
  );
