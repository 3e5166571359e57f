import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';

type RoadKind = 'expressway' | 'arterial' | 'street';
type Stop = readonly [zoom: number, width: number];

const WIDTHS: Record<RoadKind, readonly Stop[]> = {
  expressway: [
    [10, 1.5],
    [14, 6],
    [17, 22],
  ],
  arterial: [
    [11, 1],
    [14, 4],
    [17, 16],
  ],
  street: [
    [13, 0.5],
    [15, 3],
    [17, 10],
  ],
};
const CASING_PX = 0.9;
const FROM_ZOOM: Record<RoadKind, number> = { expressway: 6, arterial: 10, street: 12 };

const widthByZoom = (kind: RoadKind, add = 0): ExpressionSpecification =>
  [
    'interpolate',
    ['exponential', 1.5],
    ['zoom'],
    ...WIDTHS[kind].flatMap(([zoom, width]) => [zoom, width + add]),
  ] as ExpressionSpecification;
const ofKind = (kind: RoadKind): FilterSpecification =>
  kind === 'street'
    ? ['!', ['in', ['get', 'kind'], ['literal', ['expressway', 'arterial']]]]
    : ['==', ['get', 'kind'], kind];

function road(kind: RoadKind, part: 'casing' | 'way', colour: string): LayerSpecification {
  return {
    id: `${kind}-${part}`,
    type: 'line',
    source: 'places',
    'source-layer': 'roads',
    minzoom: FROM_ZOOM[kind],
    filter: ofKind(kind),
    layout: { 'line-cap': part === 'way' ? 'round' : 'butt', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': widthByZoom(kind, part === 'casing' ? CASING_PX * 2 : 0) },
  };
}

/** Streets and arterials: white between thin edges. All casings come first, so that junctions are open. */
export const streetLayers = (): LayerSpecification[] => [
  road('street', 'casing', token('m-casing')),
  road('arterial', 'casing', token('m-casing')),
  road('street', 'way', token('m-road')),
  road('arterial', 'way', token('m-road')),
];

export const expresswayLayers = (): LayerSpecification[] => [
  road('expressway', 'casing', token('m-hwy-casing')),
  road('expressway', 'way', token('m-hwy')),
];

/** Arterials again where they cross water: without their edges, so that the bridge joins the street. */
export const bridgeLayers = (): LayerSpecification[] => [
  { ...road('arterial', 'way', token('m-road')), id: 'arterial-bridges' } as LayerSpecification,
];
