import type { ExpressionSpecification } from 'maplibre-gl';
import { token } from '../theme/tokens.ts';
import { CLASS_KEYS, type ClassKey } from '../url/view.ts';

type ClassPaint = { readonly fill: string; readonly line: string };

/** Colours of the classes on the map, from the tokens. Fills are opaque: alpha would spend the separation between them. */
export const CLASS_PAINT: Record<ClassKey, ClassPaint> = {
  A: { fill: token('a-fill'), line: token('a-line') },
  B: { fill: token('b-fill'), line: token('b-line') },
  C: { fill: token('c-fill'), line: token('c-line') },
  D: { fill: token('d-fill'), line: token('d-line') },
  U: { fill: token('u-fill'), line: token('u-line') },
};

export const RATED_KEYS = CLASS_KEYS.filter((key) => key !== 'U');

/** Picks a colour by a class name; a class that is missing or has another name is drawn as 待核. */
export const colourByClass = (
  name: ExpressionSpecification | ClassKey,
  part: keyof ClassPaint,
): ExpressionSpecification =>
  [
    'match',
    name,
    ...RATED_KEYS.flatMap((key) => [key, CLASS_PAINT[key][part]]),
    CLASS_PAINT.U[part],
  ] as ExpressionSpecification;
