import { type Actor, seesEverything } from './scope.ts';

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
 * see-land: parcels, classes, findings and totals of land; see-figures: indicators of single enterprises; export: files of
 * what is seen; plan: zones, scenarios, what-ifs; keep-offsets: the ledger of conversions; import: data and layers;
 * evaluate: methods, publishing and closing a year; set-rules: programmes; administer: people and the record of what was done.
 */
export type Action = (typeof ACTIONS)[number];

export const ROLES = ['viewer', 'planner', 'town-officer', 'department-officer', 'evaluator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** The one table of who may do what. */
const PERMITTED: Readonly<Record<Role, readonly Action[]>> = {
  viewer: ['see-land', 'export'],
  planner: ['see-land', 'see-figures', 'export', 'plan', 'keep-offsets'],
  'town-officer': ['see-land', 'see-figures', 'export'],
  'department-officer': ['see-land', 'see-figures', 'export', 'plan'],
  evaluator: ['see-land', 'see-figures', 'export', 'import', 'evaluate'],
  administrator: ACTIONS,
};

/**
 * What somebody may do. Where nobody signs in (`open`) there are no people to administer. Who administers gives rights to
 * everything, and so has to see everything.
 */
export function actionsOf({ role, scope }: Pick<Actor, 'role' | 'scope'>): Action[] {
  const mayAdminister = role !== 'open' && seesEverything(scope);
  const permitted = role === 'open' ? ACTIONS : PERMITTED[role];
  return permitted.filter((action) => mayAdminister || action !== 'administer');
}

export const mayDo = (actor: Pick<Actor, 'role' | 'scope'>, action: Action): boolean =>
  actionsOf(actor).includes(action);
