import type { Boundary, ScenarioComparison } from '@yima-guandi/server/contract';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { PARCELS } from '../../map/layers/parcels.ts';
import type { Look } from '../../map/look.ts';
import type { DegreeBox } from '../../map/motion.ts';
import { mapStyle } from '../../map/style.ts';
import { token } from '../../theme/tokens.ts';
import { CLASS_KEYS, type ClassKey, type Language } from '../../url/view.ts';

export type Shown = {
  readonly year: number;
  readonly revision: number;
  readonly language: Language;
  readonly classes: readonly ClassKey[];
};

/** One colour for each scenario of a comparison, in its order, and one for what they all count. */
export const scenarioColour = (place: number): string => token(`sc-${place + 1}`);
const ALL = 'sc-all';
const SOME = 'sc-some';

const plainLook = ({ year, revision, language, classes }: Shown): Look => ({
  year,
  revision,
  language,
  classes,
  off: [],
  hide: ['findings'],
  found: null,
  townId: null,
  parkId: null,
});

/** The map of one scenario: its parcels in the colours of their classes, all others dimmed, its ground in violet or in the colour it has in a comparison. */
export function scenarioStyle(
  shown: Shown,
  parcelIds: readonly number[],
  boundary: Boundary,
  colour = token('zone'),
): StyleSpecification {
  const zone = { counted: parcelIds, touched: [], lockedOut: [] };
  const style = mapStyle({ ...plainLook(shown), found: parcelIds, zone });
  const data = {
    type: 'FeatureCollection' as const,
    features: [
      { type: 'Feature' as const, properties: { state: 'draft' }, geometry: boundary as GeoJSON.MultiPolygon },
    ],
  };
  const layers = style.layers.map((layer) => inColour(layer, colour));
  return { ...style, layers, sources: { ...style.sources, zone: { type: 'geojson', data } } };
}

/** A layer of a zone with its lines and its fill in another colour; any other as it is. */
function inColour(layer: LayerSpecification, colour: string): LayerSpecification {
  if (layer.type === 'line' && layer.paint?.['line-color'] === token('zone'))
    return { ...layer, paint: { ...layer.paint, 'line-color': colour } };
  if (layer.type === 'fill' && layer.paint?.['fill-color'] === token('zone'))
    return { ...layer, paint: { ...layer.paint, 'fill-color': colour } };
  return layer;
}

/** What the bits of a parcel say: counted by all, by one, or by some of them. */
export function bitsKind(bits: number, scenarios: number): 'all' | 'some' | number {
  if (bits === 2 ** scenarios - 1) return 'all';
  const place = Math.log2(bits);
  return Number.isInteger(place) ? place : 'some';
}

const colourOf = (bits: number, scenarios: number): string => {
  const kind = bitsKind(bits, scenarios);
  if (kind === 'all') return token(ALL);
  return kind === 'some' ? token(SOME) : scenarioColour(kind);
};

/** Colours of the parcels of a comparison by the scenarios that count them; no class is coloured, so that nothing competes. */
export function differenceStyle(
  shown: Shown,
  { scenarios, parcels }: Pick<ScenarioComparison, 'scenarios' | 'parcels'>,
  boundaries: readonly Boundary[],
): StyleSpecification {
  const style = mapStyle({ ...plainLook(shown), off: [...CLASS_KEYS, ...shown.classes] });
  const idsByBits = new Map<number, number[]>();
  for (const parcel of parcels) idsByBits.set(parcel.in, [...(idsByBits.get(parcel.in) ?? []), parcel.id]);
  const cases = [...idsByBits].flatMap(([bits, ids]) => [ids, colourOf(bits, scenarios.length)]);
  const clear = 'rgba(0,0,0,0)';
  const colour = (cases.length > 0 ? ['match', ['id'], ...cases, clear] : clear) as ExpressionSpecification | string;
  const added: LayerSpecification[] = [
    { id: 'difference', type: 'fill', ...PARCELS, paint: { 'fill-color': colour, 'fill-antialias': false } },
    { id: 'difference-edge', type: 'line', ...PARCELS, paint: { 'line-color': token('m-casing'), 'line-width': 0.75 } },
    {
      id: 'compared-casing',
      type: 'line',
      source: 'compared',
      paint: { 'line-color': token('m-sel-case'), 'line-width': 5 },
    },
    {
      id: 'compared',
      type: 'line',
      source: 'compared',
      paint: { 'line-color': ['get', 'colour'], 'line-width': 2.5 },
    },
  ];
  const features = boundaries.map((boundary, place) => ({
    type: 'Feature' as const,
    properties: { colour: scenarioColour(place) },
    geometry: boundary as GeoJSON.MultiPolygon,
  }));
  return {
    ...style,
    sources: { ...style.sources, compared: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    layers: [...style.layers, ...added],
  };
}

/** The box that holds every boundary; null: there is none. */
export function boxOf(boundaries: readonly Boundary[]): DegreeBox | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of boundaries.flatMap(({ coordinates }) => coordinates.flat(2))) {
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return west < east ? [west, south, east, north] : null;
}
