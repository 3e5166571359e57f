import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { tokenNumber } from '../../theme/tokens.ts';
import { type ClassKey, UNRATED } from '../../url/view.ts';
import { both, foundTest, type Look, ofClass, placedParcels, showsClass } from '../look.ts';
import { classPaint, letterColour } from '../palette.ts';

export const PARCELS = { source: 'parcels', 'source-layer': 'parcels' } as const;
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

/** 1 where the class is switched on, else 0. A constant: it changes in the next frame, and no tile is laid out again. */
export const opacityOf = (look: Look, key: ClassKey): number => (showsClass(look, key) ? 1 : 0);

/** Parcels of a class that keep their full colour. */
export const brightOf = (look: Look, key: ClassKey): FilterSpecification =>
  both(placedParcels(look), ofClass(key, look), ...(look.found === null ? [] : [foundTest(look.found)]));

const dimOf = (look: Look, found: NonNullable<Look['found']>, key: ClassKey): FilterSpecification =>
  both(placedParcels(look), ofClass(key, look), ['!', foundTest(found)] as FilterSpecification);

type ClassPart = { readonly key: ClassKey; readonly id: string; readonly filter: FilterSpecification; opacity: number };

/** Each class by itself, and within it what is asked for apart from the rest, which is dimmed. */
function classParts(look: Look): ClassPart[] {
  const { found } = look;
  return look.classes.flatMap((key) => {
    const opacity = opacityOf(look, key);
    const bright = { key, id: key, filter: brightOf(look, key), opacity };
    if (found === null) return [bright];
    return [
      { key, id: `${key}-rest`, filter: dimOf(look, found, key), opacity: opacity * tokenNumber('m-dim') },
      bright,
    ];
  });
}

const fill = (look: Look, { key, id, filter, opacity }: ClassPart): LayerSpecification => ({
  id: `parcel-fill-${id}`,
  type: 'fill',
  ...PARCELS,
  filter,
  paint: { 'fill-color': classPaint(key, look.classes).fill, 'fill-opacity': opacity, 'fill-antialias': false },
});

const outline = (look: Look, { key, id, filter, opacity }: ClassPart): LayerSpecification => ({
  id: `parcel-outline-${id}`,
  type: 'line',
  ...PARCELS,
  filter,
  layout: { 'line-join': 'round' },
  paint: {
    'line-color': classPaint(key, look.classes).line,
    'line-width': OUTLINE_BY_ZOOM,
    'line-opacity': opacity,
  },
});

const hatch = (look: Look, key: ClassKey, image: string, minzoom = 0): LayerSpecification => ({
  id: `parcel-hatch-${key}`,
  type: 'fill',
  ...PARCELS,
  minzoom,
  filter: brightOf(look, key),
  paint: { 'fill-pattern': image, 'fill-opacity': opacityOf(look, key) },
});

/**
 * Class fills and the hatches that tell D and 待核 apart without colour. A layer for each class, and for what is dimmed:
 * so the legend switches a class by one number of the paint.
 */
export function parcelLayers(look: Look): LayerSpecification[] {
  const parts = classParts(look);
  return [
    ...parts.map((part) => fill(look, part)),
    hatch(look, 'D', 'hatch-d', HATCH_FROM_ZOOM),
    hatch(look, UNRATED, 'hatch-u'),
    ...parts.map((part) => outline(look, part)),
  ];
}

/** The letter of the class on the parcel, near enough to read it. */
export const letterLayers = (look: Look): LayerSpecification[] =>
  look.classes
    .filter((key) => key !== UNRATED)
    .map((key) => ({
      id: `parcel-letters-${key}`,
      type: 'symbol',
      ...PARCELS,
      minzoom: LETTERS_FROM_ZOOM,
      filter: brightOf(look, key),
      layout: { 'text-field': key, 'text-size': 13, 'text-font': ['sans-serif'] },
      paint: {
        'text-color': letterColour(key, look.classes),
        'text-halo-color': classPaint(key, look.classes).fill,
        'text-halo-width': 2,
        'text-opacity': opacityOf(look, key),
      },
    }));
