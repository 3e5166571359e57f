import { EvaluationMethod, faultsOfParsing } from '@yima-guandi/server/contract';
import { type MethodFault, methodFaults } from '@yima-guandi/server/domain';
import type { Text } from '../../text/zh.ts';

/** The faults of a draft by their place, so that each stands beside its field: `at` it, or anywhere `under` it. */
export type Faults = {
  readonly all: readonly MethodFault[];
  readonly at: (place: string) => string | undefined;
  readonly under: (place: string) => string | undefined;
};

export function faultsOf(text: Text, method: EvaluationMethod): Faults {
  const all = [...methodFaults(method), ...shapeFaults(method)];
  const words = new Map(all.map(({ place, code }) => [place, text.evaluation.faults[code]]));
  const under = (place: string) => [...words].find(([at]) => at === place || /^[.[]/.test(rest(at, place)))?.[1];
  return { all, at: (place) => words.get(place), under };
}

const rest = (at: string, place: string): string => (at.startsWith(place) ? at.slice(place.length) : '');

/** What is left empty, or is too long or too large: only the shape of a method says so. */
function shapeFaults(method: EvaluationMethod): MethodFault[] {
  const parsed = EvaluationMethod.safeParse(method);
  return parsed.success ? [] : faultsOfParsing(parsed.error).filter(({ code }) => code === 'shape');
}

/** How far the weights are from 100: below 0 means that some are missing. Rounded to what a person typed. */
export function weightGap(items: EvaluationMethod['items']): { readonly sum: number; readonly gap: number } {
  const sum = Number(items.reduce((total, { weight }) => total + weight, 0).toFixed(6));
  return { sum, gap: Number((sum - 100).toFixed(6)) };
}
