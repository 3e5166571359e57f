import { useQuery } from '@tanstack/react-query';
import type { Jurisdiction } from '@yima-guandi/server/contract';
import { useView } from '../url/view.ts';
import { jurisdictionsQuery } from './queries.ts';

/** The jurisdiction and year in force: those of the link, else the first with parcels and its last year. Null until known, and where there is nothing to show. */
export type Current = {
  readonly jurisdiction: Jurisdiction | null;
  readonly year: number | null;
  readonly revision: number | null;
};

export function chooseCurrent(
  items: readonly Jurisdiction[],
  j: string | null,
  y: number | null,
  thisYear = new Date().getFullYear(),
): Omit<Current, 'revision'> {
  const jurisdiction =
    items.find((item) => item.code === j) ?? items.find((item) => item.parcels > 0) ?? items[0] ?? null;
  const years = jurisdiction?.years ?? [];
  // Parcels that came without indicators have no year of their own: they are shown as they stand in this one.
  const bare = jurisdiction && jurisdiction.parcels > 0 ? thisYear : null;
  const year = y !== null && years.includes(y) ? y : (years.at(-1) ?? bare);
  return { jurisdiction, year };
}

export function useCurrent(): Current {
  const { view } = useView();
  const { data } = useQuery(jurisdictionsQuery());
  return { ...chooseCurrent(data?.items ?? [], view.j, view.y), revision: data?.revision ?? null };
}
