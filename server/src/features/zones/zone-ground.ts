import { FINDING_KINDS, type FindingKind, POTENTIAL_KINDS } from '../../domain/finding.ts';
import { smallUnits } from '../../domain/parcel-columns.ts';
import { muHundredthsFromM2 } from '../../domain/units.ts';
import type { ZoneGround } from '../../domain/zone-measure/counted-parcels.ts';
import type { ResolvedLock } from './resolve-locks.ts';
import type { GroundRow } from './zone-ground.queries.ts';

/** A parcel of a zone with what the rules of counting ask, and what is printed of it. */
export type ZoneParcelGround = ZoneGround & {
  readonly findings: readonly FindingKind[];
  readonly code: string;
  readonly name: string | null;
  readonly townName: string | null;
  readonly vacantFloorAreaM2: number | null;
};

/** Rows as the rules take them: whole numbers of small units, and each with its lock. */
export const groundOf = (rows: readonly GroundRow[], locks: ReadonlyMap<number, ResolvedLock>): ZoneParcelGround[] =>
  rows.map((row) => {
    const findings = FINDING_KINDS.filter((kind) => row.kinds.includes(kind));
    // Written out: an object of so many properties that is copied from another one is slow to read ever after.
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      townName: row.townName,
      class: row.class,
      shareInside: row.shareInside,
      lock: locks.get(row.id)?.lock ?? null,
      wholeMuHundredths: row.wholeMuHundredths,
      certifiedMuHundredths: row.certifiedM2 === null ? null : muHundredthsFromM2(row.certifiedM2),
      measuredMuHundredths: muHundredthsFromM2(row.measuredM2),
      floorAreaM2: row.floorAreaM2,
      vacantFloorAreaM2: row.vacantFloorAreaM2,
      termEndsOn: row.termEndsOn,
      findings,
      isPending: row.isPending,
      isFound: findings.some((kind) => POTENTIAL_KINDS.includes(kind)),
      taxYuan: inSmallUnits('taxYuan', row.tax10kYuan),
      addedValueYuan: inSmallUnits('addedValueYuan', row.addedValue10kYuan),
      energyTceHundredths: inSmallUnits('energyTceHundredths', row.energyTce),
      employeesHundredths: inSmallUnits('employeesHundredths', row.employees),
    };
  });

const inSmallUnits = (column: Parameters<typeof smallUnits>[0], figure: number | null): number | null =>
  figure === null ? null : smallUnits(column, figure);
