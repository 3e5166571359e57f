import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { type ClassKey, UNRATED } from '../../url/view.ts';
import { both, type Look, ofClass, placedParcels, showsClass, whereFound } from '../look.ts';
import { classPaint, clear, dimmed, letterColour } from '../palette.ts';

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

/** Parcels of one class in the town and park of the view. */
export const parcelsOf = (look: Look, key: ClassKey): FilterSpecification =>
  both(placedParcels(look), ofClass(key, look));

const layer = (look: Look, key: ClassKey, part: string) => ({
  id: `parcel-${part}-${key}`,
  ...PARCELS,
  filter: parcelsOf(look, key),
});

const fill = (look: Look, key: ClassKey): LayerSpecification => ({
  ...layer(look, key, 'fill'),
  type: 'fill',
  paint: {
    'fill-color': classPaint(key, look.classes).fill,
    'fill-opacity': opacityOf(look, key),
    'fill-antialias': false,
  },
});

const hatch = (look: Look, key: ClassKey, image: string, minzoom = 0): LayerSpecification => ({
  ...layer(look, key, 'hatch'),
  type: 'fill',
  minzoom,
  paint: { 'fill-pattern': image, 'fill-opacity': opacityOf(look, key) },
});

/** Lies over colour and hatch of what is not asked for. A pattern cannot read feature-state, and this can. */
const cover = (look: Look, key: ClassKey): LayerSpecification => {
  const { fill } = classPaint(key, look.classes);
  return {
    ...layer(look, key, 'cover'),
    type: 'fill',
    paint: {
      'fill-color': whereFound(look, clear(fill), dimmed(fill)),
      'fill-opacity': opacityOf(look, key),
      'fill-antialias': false,
    },
  };
};

const outline = (look: Look, key: ClassKey): LayerSpecification => {
  const { line } = classPaint(key, look.classes);
  return {
    ...layer(look, key, 'outline'),
    type: 'line',
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': whereFound(look, line, dimmed(line)),
      'line-width': OUTLINE_BY_ZOOM,
      'line-opacity': opacityOf(look, key),
    },
  };
};

/**
 * Class fills and the hatches that tell D and 待核 apart without colour; where land is asked for, the rest is dimmed.
 * A layer for each class: so the legend switches it by one number of the paint.
 */
export function parcelLayers(look: Look): LayerSpecification[] {
  return [
    ...look.classes.map((key) => fill(look, key)),
    hatch(look, 'D', 'hatch-d', HATCH_FROM_ZOOM),
    hatch(look, UNRATED, 'hatch-u'),
    ...(look.found === null ? [] : look.classes.map((key) => cover(look, key))),
    ...look.classes.map((key) => outline(look, key)),
  ];
}

/** The letter of the class on the parcel, near enough to read it. */
export const letterLayers = (look: Look): LayerSpecification[] =>
  look.classes
    .filter((key) => key !== UNRATED)
    .map((key) => {
      const [ink, halo] = [letterColour(key, look.classes), classPaint(key, look.classes).fill];
      return {
        ...layer(look, key, 'letters'),
        type: 'symbol',
        minzoom: LETTERS_FROM_ZOOM,
        layout: { 'text-field': key, 'text-size': 13, 'text-font': ['sans-serif'] },
        paint: {
          'text-color': whereFound(look, ink, clear(ink)),
          'text-halo-color': whereFound(look, halo, clear(halo)),
          'text-halo-width': 2,
          'text-opacity': opacityOf(look, key),
        },
      };
    });
