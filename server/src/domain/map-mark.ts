import { type FindingKind, POTENTIAL_KINDS } from './finding.ts';

/** Each kind's mark for good: stored rows hold sums of them, so a mark is never given to another kind. */
const MARKS: Readonly<Record<FindingKind, number>> = {
  'low-efficiency': 1,
  'suspected-idle': 2,
  'vacant-floor-area': 4,
  'two-high': 8,
  'area-conflict': 16,
  overlap: 32,
  'upgrade-band': 128,
  'survey-scope': 256,
  'must-be-above-scale': 512,
  'unfinished-project': 1024,
  'low-far': 2048,
  'supplied-land-agreement': 4096,
  'housing-eligible': 8192,
  'capacity-doubling': 16_384,
  'high-tax-little-land': 32_768,
  'missing-data': 65_536,
};

/** Added where the parcel is pending: not found, and a rule cannot say for want of a figure. */
export const PENDING_MARK = 64;

/** What was found on a parcel in a year, as the map keeps it: the sum of its kinds' marks. */
export const markOf = (kind: FindingKind): number => MARKS[kind];

/** Findings that make a parcel potential land. */
export const POTENTIAL_MARKS = POTENTIAL_KINDS.reduce((marks, kind) => marks + markOf(kind), 0);
