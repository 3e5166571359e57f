import { ACTIONS, type Action, type Role } from './access.ts';
import { type Actor, seesEverything } from './scope.ts';

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
