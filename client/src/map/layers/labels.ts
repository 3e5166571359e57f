import type { DataDrivenPropertyValueSpecification, ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';
import type { Look } from '../look.ts';

/** No glyph server: names are drawn from the fonts of the machine, so the families are those of the interface. */
const FONT = token('font')
  .split(',')
  .map((family) => family.replaceAll('"', '').trim());
/** MapLibre reads the weight from the first name; as no font has it, the families that follow are used. */
const BOLD = ['Interface SemiBold', ...FONT];

const named = (look: Look): ExpressionSpecification =>
  look.language === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'name']] : ['get', 'name'];

type Label = {
  readonly kind: string;
  readonly minzoom: number;
  readonly maxzoom?: number;
  readonly size: DataDrivenPropertyValueSpecification<number>;
  readonly colour: string;
  readonly bold?: boolean;
};

const PLACES: readonly Label[] = [
  { kind: 'park', minzoom: 12.5, size: ['interpolate', ['linear'], ['zoom'], 12.5, 12, 15, 13], colour: 'm-label' },
  {
    kind: 'town',
    minzoom: 9.5,
    maxzoom: 17,
    size: ['interpolate', ['linear'], ['zoom'], 9.5, 12, 13, 16],
    colour: 'm-label',
    bold: true,
  },
  { kind: 'jurisdiction', minzoom: 5, maxzoom: 11, size: 16, colour: 'm-label', bold: true },
];

const placeLabel = (look: Look, { kind, minzoom, maxzoom, size, colour, bold = false }: Label): LayerSpecification => ({
  id: `label-${kind}`,
  type: 'symbol',
  source: 'places',
  'source-layer': 'labels',
  minzoom,
  ...(maxzoom === undefined ? {} : { maxzoom }),
  filter: ['==', ['get', 'kind'], kind],
  layout: {
    'text-field': named(look),
    'text-font': bold ? BOLD : FONT,
    'text-size': size,
    'text-max-width': 12,
    'text-padding': 4,
  },
  paint: { 'text-color': token(colour), 'text-halo-color': token('m-halo'), 'text-halo-width': 1.6 },
});

const roadLabel: LayerSpecification = {
  id: 'label-road',
  type: 'symbol',
  source: 'places',
  'source-layer': 'roads',
  minzoom: 14,
  filter: ['has', 'name'],
  layout: {
    'symbol-placement': 'line',
    'symbol-spacing': 420,
    'text-field': ['get', 'name'],
    'text-font': FONT,
    'text-size': 12,
    'text-max-angle': 30,
    'text-padding': 8,
  },
  paint: { 'text-color': token('m-label-2'), 'text-halo-color': token('m-halo'), 'text-halo-width': 1.6 },
};

export const labelLayers = (look: Look): LayerSpecification[] =>
  look.hide.includes('labels') ? [] : [roadLabel, ...PLACES.map((label) => placeLabel(look, label))];
