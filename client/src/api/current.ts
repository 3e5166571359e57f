import { useQuery } from '@tanstack/react-query';
import type { Jurisdiction } from '@yima-guandi/server/contract';
import { useMemo } from 'react';
import { useView } from '../url/view.ts';
import { jurisdictionsQuery, type LandMoment } from './queries.ts';

/** The jurisdiction and year in force: those of the link, else the first with parcels and its last year. Null until known, and where there is nothing to show. */
export type Current = {
  /** The year of the link where the jurisdiction has data, but not of that year. */
  readonly absentYear: number | null;
  /** The jurisdiction of the link where there is none of this code, and others are. */
  readonly absentCode: string | null;
  readonly jurisdiction: Jurisdiction | null;
  readonly year: number | null;
  readonly revision: number | null;
};

export function chooseCurrent(
  items: readonly Jurisdiction[],
  j: string | null,
  y: number | null,
): Omit<Current, 'revision'> {
  const jurisdiction =
    items.find((item) => item.code === j) ?? items.find((item) => item.parcels > 0) ?? items[0] ?? null;
  const years = jurisdiction?.years ?? [];
  const year = y !== null && years.includes(y) ? y : (years.at(-1) ?? null);
  const absentYear = y !== null && year !== null && y !== year ? y : null;
  const absentCode = j !== null && jurisdiction !== null && j !== jurisdiction.code ? j : null;
  return { jurisdiction, year, absentYear, absentCode };
}

export function useCurrent(): Current {
  const { view } = useView();
  const { data } = useQuery(jurisdictionsQuery());
  return { ...chooseCurrent(data?.items ?? [], view.j, view.y), revision: data?.revision ?? null };
}

/** The land in view as of its newest revision; the same object until it changes. Null until it is known. */
export function useLandMoment(): LandMoment | null {
  const { jurisdiction, year, revision } = useCurrent();
  const code = jurisdiction?.code;
  return useMemo(
    () => (code === undefined || year === null || revision === null ? null : { jurisdiction: code, year, revision }),
    [code, year, revision],
  );
}
