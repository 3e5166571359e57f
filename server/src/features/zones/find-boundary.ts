import type { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import { type Boundary, MOST_VERTICES } from '../../contract/zone.ts';
import type { ZoneBoundary, ZoneBoundaryRequest } from '../../contract/zone-measure.ts';
import type { Connection, Database } from '../../db/database.ts';
import { isBrokenOff } from '../../db/embedded-limit.ts';
import { type JurisdictionRow, requireJurisdiction } from '../../db/places.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import { muHundredthsFromM2 } from '../../domain/units.ts';
import { snapGround } from '../../domain/zone-measure/snap-ground.ts';
import { inWords, LONGEST_STATEMENT_MS } from './measure-zone.ts';
import { namedCodes } from './resolve-locks.ts';
import { requireSound, tooDetailed, verticesOf } from './sound-boundary.ts';
import { findKnownIds, findOutlinesNear, mendBoundary, readAreaM2, uniteParcels } from './zone-boundary.queries.ts';
import { findByCodes, OVERLAY_GRID_DEGREES } from './zone-ground.queries.ts';

type BoundaryRequest = z.output<typeof ZoneBoundaryRequest>;

const EXACT = -1;
/** A degree of latitude is longer, so that what is sought by this reach holds all that lies within the metres. */
const DEGREES_PER_M = 1 / 90_000;

/**
 * A boundary as the ground has it: of whole parcels, or a drawn one laid on the parcels' edges. Refuses with
 * jurisdiction-not-found, zone-without-parcels, zone-too-detailed, zone-too-large, zone-empty, zone-self-intersects
 * and outline-not-computed.
 */
export async function findBoundary(db: Database, actor: Actor, request: BoundaryRequest): Promise<ZoneBoundary> {
  const find = (gridDegrees: number) =>
    inSnapshot(
      db,
      async (moment) => {
        const jurisdiction = await requireJurisdiction(moment, actor.scope, request.jurisdiction);
        return request.boundary
          ? layOnParcels(moment, actor, jurisdiction, request.boundary, request.snapM)
          : ofParcels(moment, actor, jurisdiction, request, gridDegrees);
      },
      { statementMs: LONGEST_STATEMENT_MS },
    );
  try {
    return await find(EXACT).catch((error: unknown) => {
      // What the embedded database cannot compute with as it is, it can on a grid.
      if (isBrokenOff(error)) return find(OVERLAY_GRID_DEGREES);
      throw error;
    });
  } catch (error) {
    throw inWords(error);
  }
}

async function ofParcels(
  db: Connection,
  actor: Actor,
  jurisdiction: JurisdictionRow,
  request: BoundaryRequest,
  gridDegrees: number,
): Promise<ZoneBoundary> {
  const { ids, unknown } = await knownParcels(db, actor, jurisdiction, request);
  if (ids.length === 0)
    throw new Problem(
      'zone-without-parcels',
      `${jurisdiction.name}没有这些宗地：${namedCodes(unknown)}。 ${jurisdiction.name} has no parcel of these: ${namedCodes(unknown)}.`,
      request.codes ? 'body.codes' : 'body.ids',
    );
  const { boundary, areaM2 } = await uniteParcels(db, {
    jurisdictionId: jurisdiction.id,
    ids,
    bridgeM: request.bridgeM,
    gridDegrees,
  });
  const vertices = verticesOf(boundary);
  if (vertices > MOST_VERTICES) throw tooDetailed(vertices, request.codes ? 'body.codes' : 'body.ids');
  return {
    boundary,
    areaMuHundredths: muHundredthsFromM2(areaM2),
    drawnMuHundredths: null,
    movedM: 0,
    parcels: ids.length,
    unknownCodes: unknown,
  };
}

async function knownParcels(
  db: Connection,
  actor: Actor,
  { id }: JurisdictionRow,
  { ids = [], codes }: BoundaryRequest,
): Promise<{ readonly ids: number[]; readonly unknown: string[] }> {
  if (codes) {
    const found = await findByCodes(db, actor.scope, id, [...new Set(codes)]);
    return {
      ids: [...new Set(found.flatMap((each) => each.id ?? []))],
      unknown: found.flatMap((each) => (each.id === null ? [each.code] : [])),
    };
  }
  const known = await findKnownIds(db, actor.scope, id, ids);
  const isKnown = new Set(known);
  return { ids: known, unknown: [...new Set(ids)].filter((each) => !isKnown.has(each)).map(String) };
}

async function layOnParcels(
  db: Connection,
  actor: Actor,
  { id }: JurisdictionRow,
  drawn: Boundary,
  snapM: number,
): Promise<ZoneBoundary> {
  await requireSound(db, drawn, 'body.boundary');
  const outlines = await findOutlinesNear(db, actor.scope, id, drawn, snapM * DEGREES_PER_M);
  const { ground, movedM } = snapGround(drawn.coordinates, outlines.flat(), snapM);
  const { boundary, areaM2 } = await mendBoundary(db, { type: 'MultiPolygon', coordinates: ground });
  return {
    boundary,
    areaMuHundredths: muHundredthsFromM2(areaM2),
    drawnMuHundredths: muHundredthsFromM2(await readAreaM2(db, drawn)),
    movedM: Number(movedM.toFixed(2)),
    parcels: null,
    unknownCodes: [],
  };
}
