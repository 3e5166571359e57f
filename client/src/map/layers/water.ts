import type { LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';

/** Water lies over streets; bridges lie over water. */
export const waterLayers = (): LayerSpecification[] => [
  {
    id: 'water',
    type: 'fill',
    source: 'places',
    'source-layer': 'water',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': token('m-water') },
  },
  {
    id: 'shore',
    type: 'line',
    source: 'places',
    'source-layer': 'water',
    paint: { 'line-color': token('m-water-line'), 'line-width': 1 },
  },
];
