import type { DataDrivenPropertyValueSpecification, ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { token, tokenNumber } from '../../theme/tokens.ts';
import { CLASS_KEYS, type ClassKey } from '../../url/view.ts';
import { both, foundTest, type Look, shownParcels } from '../look.ts';
import { colourByClass, RATED_KEYS } from '../palette.ts';

/** Rows of the legend for the class colours, in the order of the classes. */
export const parcelLegend: readonly ClassKey[] = CLASS_KEYS;

export const PARCELS = { source: 'parcels', 'source-layer': 'parcels' } as const;
/** Layers that answer the pointer. */
export const PARCEL_FILL = 'parcel-fill';
const HATCH_FROM_ZOOM = 14;
const LETTERS_FROM_ZOOM = 17;
const OUTLINE_BY_ZOOM: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  12,
  0,
  13,
  0.3,
  14,
  0.5,
  15,
  0.75,
  16,
  1,
  18,
  1.5,
];

const dimmed = (look: Look, full: number): DataDrivenPropertyValueSpecification<number> =>
  look.found === null
    ? full
    : ['case', foundTest(look.found) as ExpressionSpecification, full, full * tokenNumber('m-dim')];
const undimmed = (look: Look, test: ExpressionSpecification) =>
  look.found === null
    ? both(shownParcels(look), test)
    : both(shownParcels(look), ['all', test, foundTest(look.found) as ExpressionSpecification]);

/** Class fills and the hatches that tell D and 待核 apart without colour. */
export const parcelLayers = (look: Look): LayerSpecification[] => [
  {
    id: PARCEL_FILL,
    type: 'fill',
    ...PARCELS,
    filter: shownParcels(look),
    paint: {
      'fill-color': colourByClass(['get', 'class'], 'fill'),
      'fill-opacity': dimmed(look, 1),
      'fill-antialias': false,
    },
  },
  {
    id: 'parcel-hatch-d',
    type: 'fill',
    ...PARCELS,
    minzoom: HATCH_FROM_ZOOM,
    filter: undimmed(look, ['==', ['get', 'class'], 'D']),
    paint: { 'fill-pattern': 'hatch-d' },
  },
  {
    id: 'parcel-hatch-u',
    type: 'fill',
    ...PARCELS,
    filter: undimmed(look, ['!', ['in', ['get', 'class'], ['literal', RATED_KEYS]]]),
    paint: { 'fill-pattern': 'hatch-u' },
  },
  {
    id: 'parcel-outline',
    type: 'line',
    ...PARCELS,
    filter: shownParcels(look),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colourByClass(['get', 'class'], 'line'),
      'line-width': OUTLINE_BY_ZOOM,
      'line-opacity': dimmed(look, 1),
    },
  },
];

/** The letter of the class on the parcel, near enough to read it. */
export const letterLayers = (look: Look): LayerSpecification[] => [
  {
    id: 'parcel-letters',
    type: 'symbol',
    ...PARCELS,
    minzoom: LETTERS_FROM_ZOOM,
    filter: undimmed(look, ['has', 'class']),
    layout: { 'text-field': ['get', 'class'], 'text-size': 13, 'text-font': ['sans-serif'] },
    paint: {
      'text-color': ['match', ['get', 'class'], 'D', token('on-ink'), token('ink')],
      'text-halo-color': colourByClass(['get', 'class'], 'fill'),
      'text-halo-width': 2,
    },
  },
];
