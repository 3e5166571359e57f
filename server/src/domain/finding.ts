/** Kinds of finding, in the order in which they are listed everywhere. Each is separate: no kind implies another. */
export const FINDING_KINDS = [
  'low-efficiency',
  'suspected-idle',
  'vacant-floor-area',
  'two-high',
  'area-conflict',
  'overlap',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Findings that make land potential: it could be freed. */
export const POTENTIAL_KINDS = ['low-efficiency', 'suspected-idle'] as const satisfies readonly FindingKind[];

/** A clause of a programme or a standard: where a rule comes from. */
export type Clause = { readonly document: string; readonly number: string; readonly paraphrase: string };
