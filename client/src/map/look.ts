import type { FindingKind } from '@yima-guandi/server/domain';
import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';
import { type ClassKey, type Language, type SwitchableLayer, UNRATED } from '../url/view.ts';
import type { ChosenOften, ZoneParcels } from './map-state.ts';

/** Everything that decides how the map looks. The style is a function of it and of nothing else. */
export type Look = {
  readonly year: number;
  readonly revision: number;
  readonly language: Language;
  /** Every class there is, in the order of the legend. */
  readonly classes: readonly ClassKey[];
  readonly off: readonly ClassKey[];
  readonly hide: readonly SwitchableLayer[];
  /**
   * Which parcels keep their full colour while the rest is dimmed: by a tag of the tiles, by their ids, or all until
   * feature-state says otherwise; null: all do, and nothing is dimmed.
   */
  readonly found: FindingKind | 'potential' | 'pending' | 'all' | readonly number[] | null;
  /** Ids of the town and park that the view is narrowed to; `unknown`: parcels that lie in none. */
  readonly townId: number | 'unknown' | null;
  readonly parkId: number | 'unknown' | null;
  /** Parcels of the zone that is being drawn; null or absent: none is. */
  readonly zone?: ZoneParcels | null;
  /** How often each parcel is chosen across proposals. */
  readonly often?: ChosenOften | null;
};

type Test = FilterSpecification;
const place = (field: 'town' | 'park', id: Look['townId']): Test[] =>
  id === null ? [] : [id === 'unknown' ? ['!', ['has', field]] : ['==', ['get', field], id]];

export const both = (...tests: readonly FilterSpecification[]): FilterSpecification =>
  ['all', ...tests] as FilterSpecification;

/** Parcels of the town and park that the view is narrowed to. */
export const placedParcels = ({ townId, parkId }: Look): FilterSpecification =>
  both(...place('town', townId), ...place('park', parkId));

/** Parcels of one class; those of a class that the look does not list go with 待核, so that none is left out. */
export function ofClass(key: ClassKey, { classes }: Look): FilterSpecification {
  if (key !== UNRATED) return ['==', ['get', 'class'], key];
  const rated = classes.filter((each) => each !== UNRATED);
  return ['!', ['in', ['get', 'class'], ['literal', rated]]];
}

/** What the tiles say of a parcel by themselves: a tag, or its id among those asked for. */
function told(found: NonNullable<Look['found']>): ExpressionSpecification | boolean {
  if (found === 'all') return true;
  if (typeof found === 'string') return ['has', found === 'potential' ? 'found' : found];
  if (found.length === 0) return ['==', ['id'], -1];
  return ['match', ['id'], [...found], true, false];
}

/**
 * One value of the paint where a parcel is found, another where it is not. Feature-state comes before what tiles say:
 * so a rule that is tried shows in the next frame, and no tile is laid out again. Null: nothing is asked for.
 */
export const whereFound = <Value extends string>(
  { found }: Pick<Look, 'found'>,
  isFound: Value,
  isNot: Value,
): ExpressionSpecification | Value =>
  found === null ? isFound : ['case', ['boolean', ['feature-state', 'found'], told(found)], isFound, isNot];

/** Whether the parcels of a class are seen. Hidden ones take no pointer either. */
export const showsClass = ({ off }: Pick<Look, 'off'>, name: unknown): boolean =>
  !off.includes(typeof name === 'string' ? name : UNRATED);
