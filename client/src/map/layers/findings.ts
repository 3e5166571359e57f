import type { FindingKind } from '@yima-guandi/server/domain';
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';
import type { ClassKey } from '../../url/view.ts';
import { both, type Look, whereFound } from '../look.ts';
import { clear } from '../palette.ts';
import { opacityOf, PARCELS, parcelsOf } from './parcels.ts';

/** Findings that the map draws, each by an outline and never by a fill, and their rows in the legend. */
export const findingLegend = [
  'suspected-idle',
  'vacant-floor-area',
  'two-high',
] as const satisfies readonly FindingKind[];
export type DrawnFinding = (typeof findingLegend)[number];

const FROM_ZOOM = 13;
const marked = (look: Look, key: ClassKey, kind: FindingKind): FilterSpecification =>
  both(parcelsOf(look, key), ['has', kind]);
const line = (id: string, filter: FilterSpecification, paint: LineLayerSpecification['paint']): LayerSpecification => ({
  id,
  type: 'line',
  ...PARCELS,
  minzoom: FROM_ZOOM,
  filter,
  layout: { 'line-join': 'round' },
  paint: { ...paint },
});
const fade = (width: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  FROM_ZOOM,
  width * 0.5,
  15,
  width,
];

/** Suspected idle is dashed, vacant floors dotted, energy-heavy firms double. */
export const findingLayers = (look: Look): LayerSpecification[] =>
  look.hide.includes('findings')
    ? []
    : look.classes.flatMap((key) => {
        const ink = token('m-found');
        const shown = {
          'line-color': whereFound(look, ink, clear(ink)),
          'line-opacity': opacityOf(look, key),
        };
        const twoHigh = marked(look, key, 'two-high');
        return [
          line(`two-high-outer-${key}`, twoHigh, { 'line-width': fade(1), ...shown }),
          line(`two-high-inner-${key}`, twoHigh, { 'line-width': fade(1), 'line-offset': 3, ...shown }),
          line(`vacant-${key}`, marked(look, key, 'vacant-floor-area'), {
            'line-width': fade(1.5),
            'line-dasharray': [0.8, 2],
            'line-offset': 1,
            ...shown,
          }),
          line(`idle-${key}`, marked(look, key, 'suspected-idle'), {
            'line-width': fade(1.5),
            'line-dasharray': [2.7, 1.7],
            ...shown,
          }),
        ];
      });

/** What is asked for gets an ink outline; found is never a colour. */
export const foundLayers = (look: Look): LayerSpecification[] => {
  const ink = token('m-found');
  if (look.found === null) return [];
  return look.classes.map((key) => ({
    id: `found-${key}`,
    type: 'line',
    ...PARCELS,
    filter: parcelsOf(look, key),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': whereFound(look, ink, clear(ink)),
      'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.4, 13, 0.8, 14.5, 1.25],
      'line-opacity': opacityOf(look, key),
    },
  }));
};
