import { useQuery } from '@tanstack/react-query';
import type { Tally } from '@yima-guandi/server/contract';
import { useMemo } from 'react';
import { CLASS_KEYS, type ClassKey, isKnownClass, UNRATED } from '../url/view.ts';
import { useCurrent } from './current.ts';
import { tallyQuery } from './queries.ts';

/** Classes in their order: A to D, then what else the method names, then 待核. */
export function orderClasses(names: readonly (string | null)[]): ClassKey[] {
  const others = names.filter((name): name is string => name !== null && !isKnownClass(name));
  const rated = CLASS_KEYS.filter((key) => key !== UNRATED);
  return [...rated, ...[...new Set(others)].sort(), UNRATED];
}

/** The row of a tally by class that a class stands in. */
export const classOfRow = ({ key }: Pick<Tally['rows'][number], 'key'>): ClassKey => key ?? UNRATED;

/** The classes of the jurisdiction and year in force, whatever the filter. */
export function useClassNames(): readonly ClassKey[] {
  const { jurisdiction, year } = useCurrent();
  const ask = jurisdiction && year !== null ? { jurisdiction: jurisdiction.code, year, by: 'class' as const } : null;
  const { data } = useQuery(tallyQuery(ask));
  const names = data?.rows.map(({ key }) => key) ?? [];
  const text = orderClasses(names).join();
  return useMemo(() => text.split(','), [text]);
}
