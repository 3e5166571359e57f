import type { LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';

/** The sheet itself: paper, woods, and the plates of industrial parks. */
export const paperLayers = (): LayerSpecification[] => [
  { id: 'paper', type: 'background', paint: { 'background-color': token('m-paper') } },
  { id: 'green', type: 'fill', source: 'places', 'source-layer': 'green', paint: { 'fill-color': token('m-green') } },
  {
    id: 'park-plates',
    type: 'fill',
    source: 'places',
    'source-layer': 'parks',
    paint: { 'fill-color': token('m-park') },
  },
];
