import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';
import type { Look } from '../look.ts';
import { PARCELS } from './parcels.ts';

const amongIds = (ids: readonly number[]): FilterSpecification => ['in', ['id'], ['literal', [...ids]]];
const OF_ZONE = { source: 'zone' } as const;
const DEEPEST = 0.75;
const roundJoins = { 'line-join': 'round' } as const;

/** How often a parcel is chosen across proposals, as depth of violet: in all of them the deepest. */
function oftenLayers({ often }: Look): LayerSpecification[] {
  if (!often || often.times.length === 0) return [];
  const byTimes = new Map<number, number[]>();
  for (const [id, times] of often.times) byTimes.set(times, [...(byTimes.get(times) ?? []), id]);
  const depths = [...byTimes].flatMap(([times, ids]) => [ids, (DEEPEST * times) / Math.max(1, often.of)]);
  return [
    {
      id: 'zone-often',
      type: 'fill',
      ...PARCELS,
      filter: amongIds(often.times.map(([id]) => id)),
      paint: {
        'fill-color': token('zone'),
        'fill-opacity': ['match', ['id'], ...depths, 0] as unknown as ExpressionSpecification,
      },
    },
  ];
}

/** Parcels that a zone counts, outlined; those that it touches and does not count, dashed. */
export function zoneParcelLayers(look: Look): LayerSpecification[] {
  const { zone } = look;
  if (!zone) return oftenLayers(look);
  return [
    ...oftenLayers(look),
    {
      id: 'zone-counted',
      type: 'line',
      ...PARCELS,
      filter: amongIds(zone.counted),
      layout: roundJoins,
      paint: { 'line-color': token('zone'), 'line-width': 1.5 },
    },
    {
      id: 'zone-touched',
      type: 'line',
      ...PARCELS,
      filter: amongIds(zone.touched),
      layout: roundJoins,
      paint: { 'line-color': token('zone'), 'line-width': 1.25, 'line-dasharray': [3, 2] },
    },
    {
      id: 'zone-locked-out',
      type: 'line',
      ...PARCELS,
      filter: amongIds(zone.lockedOut),
      layout: roundJoins,
      paint: { 'line-color': token('ink-3'), 'line-width': 3, 'line-dasharray': [2, 1.5] },
    },
  ];
}

/** The ground of the draft: violet on a white casing. A saved zone has no fill. */
export const zoneLayers = (): LayerSpecification[] => [
  {
    id: 'zone-fill',
    type: 'fill',
    ...OF_ZONE,
    filter: ['==', ['get', 'state'], 'draft'],
    paint: { 'fill-color': token('zone'), 'fill-opacity': 0.1 },
  },
  {
    id: 'zone-casing',
    type: 'line',
    ...OF_ZONE,
    filter: ['==', ['get', 'state'], 'draft'],
    layout: roundJoins,
    paint: { 'line-color': token('m-sel-case'), 'line-width': 5 },
  },
  {
    id: 'zone-line',
    type: 'line',
    ...OF_ZONE,
    filter: ['==', ['get', 'state'], 'draft'],
    layout: roundJoins,
    paint: { 'line-color': token('zone'), 'line-width': 2.5 },
  },
  {
    id: 'zone-others',
    type: 'line',
    ...OF_ZONE,
    filter: ['!=', ['get', 'state'], 'draft'],
    layout: roundJoins,
    paint: { 'line-color': token('zone'), 'line-width': 1.5, 'line-opacity': 0.5 },
  },
];
