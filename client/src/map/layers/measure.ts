import type { LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';

/** The ring that is being measured: violet on a white casing, its points ringed. */
export const measureLayers = (): LayerSpecification[] => [
  {
    id: 'measure-fill',
    type: 'fill',
    source: 'measure',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': token('zone'), 'fill-opacity': 0.1 },
  },
  {
    id: 'measure-casing',
    type: 'line',
    source: 'measure',
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': token('m-sel-case'), 'line-width': 5 },
  },
  {
    id: 'measure-line',
    type: 'line',
    source: 'measure',
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': token('zone'), 'line-width': 2.5 },
  },
  {
    id: 'measure-points',
    type: 'circle',
    source: 'measure',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 5,
      'circle-color': token('m-sel-case'),
      'circle-stroke-color': token('zone'),
      'circle-stroke-width': 2,
    },
  },
];
