import type { FindingKind } from '@yima-guandi/server/domain';
import type { FilterSpecification } from 'maplibre-gl';
import type { ClassKey, Language, SwitchableLayer } from '../url/view.ts';
import { RATED_KEYS } from './palette.ts';

/** Everything that decides how the map looks. The style is a function of it and of nothing else. */
export type Look = {
  readonly year: number;
  readonly revision: number;
  readonly language: Language;
  readonly off: readonly ClassKey[];
  readonly hide: readonly SwitchableLayer[];
  /** Which parcels keep their full colour while the rest is dimmed; a number: the one with this id; null: all do. */
  readonly found: FindingKind | 'potential' | 'pending' | number | null;
  /** Ids of the town and park that the view is narrowed to; `unknown`: parcels that lie in none. */
  readonly townId: number | 'unknown' | null;
  readonly parkId: number | 'unknown' | null;
};

type Test = FilterSpecification;
const place = (field: 'town' | 'park', id: Look['townId']): Test[] =>
  id === null ? [] : [id === 'unknown' ? ['!', ['has', field]] : ['==', ['get', field], id]];

/** Parcels that the view leaves on the map. Hidden ones take no pointer either. */
export function shownParcels({ off, townId, parkId }: Look): FilterSpecification {
  const ratedOff = off.filter((key) => key !== 'U');
  const tests: Test[] = [...place('town', townId), ...place('park', parkId)];
  if (ratedOff.length > 0) tests.push(['!', ['in', ['get', 'class'], ['literal', ratedOff]]]);
  if (off.includes('U')) tests.push(['in', ['get', 'class'], ['literal', RATED_KEYS]]);
  return ['all', ...tests] as FilterSpecification;
}

/** The test that a found parcel passes: a tag in the tile, or its id. */
export const foundTest = (found: NonNullable<Look['found']>): Test =>
  typeof found === 'number' ? ['==', ['id'], found] : ['has', found === 'potential' ? 'found' : found];

export const both = (a: FilterSpecification, b: FilterSpecification): FilterSpecification =>
  ['all', a, b] as FilterSpecification;
