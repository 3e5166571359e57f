import { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import type { Connection } from '../../db/database.ts';
import { currentRevision } from '../../db/revision.ts';
import { type SharedStore, sharedStore } from '../../db/shared-store.ts';
import type { Scope } from '../../domain/scope.ts';
import { type Outline, outlineOf, sharedBorder, sidesOf } from '../../domain/zoning/shared-border.ts';
import type { SiteBorder } from '../../domain/zoning/zone-site.ts';
import { findBeside, findPairs, findShapes, type ParcelPair, type ParcelShape } from './site.queries.ts';

/** Outlines no farther apart than this touch: shared borders are not surveyed to the millimetre. */
const TOUCHING_M = 0.5;
/** To loosen the distance across roads means at least this. */
const LOOSE_ROAD_M = 50;

/** How parcels lie to one another. Borders name them by their places among the shapes. */
export type SiteGround = {
  readonly shapes: readonly Omit<ParcelShape, 'rings' | 'shrinkRatio'>[];
  readonly borders: readonly SiteBorder[];
  readonly widestRoadM: number;
};

export type GroundAsk = {
  readonly revision: number;
  readonly jurisdictionId: number;
  readonly year: number;
  readonly roadM: number;
  /** Ids of the parcels from which zones may grow, rising */
  readonly core: readonly number[];
  readonly hasFigures: (id: number) => boolean;
};

/** Grounds that were asked for last: searches with other weights or compactness stand on the same one. */
export type SiteGrounds = SharedStore<SiteGround>;
const STORE_BYTES = 64 * 1024 * 1024;
const ENTRY_BYTES = 64;
export const siteGrounds = (): SiteGrounds =>
  sharedStore(STORE_BYTES, ({ shapes, borders }) => 1 + (shapes.length + borders.length) * ENTRY_BYTES);

/** The ground of a search, read once for all that ask for it. Errors: Problem revision-superseded. */
export function findGround(db: Connection, scope: Scope, grounds: SiteGrounds, ask: GroundAsk): Promise<SiteGround> {
  const { hasFigures: _, ...key } = ask;
  return grounds.find(JSON.stringify([scope, key]), () => readGround(db, scope, ask));
}

/** The refusal where a later revision came between what belongs together. */
export const dataChanged = (): Problem =>
  new Problem('revision-superseded', '数据刚刚更新，请再试。 The data has just changed: try again.');

async function readGround(db: Connection, scope: Scope, ask: GroundAsk): Promise<SiteGround> {
  const { revision, jurisdictionId, core, roadM, hasFigures } = ask;
  const beside = await findBeside(db, scope, jurisdictionId, { ids: core, withinM: roadM });
  const shapes = await findShapes(db, scope, jurisdictionId, [...core, ...beside].filter(hasFigures));
  const widestRoadM = Math.max(roadM, LOOSE_ROAD_M);
  const ids = shapes.map(({ id }) => id);
  const pairs = await findPairs(db, scope, jurisdictionId, { ids, withinM: widestRoadM });
  if ((await currentRevision(db)).id !== revision) throw dataChanged();
  return {
    shapes: shapes.map(({ id, outlineM, controlShare }) => ({ id, outlineM, controlShare })),
    borders: bordersOf(shapes, pairs),
    widestRoadM,
  };
}

const Rings = z.object({ coordinates: z.array(z.array(z.array(z.array(z.number())))) });

function bordersOf(shapes: readonly ParcelShape[], pairs: readonly ParcelPair[]): SiteBorder[] {
  const placeOf = new Map(shapes.map(({ id }, place) => [id, place]));
  const outlines = new Map<number, Outline>();
  const outlineAt = (place: number): Outline => {
    const { rings, shrinkRatio } = shapes[place] as ParcelShape;
    const known =
      outlines.get(place) ?? outlineOf(sidesOf(Rings.parse(JSON.parse(rings)).coordinates), TOUCHING_M / shrinkRatio);
    outlines.set(place, known);
    return known;
  };
  return pairs.map(({ oneId, otherId, distanceM }) => {
    const [one, other] = [placeOf.get(oneId) as number, placeOf.get(otherId) as number];
    const { shrinkRatio } = shapes[one] as ParcelShape;
    const sharedM =
      distanceM > TOUCHING_M
        ? 0
        : sharedBorder(outlineAt(one), outlineAt(other), TOUCHING_M / shrinkRatio) * shrinkRatio;
    return { one, other, distanceM, sharedM };
  });
}
