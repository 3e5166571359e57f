import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { token, tokenNumber } from '../../theme/tokens.ts';
import { CLASS_KEYS, type KnownClass, UNRATED } from '../../url/view.ts';
import type { Look } from '../look.ts';
import { fillByClass } from '../palette.ts';

export const CELL_FILL = 'cell-fill';
/** The tiles of the parcels once more, as a source of its own: a class that is switched colours squares anew, which lays
 * out their tiles again, and the parcels must not wait for that. Beyond this zoom there are parcels wherever land is. */
const CELLS = { source: 'cells', 'source-layer': 'cells', maxzoom: 13 } as const;

const countOf = (key: string): ExpressionSpecification => ['coalesce', ['get', key.toLowerCase()], 0];

/** The class with the most parcels among those switched on; the better class wins a tie. */
function leadingClass(look: Look): ExpressionSpecification | KnownClass {
  const on = CLASS_KEYS.filter((key) => !look.off.includes(key));
  if (on.length === 0) return UNRATED;
  const most: ExpressionSpecification = ['max', 0, ...on.map(countOf)];
  return ['case', ...on.flatMap((key) => [['==', countOf(key), most], key]), 'U'] as ExpressionSpecification;
}

/** Squares that stand for parcels where the map is too small to draw them: coloured by their leading class. */
export function cellLayers(look: Look): LayerSpecification[] {
  const on = CLASS_KEYS.filter((key) => !look.off.includes(key));
  const shown: ExpressionSpecification = ['>', ['+', 0, ...on.map(countOf)], 0];
  return [
    {
      id: CELL_FILL,
      type: 'fill',
      ...CELLS,
      filter: shown,
      paint: {
        'fill-color': fillByClass(leadingClass(look)),
        'fill-opacity':
          look.found === null || look.found === 'all'
            ? 1
            : ['case', ['>', ['coalesce', ['get', 'found'], 0], 0], 1, tokenNumber('m-dim')],
        'fill-antialias': false,
      },
    },
    {
      id: 'cell-edges',
      type: 'line',
      ...CELLS,
      filter: shown,
      paint: { 'line-color': token('m-paper'), 'line-width': 1 },
    },
  ];
}
