import type { ConstraintKind } from '../../contract/constraint.ts';

/** The rows that the generator hands to the database, in the order of its tables. */
export type ParcelRow = {
  readonly id: number;
  readonly jurisdictionId: number;
  readonly townId: number;
  readonly parkId: number | null;
  readonly code: string;
  readonly name: string | null;
  readonly address: string;
  readonly geom: string;
  readonly certifiedAreaM2: number | null;
  readonly suppliedAreaM2: number | null;
  readonly reportedAreaM2: number | null;
  readonly landUseScheme: 'GB/T 21010' | '国土空间用地用海分类';
  readonly landUseCode: string;
  readonly rightKind: 'state' | 'collective';
  readonly suppliedOn: string | null;
  readonly agreedStartOn: string | null;
  readonly startedOn: string | null;
  readonly stoppedOn: string | null;
  readonly completedOn: string | null;
  readonly floorAreaM2: number | null;
  readonly vacantFloorAreaM2: number | null;
  readonly developedAreaM2: number | null;
  readonly totalInvestment10kYuan: number | null;
  readonly madeInvestment10kYuan: number | null;
  readonly agreement: 'supervision-contract' | 'investment-agreement' | 'none' | null;
  readonly hasUnapprovedUse: boolean | null;
  readonly landTermEndsOn: string | null;
};

export type ParcelCodeRow = {
  readonly parcelId: number;
  readonly code: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
};

export type EnterpriseRow = {
  readonly id: number;
  readonly jurisdictionId: number;
  readonly creditCode: string;
  readonly name: string;
  readonly industryCode: string | null;
  readonly isAboveScale: boolean | null;
};

export type OccupancyRow = {
  readonly enterpriseId: number;
  readonly parcelId: number;
  readonly kind: 'owned' | 'leased-in' | 'leased-out';
  readonly areaM2: number | null;
  /** Floor area rented */
  readonly floorAreaM2: number | null;
  readonly fromYear: number;
  readonly toYear: number | null;
};

export type IndicatorRow = {
  readonly enterpriseId: number;
  readonly year: number;
  readonly tax10kYuan: number | null;
  readonly addedValue10kYuan: number | null;
  readonly energyTce: number | null;
  readonly emissionsT: number | null;
  readonly employees: number | null;
  readonly revenue10kYuan: number | null;
  readonly rd10kYuan: number | null;
  readonly isAboveScale: boolean | null;
  readonly landUseRatio: number | null;
  readonly capacityUseRatio: number | null;
  readonly energyUseRatio: number | null;
  readonly emissionUseRatio: number | null;
};

export type ProjectRow = {
  readonly parcelId: number;
  readonly name: string;
  readonly signedOn: string | null;
  readonly startedOn: string | null;
  readonly completedOn: string | null;
  readonly producingOn: string | null;
  readonly aboveScaleOn: string | null;
  readonly reachedAgreedOn: string | null;
  readonly agreedOutput10kYuan: number | null;
};

export type ViolationRow = {
  readonly enterpriseId: number;
  readonly field: 'energy' | 'safety' | 'environment' | 'fire' | 'tax' | 'quality';
  readonly foundOn: string;
  readonly remediedOn: string | null;
};

export type BaseFeatureRow = {
  readonly jurisdictionId: number;
  readonly layer: 'road' | 'water' | 'roof' | 'green';
  readonly kind: string;
  readonly name: string | null;
  readonly geom: string;
};

export type ConstraintRow = {
  readonly jurisdictionId: number;
  readonly layer: ConstraintKind;
  readonly name: string | null;
  readonly geom: string;
};

/** Rows waiting to be written together. */
export type Pending = {
  parcels: ParcelRow[];
  codes: ParcelCodeRow[];
  enterprises: EnterpriseRow[];
  occupancies: OccupancyRow[];
  indicators: IndicatorRow[];
  projects: ProjectRow[];
  violations: ViolationRow[];
  base: BaseFeatureRow[];
  constraints: ConstraintRow[];
};

export const nothingPending = (): Pending => ({
  parcels: [],
  codes: [],
  enterprises: [],
  occupancies: [],
  indicators: [],
  projects: [],
  violations: [],
  base: [],
  constraints: [],
});
