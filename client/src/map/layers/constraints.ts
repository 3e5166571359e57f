import type { ConstraintKind } from '@yima-guandi/server/contract';
import type { LayerSpecification } from 'maplibre-gl';
import { token } from '../../theme/tokens.ts';
import type { Look } from '../look.ts';

/** Kinds of constraint that are drawn and switched like one another; the control line has a layer of its own. */
export const constraintLegend = [
  'permanent-farmland',
  'ecological-red-line',
  'planned-road',
  'other',
] as const satisfies readonly ConstraintKind[];
type DrawnConstraint = (typeof constraintLegend)[number];

const INK: Record<DrawnConstraint, string> = {
  'permanent-farmland': token('m-farmland'),
  'ecological-red-line': token('m-red-line'),
  'planned-road': token('m-planned-road'),
  other: token('m-control'),
};
const HATCH: Partial<Record<DrawnConstraint, string>> = {
  'permanent-farmland': 'hatch-farmland',
  'ecological-red-line': 'hatch-red-line',
};
const DASHES: Record<DrawnConstraint, number[]> = {
  'permanent-farmland': [4, 2],
  'ecological-red-line': [6, 2, 1.5, 2],
  'planned-road': [5, 4],
  other: [2, 2],
};
const FROM_ZOOM = 11;
const SOURCE = { source: 'places', 'source-layer': 'constraints', minzoom: FROM_ZOOM } as const;

const shown = ({ hide }: Look): DrawnConstraint[] => constraintLegend.filter((kind) => !hide.includes(kind));

/** Hatches lie under the parcels: land that binds is told by lines and never competes with the fills of classes. */
export const constraintHatches = (look: Look): LayerSpecification[] =>
  shown(look).flatMap((kind): LayerSpecification[] => {
    const pattern = HATCH[kind];
    if (pattern === undefined) return [];
    const paint = { 'fill-pattern': pattern, 'fill-opacity': 0.7 };
    return [{ id: `constraint-hatch-${kind}`, type: 'fill', ...SOURCE, filter: ['==', ['get', 'kind'], kind], paint }];
  });

/** The borders lie over the parcels, so that it shows where land is claimed twice. */
export const constraintLines = (look: Look): LayerSpecification[] =>
  shown(look).map((kind) => ({
    id: `constraint-line-${kind}`,
    type: 'line',
    ...SOURCE,
    filter: ['==', ['get', 'kind'], kind],
    paint: { 'line-color': INK[kind], 'line-width': 1, 'line-dasharray': DASHES[kind] },
  }));
