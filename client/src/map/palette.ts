import type { ExpressionSpecification } from 'maplibre-gl';
import { token, tokenNumber } from '../theme/tokens.ts';
import { CLASS_KEYS, type ClassKey, isKnownClass, type KnownClass, UNRATED } from '../url/view.ts';

export type ClassPaint = { readonly fill: string; readonly line: string };

/** Colours of the classes on the map, from the tokens. Fills are opaque: alpha would spend the separation between them. */
export const CLASS_PAINT: Record<KnownClass, ClassPaint> = {
  A: { fill: token('a-fill'), line: token('a-line') },
  B: { fill: token('b-fill'), line: token('b-line') },
  C: { fill: token('c-fill'), line: token('c-line') },
  D: { fill: token('d-fill'), line: token('d-line') },
  U: { fill: token('u-fill'), line: token('u-line') },
};

/** Greys for classes that only the data names, from light to dark. */
export const OTHER_PAINTS: readonly ClassPaint[] = [1, 2, 3].map((step) => ({
  fill: token(`other-${step}-fill`),
  line: token(`other-${step}-line`),
}));

/** The colours of a class. One that the design does not know takes its place in a ramp of greys. */
export function classPaint(key: ClassKey, classes: readonly ClassKey[]): ClassPaint {
  if (isKnownClass(key)) return CLASS_PAINT[key];
  const place = classes.filter((each) => !isKnownClass(each)).indexOf(key);
  return OTHER_PAINTS[Math.max(0, place) % OTHER_PAINTS.length] ?? CLASS_PAINT[UNRATED];
}

/** Letters that stand on a fill: white on the dark ones. */
export const letterColour = (key: ClassKey, classes: readonly ClassKey[]): string =>
  key === 'D' || classPaint(key, classes) === OTHER_PAINTS.at(-1) ? token('on-ink') : token('ink');

const RATED = CLASS_KEYS.filter((key) => key !== UNRATED);

/** Picks a fill by the name of a class that leads a square. */
export const fillByClass = (name: ExpressionSpecification | KnownClass): ExpressionSpecification =>
  [
    'match',
    name,
    ...RATED.flatMap((key) => [key, CLASS_PAINT[key].fill]),
    CLASS_PAINT[UNRATED].fill,
  ] as ExpressionSpecification;

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** A colour of the tokens as it looks on the plate of a park when it is dimmed: opaque, so that it hides a hatch below. */
export function dimmed(hex: string): string {
  const share = tokenNumber('m-dim');
  const plate = channels(token('m-park'));
  const mixed = channels(hex).map((value, index) => Math.round(value * share + (plate[index] ?? 0) * (1 - share)));
  return `rgb(${mixed.join(',')})`;
}

/** A colour of the tokens that is not there: switched by feature-state, it leaves opacity to the legend. */
export const clear = (hex: string): string => `rgba(${channels(hex).join(',')},0)`;
