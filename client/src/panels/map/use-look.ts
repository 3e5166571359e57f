import { useQuery } from '@tanstack/react-query';
import type { Jurisdiction } from '@yima-guandi/server/contract';
import { useMemo } from 'react';
import { useClassNames } from '../../api/class-names.ts';
import { useCurrent } from '../../api/current.ts';
import { parcelIdsQuery } from '../../api/queries.ts';
import type { Look } from '../../map/look.ts';
import { filterText, NOT_KNOWN } from '../../url/filter.ts';
import { CLASS_KEYS, type ClassKey, useView, type View } from '../../url/view.ts';
import { foundFilterText } from '../find/found-filter.ts';

type Place = { readonly id: number };
const idOf = (wanted: string | null, place: Place | undefined): Look['townId'] => {
  if (wanted === null) return null;
  // A town or park that this jurisdiction does not have leaves no parcel, as the list does.
  return wanted === NOT_KNOWN ? 'unknown' : (place?.id ?? -1);
};

function foundOf(view: View): Look['found'] {
  if (view.job === 'find' && view.tab === 'pending') return 'pending';
  if (view.finding) return view.finding;
  return view.job === 'find' && view.tab !== 'all' && view.tab !== 'rest' ? 'potential' : null;
}

type Shown = {
  readonly year: number;
  readonly revision: number;
  readonly classes?: readonly ClassKey[];
  /** Where the filter asks what tiles do not tell: the parcels that fit it. */
  readonly ids?: readonly number[] | null;
};

export function lookOf(
  view: View,
  jurisdiction: Jurisdiction,
  { year, revision, classes = CLASS_KEYS, ids = null }: Shown,
): Look {
  return {
    year,
    revision,
    language: view.lang,
    classes,
    off: view.off,
    hide: view.hide,
    found: ids ?? foundOf(view),
    townId: idOf(
      view.town,
      jurisdiction.towns.find(({ code }) => code === view.town),
    ),
    parkId: idOf(
      view.park,
      jurisdiction.parks.find(({ name }) => name === view.park),
    ),
  };
}

/** Tiles do not tell the industry: parcels of the chosen one by their ids, none while they are on their way; null: no industry is chosen. */
function useIndustryIds(): readonly number[] | null {
  const { view } = useView();
  const { jurisdiction, year } = useCurrent();
  const isAsked = view.industry !== null && jurisdiction !== null && year !== null;
  // Classes are switched by the map itself.
  const filter = view.job === 'find' ? foundFilterText({ ...view, off: [] }) : filterText(view, ['off']);
  const { data } = useQuery(parcelIdsQuery(isAsked ? { jurisdiction: jurisdiction.code, year, filter } : null));
  return isAsked ? (data ?? []) : null;
}

/** The look that the link asks for; null until the jurisdictions are known. The same object while nothing of it changes. */
export function useLook(): Look | null {
  const { view } = useView();
  const { jurisdiction, year, revision } = useCurrent();
  const classes = useClassNames();
  const ids = useIndustryIds();
  const key =
    jurisdiction && year !== null && revision !== null
      ? JSON.stringify(lookOf(view, jurisdiction, { year, revision, classes, ids }))
      : null;
  return useMemo(() => (key === null ? null : (JSON.parse(key) as Look)), [key]);
}
