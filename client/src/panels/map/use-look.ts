import type { Jurisdiction } from '@yima-guandi/server/contract';
import { useMemo } from 'react';
import { useClassNames } from '../../api/class-names.ts';
import { useCurrent } from '../../api/current.ts';
import { untoldByTiles } from '../../columns/untold.ts';
import type { Look } from '../../map/look.ts';
import { type ChosenOften, chosenOften, proposedParcels, type ZoneParcels, zoneParcels } from '../../map/map-state.ts';
import { NOT_KNOWN } from '../../url/filter.ts';
import { CLASS_KEYS, type ClassKey, useView, type View } from '../../url/view.ts';

type Place = { readonly id: number };
const idOf = (wanted: string | null, place: Place | undefined): Look['townId'] => {
  if (wanted === null) return null;
  // A town or park that this jurisdiction does not have leaves no parcel, as the list does.
  return wanted === NOT_KNOWN ? 'unknown' : (place?.id ?? -1);
};

/** What the tiles tell of what is asked for. Where they do not tell all of it, columns tell the rest by feature-state. */
function foundOf(view: View): Look['found'] {
  if (view.job === 'find' && view.tab === 'pending') return 'pending';
  if (view.finding) return view.finding;
  if (view.job === 'find' && view.tab !== 'all' && view.tab !== 'rest') return 'potential';
  return untoldByTiles(view) === null ? null : 'all';
}

type Shown = {
  readonly year: number;
  readonly revision: number;
  readonly classes?: readonly ClassKey[];
};

export function lookOf(view: View, jurisdiction: Jurisdiction, { year, revision, classes = CLASS_KEYS }: Shown): Look {
  return {
    year,
    revision,
    language: view.lang,
    classes,
    off: view.off,
    hide: view.hide,
    found: foundOf(view),
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

/** While a zone is drawn the parcels that it counts keep their colour, and all others are dimmed. */
function withZone(look: Look, zone: ZoneParcels | null, often: ChosenOften | null): Look {
  const shown = often ? often.times.map(([id]) => id) : zone && zone.counted.length > 0 ? zone.counted : null;
  return { ...look, zone, often, found: shown ?? look.found };
}

/** The look that the link asks for; null until the jurisdictions are known. The same object while nothing of it changes. */
export function useLook(): Look | null {
  const { view } = useView();
  const { jurisdiction, year, revision } = useCurrent();
  const classes = useClassNames();
  const drawn = zoneParcels.use();
  const proposed = proposedParcels.use();
  const often = chosenOften.use();
  const isZones = view.job === 'zones';
  const zone = isZones ? (proposed ?? drawn) : null;
  const key =
    jurisdiction && year !== null && revision !== null
      ? JSON.stringify(withZone(lookOf(view, jurisdiction, { year, revision, classes }), zone, isZones ? often : null))
      : null;
  return useMemo(() => (key === null ? null : (JSON.parse(key) as Look)), [key]);
}
