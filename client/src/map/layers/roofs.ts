import type { LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';
import type { Look } from '../look.ts';

/** Buildings as a faint shade. They step aside where parcels are dimmed. */
export const roofLayers = (look: Look): LayerSpecification[] =>
  look.hide.includes('roofs') || look.found !== null
    ? []
    : [
        {
          id: 'roofs',
          type: 'fill',
          source: 'places',
          'source-layer': 'roofs',
          minzoom: 14,
          paint: { 'fill-color': token('m-roof') },
        },
      ];
