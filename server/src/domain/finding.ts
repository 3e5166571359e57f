/**
 * Every kind of finding with what it is for. Each is separate: no kind implies another.
 * potential: the land could be freed; supervision: the holder is to be held to something; survey: who is looked at;
 * opportunity: what the firm may have; data-quality: what the records leave in doubt.
 */
const REGISTRY = {
  'low-efficiency': 'potential',
  'suspected-idle': 'potential',
  'upgrade-band': 'supervision',
  'must-be-above-scale': 'supervision',
  'two-high': 'supervision',
  'vacant-floor-area': 'supervision',
  'unfinished-project': 'supervision',
  'low-far': 'supervision',
  'supplied-land-agreement': 'supervision',
  'survey-scope': 'survey',
  'capacity-doubling': 'opportunity',
  'high-tax-little-land': 'opportunity',
  'housing-eligible': 'opportunity',
  'area-conflict': 'data-quality',
  overlap: 'data-quality',
  'missing-data': 'data-quality',
} as const;
export type FindingKind = keyof typeof REGISTRY;
export type FindingGroup = (typeof REGISTRY)[FindingKind];

/** Kinds of finding, in the order in which they are listed everywhere. */
export const FINDING_KINDS = Object.keys(REGISTRY) as [FindingKind, ...FindingKind[]];

/** What a kind of finding is for. */
export const groupOf = (kind: FindingKind): FindingGroup => REGISTRY[kind];

/** Findings that make land potential: it could be freed. */
export const POTENTIAL_KINDS: readonly FindingKind[] = FINDING_KINDS.filter((kind) => groupOf(kind) === 'potential');

/** A clause of a programme or a standard: where a rule comes from. */
export type Clause = { readonly document: string; readonly number: string; readonly paraphrase: string };
