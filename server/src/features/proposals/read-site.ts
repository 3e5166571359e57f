import type { ProposalRequest } from '../../contract/proposals.ts';
import type { Connection } from '../../db/database.ts';
import { figureOf, type ParcelColumns, type SummedColumn } from '../../domain/parcel-columns.ts';
import type { Scope } from '../../domain/scope.ts';
import { potentialOf } from '../../domain/tally-columns.ts';
import { TRUTH } from '../../domain/truth.ts';
import { type ParcelWorth, parcelLosses } from '../../domain/zoning/parcel-loss.ts';
import { LOCK } from '../../domain/zoning/zone-land.ts';
import type { ZoneSite } from '../../domain/zoning/zone-site.ts';
import { findGround, type SiteGrounds } from './site-ground.ts';

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
 * each would lose and how they lie to one another. Parcels without figures for the year are no candidates. Errors: Problem
 * revision-superseded.
 */
export async function readSite(
  db: Connection,
  scope: Scope,
  grounds: SiteGrounds,
  ask: SiteAsk,
): Promise<CandidateSite> {
  const { land, jurisdictionId, request, locks } = ask;
  const rowOf = new Map(Array.from(land.columns.id, (id, row) => [id, row] as const));
  const found = foundRows(land);
  const lockedIn = [...locks].flatMap(([id, lock]) => (lock === LOCK.in ? [id] : []));
  const { shapes, borders, widestRoadM } = await findGround(db, scope, grounds, {
    revision: land.revision,
    jurisdictionId,
    core: [...new Set([...found.keys(), ...lockedIn])].sort((one, other) => one - other),
    hasFigures: (id) => rowOf.has(id),
    year: request.year,
    roadM: request.roadM,
  });
  const worths = shapes.map(({ id }) => worthOf(land, rowOf.get(id) as number));
  const foundWorths = [...found.values()].map((row) => worthOf(land, row));
  const losses = parcelLosses(worths, foundWorths, request.weights);
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
  return { site: { parcels, borders }, ids: shapes.map(({ id }) => id), worths, widestRoadM };
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
