import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';
import { type Look, placedParcels } from '../look.ts';
import { PARCELS } from './parcels.ts';

/** Lies over every parcel of the view and answers the pointer. */
export const PARCEL_VEIL = 'hover-veil';

const when = (state: 'hover' | 'selected', value: number): ExpressionSpecification => [
  'case',
  ['boolean', ['feature-state', state], false],
  value,
  0,
];

/** The parcel under the pointer and the chosen one, by feature-state: no tile is laid out again for them. */
export const stateLayers = (look: Look): LayerSpecification[] => {
  const filter = placedParcels(look);
  const layout = { 'line-join': 'round' } as const;
  return [
    {
      id: PARCEL_VEIL,
      type: 'fill',
      ...PARCELS,
      filter,
      paint: { 'fill-color': token('m-sel-case'), 'fill-opacity': when('hover', 0.18), 'fill-antialias': false },
    },
    {
      id: 'hover',
      type: 'line',
      ...PARCELS,
      filter,
      layout,
      paint: { 'line-color': token('m-hover'), 'line-width': when('hover', 2) },
    },
    {
      id: 'selected-casing',
      type: 'line',
      ...PARCELS,
      layout,
      paint: { 'line-color': token('m-sel-case'), 'line-width': when('selected', 7) },
    },
    {
      id: 'selected',
      type: 'line',
      ...PARCELS,
      layout,
      paint: { 'line-color': token('m-sel'), 'line-width': when('selected', 3) },
    },
  ];
};
