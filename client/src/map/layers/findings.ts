import type { FindingKind } from '@yima-guandi/server/domain';
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';
import { both, foundTest, type Look, shownParcels } from '../look.ts';
import { PARCELS } from './parcels.ts';

/** Findings that the map draws, each by an outline and never by a fill, and their rows in the legend. */
export const findingLegend = [
  'suspected-idle',
  'vacant-floor-area',
  'two-high',
] as const satisfies readonly FindingKind[];
export type DrawnFinding = (typeof findingLegend)[number];

const FROM_ZOOM = 13;
const marked = (look: Look, kind: FindingKind): FilterSpecification => {
  const has: FilterSpecification = both(shownParcels(look), ['has', kind]);
  return look.found === null ? has : both(has, foundTest(look.found));
};
const line = (id: string, filter: FilterSpecification, paint: LineLayerSpecification['paint']): LayerSpecification => ({
  id,
  type: 'line',
  ...PARCELS,
  minzoom: FROM_ZOOM,
  filter,
  layout: { 'line-join': 'round' },
  paint: { 'line-color': token('m-found'), ...paint },
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
    : [
        line('two-high-outer', marked(look, 'two-high'), { 'line-width': fade(1) }),
        line('two-high-inner', marked(look, 'two-high'), { 'line-width': fade(1), 'line-offset': 3 }),
        line('vacant', marked(look, 'vacant-floor-area'), {
          'line-width': fade(1.5),
          'line-dasharray': [0.8, 2],
          'line-offset': 1,
        }),
        line('idle', marked(look, 'suspected-idle'), { 'line-width': fade(1.5), 'line-dasharray': [2.7, 1.7] }),
      ];

/** What is asked for gets an ink outline; found is never a colour. */
export const foundLayers = (look: Look): LayerSpecification[] =>
  look.found === null
    ? []
    : [
        {
          id: 'found',
          type: 'line',
          ...PARCELS,
          filter: both(shownParcels(look), foundTest(look.found)),
          layout: { 'line-join': 'round' },
          paint: {
            'line-color': token('m-found'),
            'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.4, 13, 0.8, 14.5, 1.25],
          },
        },
      ];
