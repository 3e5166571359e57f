import { useQueryClient } from '@tanstack/react-query';
import type { ScenarioRemeasure } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { remeasureScenario } from '../../api/scenarios.ts';
import { renewScenarios } from './renew-scenarios.ts';

type Measured = { readonly id: number; readonly name: string };
type Done = { readonly name: string; readonly remeasure: ScenarioRemeasure };

/** Measures scenarios again, one at a time: which is under way, and what the last one changed or why it did not. */
export function useRemeasure() {
  const client = useQueryClient();
  const [busyId, setBusyId] = useState<number | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [error, setError] = useState<unknown>(null);
  const measure = async ({ id, name }: Measured) => {
    setBusyId(id);
    setDone(null);
    setError(null);
    try {
      setDone({ name, remeasure: await remeasureScenario(id) });
      await renewScenarios(client);
    } catch (refused) {
      setError(refused);
    }
    setBusyId(null);
  };
  return {
    busyId,
    done,
    error,
    start: (scenario: Measured) => void measure(scenario),
    forget: () => setDone(null),
  };
}
