import type { QueryClient } from '@tanstack/react-query';

const KEYS = ['scenarios', 'scenario', 'scenario-history', 'scenario-comparison'];

/** Asks anew for everything that is said of scenarios, after one has changed. */
export const renewScenarios = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ predicate: ({ queryKey }) => KEYS.includes(String(queryKey[0])) });
