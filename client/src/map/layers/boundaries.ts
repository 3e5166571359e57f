import type { LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';
import type { Look } from '../look.ts';

export const boundaryLayers = (): LayerSpecification[] => [
  {
    id: 'town-lines',
    type: 'line',
    source: 'places',
    'source-layer': 'towns',
    minzoom: 9,
    // Neighbours draw their common line twice, and dashes that do not meet would look whole in some places only.
    paint: { 'line-color': token('m-town-line'), 'line-width': 1, 'line-opacity': 0.6 },
  },
  {
    id: 'county-lines',
    type: 'line',
    source: 'places',
    'source-layer': 'jurisdictions',
    paint: { 'line-color': token('m-county-line'), 'line-width': 1.5, 'line-dasharray': [5.3, 2, 1.3, 2] },
  },
];

/** 工业用地控制线, which is also a row of the legend. */
export const controlLineLayers = (look: Look): LayerSpecification[] =>
  look.hide.includes('control-line')
    ? []
    : [
        {
          id: 'control-line',
          type: 'line',
          source: 'places',
          'source-layer': 'control_line',
          minzoom: 11,
          paint: { 'line-color': token('m-control'), 'line-width': 1, 'line-dasharray': [8, 3, 1.5, 3] },
        },
      ];
