import { COLUMN_TYPES, type ColumnName } from '../../domain/parcel-columns.ts';

const MEANINGS: Readonly<Record<ColumnName, string>> = {
  id: 'id of the parcel, that of the tiles; rows rise by it',
  class: 'code of its class',
  town: 'code of its town',
  park: 'code of its park',
  industry: 'code of its industry division',
  tier: 'code of its tier, above or below scale',
  right: 'code of its kind of land right',
  findings: 'one bit a kind of `kinds`, the lowest first: found',
  unknown: 'one bit a kind: not found, and open for want of a figure',
  builtYear: 'year of completion, else of the start of works; 0 is not known',
  occupants: 'number of enterprises',
  countedMuHundredths: 'counted area, 0.01 mu',
  taxPerMu10kYuan: 'tax per mu, 万元/亩',
  taxYuan: 'tax, whole yuan',
  addedValueYuan: 'added value, whole yuan',
  energyTceHundredths: 'energy, whole 0.01 tce',
  employeesHundredths: 'employees, whole 0.01 persons',
  farRatio: 'floor-area ratio',
  longitude: 'middle of its box, degrees (CGCS2000)',
  latitude: 'middle of its box, degrees (CGCS2000)',
};

const listed = Object.entries(COLUMN_TYPES).map(
  ([name, type]) => `- \`${name}\` ${type}: ${MEANINGS[name as ColumnName]}`,
);

/** The bytes of columns in words, for who reads them without this program. */
export const COLUMN_LAYOUT = `One typed array a property, one number a parcel, all little-endian. In order:

1. the four letters \`YGC1\`;
2. the length of the header in bytes, as uint32;
3. the header, JSON in UTF-8: \`revision\`, \`jurisdiction\`, \`year\`, \`rows\`; \`names\`, the texts behind the codes of each text
   column, where code 1 is the first and 0 is not known; \`kinds\`, the kind of finding behind each bit; \`arrays\`, the name,
   type and length of each array in the order in which they follow;
4. the arrays. The first, and each after it, begins at the next multiple of 8 bytes.

A figure that is not known is NaN. Money, energy and employees are whole small units, so that sums are exact.

${listed.join('\n')}
- \`enterpriseStart\` int32, one longer than the rows, and \`enterprise\` int32: the enterprises of row i stand in
  \`enterprise\` from \`enterpriseStart[i]\` to before \`enterpriseStart[i + 1]\`, numbered from 0`;
