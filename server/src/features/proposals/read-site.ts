import { z } from 'zod';
import type { ProposalRequest } from '../../contract/proposals.ts';
import type { Connection } from '../../db/database.ts';
import { figureOf, type ParcelColumns, type SummedColumn } from '../../domain/parcel-columns.ts';
import type { Scope } from '../../domain/scope.ts';
import { potentialOf } from '../../domain/tally-columns.ts';
import { TRUTH } from '../../domain/truth.ts';
import { type ParcelWorth, parcelLosses } from '../../domain/zoning/parcel-loss.ts';
import { type Sides, sharedBorder, sidesOf } from '../../domain/zoning/shared-border.ts';
import { LOCK } from '../../domain/zoning/zone-land.ts';
import type { SiteBorder, ZoneSite } from '../../domain/zoning/zone-site.ts';
import { findBeside, findPairs, findShapes, type ParcelPair, type ParcelShape } from './site.queries.ts';

/** Outlines no farther apart than this touch: shared borders are not surveyed to the millimetre. */
const TOUCHING_M = 0.5;
/** To loosen the distance across roads means at least this. */
const LOOSE_ROAD_M = 50;

export type CandidateWorth = ParcelWorth & { readonly center: readonly [number, number] };
export type CandidateSite = {
  readonly site: ZoneSite;
  /** Of each place in the site */
  readonly ids: readonly number[];
  readonly worths: readonly CandidateWorth[];
  readonly widestRoadM: number;
};
export type SiteAsk = {
  readonly land: ParcelColumns;
  readonly jurisdictionId: number;
  readonly request: ProposalRequest;
  /** `LOCK` by the id of a parcel */
  readonly locks: ReadonlyMap<number, 1 | -1>;
};

/** The row of each parcel that was found, by its id. */
export function foundRows(land: ParcelColumns): ReadonlyMap<number, number> {
  const potential = potentialOf(land);
  const rows = new Map<number, number>();
  for (let row = 0; row < land.rows; row += 1)
    if (potential[row] === TRUTH.true) rows.set(land.columns.id[row] as number, row);
  return rows;
}

/**
 * Where zones may come to be: found parcels, those locked in, and those beside them that may be taken along, with what
 * each would lose and how they lie to one another. Parcels without figures for the year are no candidates.
 */
export async function readSite(db: Connection, scope: Scope, ask: SiteAsk): Promise<CandidateSite> {
  const { land, jurisdictionId, request, locks } = ask;
  const rowOf = new Map(Array.from(land.columns.id, (id, row) => [id, row] as const));
  const found = foundRows(land);
  const lockedIn = [...locks].flatMap(([id, lock]) => (lock === LOCK.in ? [id] : []));
  const core = [...new Set([...found.keys(), ...lockedIn])].sort((one, other) => one - other);
  const beside = await findBeside(db, scope, jurisdictionId, { ids: core, withinM: request.roadM });
  const wanted = [...core, ...beside].filter((id) => rowOf.has(id));
  const shapes = await findShapes(db, scope, jurisdictionId, wanted);
  const ids = shapes.map(({ id }) => id);
  const widestRoadM = Math.max(request.roadM, LOOSE_ROAD_M);
  const pairs = await findPairs(db, scope, jurisdictionId, { ids, withinM: widestRoadM });
  const worths = ids.map((id) => worthOf(land, rowOf.get(id) as number));
  const losses = parcelLosses(worths, request.weights);
  const parcels = shapes.map(({ id, outlineM, controlShare }, place) => {
    const row = rowOf.get(id) as number;
    return {
      muHundredths: (worths[place] as CandidateWorth).muHundredths,
      isFound: found.has(id),
      loss: losses[place] as number,
      outlineM,
      isInControlLine: controlShare >= 0.5,
      lock: locks.get(id) ?? (request.keepClassA && classOf(land, row) === 'A' ? LOCK.out : LOCK.open),
    };
  });
  return { site: { parcels, borders: bordersOf(shapes, pairs) }, ids, worths, widestRoadM };
}

const classOf = (land: ParcelColumns, row: number): string | null =>
  land.names.class[(land.columns.class[row] as number) - 1] ?? null;

function worthOf(land: ParcelColumns, row: number): CandidateWorth {
  const { columns } = land;
  const figure = (column: SummedColumn) => {
    const units = columns[column][row] as number;
    return figureOf(column, Number.isNaN(units) ? null : units);
  };
  const name = classOf(land, row);
  return {
    muHundredths: columns.countedMuHundredths[row] as number,
    tax10kYuan: figure('taxYuan'),
    employees: figure('employeesHundredths'),
    addedValue10kYuan: figure('addedValueYuan'),
    enterprises: columns.occupants[row] as number,
    isGood: name === 'A' || name === 'B',
    center: [columns.longitude[row] as number, columns.latitude[row] as number],
  };
}

const Rings = z.object({ coordinates: z.array(z.array(z.array(z.array(z.number())))) });

function bordersOf(shapes: readonly ParcelShape[], pairs: readonly ParcelPair[]): SiteBorder[] {
  const placeOf = new Map(shapes.map(({ id }, place) => [id, place]));
  const sides = new Map<number, Sides>();
  const sidesAt = (place: number): Sides => {
    const known =
      sides.get(place) ?? sidesOf(Rings.parse(JSON.parse((shapes[place] as ParcelShape).rings)).coordinates);
    sides.set(place, known);
    return known;
  };
  return pairs.map(({ oneId, otherId, distanceM }) => {
    const [one, other] = [placeOf.get(oneId) as number, placeOf.get(otherId) as number];
    const { shrinkRatio } = shapes[one] as ParcelShape;
    const sharedM =
      distanceM > TOUCHING_M ? 0 : sharedBorder(sidesAt(one), sidesAt(other), TOUCHING_M / shrinkRatio) * shrinkRatio;
    return { one, other, distanceM, sharedM };
  });
}
