import type { ParcelDetail } from '../../contract/api.ts';
import { Problem } from '../../contract/problem.ts';
import type { Connection } from '../../db/database.ts';
import { type FloorAreaRules, floorAreaRulesInForce } from '../../db/methods.ts';
import { programmeOf } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import {
  AREA_SOURCES,
  type AreaSource,
  areaConflicts,
  type CountedArea,
  countedArea,
  type ParcelAreasM2,
} from '../../domain/counted-area.ts';
import { parcelShares } from '../../domain/land-share.ts';
import { landUses, type OccupiedParcel, USUAL_FLOOR_AREA_RULE } from '../../domain/occupancy.ts';
import type { Actor } from '../../domain/scope.ts';
import { muHundredthsFromM2 } from '../../domain/units.ts';
import { findNewestYear, findParcelFacts, findParcelRecords, type ParcelRecords } from './dossier.queries.ts';

export type DossierRequest = {
  readonly code: string;
  readonly year: number | undefined;
  readonly jurisdiction: string | undefined;
};

/** Everything known of one parcel (一地一档案). Refuses with `parcel-not-found`. */
export async function readDossier(db: Connection, actor: Actor, request: DossierRequest): Promise<ParcelDetail> {
  const facts = await findParcelFacts(db, actor.scope, request.code, request.jurisdiction);
  if (!facts)
    throw new Problem(
      'parcel-not-found',
      `No parcel has or had the code ${request.code}. Search for a part of it.`,
      'params.code',
    );
  const { jurisdictionId, certifiedAreaM2, suppliedAreaM2, measuredAreaM2, reportedAreaM2, ...plain } = facts;
  const areas = {
    certified: certifiedAreaM2,
    supplied: suppliedAreaM2,
    measured: measuredAreaM2,
    reported: reportedAreaM2,
  };
  const { areaBasis = AREA_SOURCES } = (await programmeOf(db, jurisdictionId)) ?? {};
  // Where the basis names no known area the measured one counts, as it does in the assessment.
  const counted = countedArea(areas, [...areaBasis, 'measured']);
  const year = request.year ?? (await findNewestYear(db, facts.id));
  const records = await findParcelRecords(db, facts.id, year);
  const rules = await floorAreaRulesInForce(db, jurisdictionId, year);
  return {
    revision: (await currentRevision(db)).id,
    ...plain,
    areas: describeAreas(areas, counted),
    farRatio: facts.floorAreaM2 === null || !counted ? null : facts.floorAreaM2 / counted.areaM2,
    ...records,
    enterprises: withShares(records.enterprises, rules, {
      areaM2: counted?.areaM2 ?? measuredAreaM2,
      floorAreaM2: facts.floorAreaM2,
      vacantFloorAreaM2: facts.vacantFloorAreaM2,
    }),
  };
}

function describeAreas(areas: ParcelAreasM2, counted: CountedArea | null): ParcelDetail['areas'] {
  const deviations = new Map<AreaSource, number>(
    (counted ? areaConflicts(areas, counted) : []).map(({ source, deviation }) => [source, deviation]),
  );
  return AREA_SOURCES.map((source) => {
    const areaM2 = areas[source];
    return {
      source,
      areaM2,
      muHundredths: areaM2 === null ? null : muHundredthsFromM2(areaM2),
      counts: source === counted?.source,
      deviation: deviations.get(source) ?? null,
    };
  });
}

/**
 * Each enterprise's share of the land in use on the parcel; what it has let does not count as its own. Floor area stands
 * for land as the method of the enterprise's tier says.
 */
function withShares(
  enterprises: ParcelRecords['enterprises'],
  rules: FloorAreaRules,
  parcel: OccupiedParcel,
): ParcelDetail['enterprises'] {
  const codes = [...new Set(enterprises.map((each) => each.creditCode))];
  const uses = landUses(
    enterprises.map(({ creditCode, kind, areaM2, floorAreaM2 }) => ({
      enterpriseId: codes.indexOf(creditCode),
      parcelId: 0,
      kind,
      areaM2,
      floorAreaM2,
    })),
    () => parcel,
    (enterprise) => {
      const tier = enterprises.find(({ creditCode }) => creditCode === codes[enterprise])?.tier;
      return (tier && rules[tier]) ?? USUAL_FLOOR_AREA_RULE;
    },
  );
  const shares = parcelShares(uses);
  return enterprises.map(({ tier: _, ...each }) => ({
    ...each,
    share: shares.get(codes.indexOf(each.creditCode)) ?? null,
  }));
}
