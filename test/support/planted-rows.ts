import { smallUnits } from '../../server/src/domain/parcel-columns.ts';
import type { PlantedRow } from './land-columns.ts';
import type { StoredRow } from './random-filters.ts';

const small = (column: Parameters<typeof smallUnits>[0], value: number | null) =>
  value === null ? null : smallUnits(column, value);

/** A stored parcel-year as columns hold it. */
export const plantedOf = ({ muHundredths, isPending: _, ...row }: StoredRow): PlantedRow => ({
  ...row,
  countedMuHundredths: muHundredths,
  taxYuan: small('taxYuan', row.tax10kYuan),
  addedValueYuan: small('addedValueYuan', row.addedValue10kYuan),
  energyTceHundredths: small('energyTceHundredths', row.energyTce),
  employeesHundredths: small('employeesHundredths', row.employees),
});
