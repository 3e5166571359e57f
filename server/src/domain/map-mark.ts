import { FINDING_KINDS, type FindingKind, POTENTIAL_KINDS } from './finding.ts';

/** What was found on a parcel in a year, as the map keeps it: the sum of its kinds' marks. A kind's mark never changes. */
export const markOf = (kind: FindingKind): number => 2 ** FINDING_KINDS.indexOf(kind);

/** Added where the parcel is pending: not found, and a rule cannot say for want of a figure. */
export const PENDING_MARK = 64;

/** Findings that make a parcel potential land. */
export const POTENTIAL_MARKS = POTENTIAL_KINDS.reduce((marks, kind) => marks + markOf(kind), 0);
