/** What can be asked of the system. Every address of the API asks for one of these, or is open to anyone. */
export const ACTIONS = [
  'see-land',
  'see-figures',
  'export',
  'plan',
  'keep-offsets',
  'import',
  'evaluate',
  'set-rules',
  'administer',
] as const;
/**
 * see-land: the map with classes and findings, places and programmes; see-figures: what holds indicators of single
 * enterprises or sums of them; export: files; plan: zones, scenarios, what-ifs; keep-offsets: the ledger of conversions;
 * import: data and layers; evaluate: methods, publishing and closing a year; set-rules: programmes; administer: people and
 * the record of what was done.
 */
export type Action = (typeof ACTIONS)[number];

export const ROLES = ['viewer', 'planner', 'town-officer', 'department-officer', 'evaluator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
