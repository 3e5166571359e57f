import { token } from '../theme/tokens.ts';

/** MapLibre draws a pattern up to twice as large between two zooms: made at 6 px it is about 8 px on the mean. */
const SIDE_PX = 6;
/** Land beside the parcels is hatched wide, so that it stays behind them. */
const WIDE_SIDE_PX = 10;
export const PATTERN_PIXEL_RATIO = 2;

type Hatch = { readonly colour: string; readonly widthPx: number; readonly rises: boolean; readonly sidePx?: number };

/** Hatches by image name. They read well in grey print and for every kind of colour vision. */
const HATCHES: Readonly<Record<string, Hatch>> = {
  'hatch-d': { colour: token('d-hatch'), widthPx: 0.9, rises: true },
  'hatch-u': { colour: token('u-hatch'), widthPx: 0.75, rises: false },
  'hatch-farmland': { colour: token('m-farmland'), widthPx: 0.6, rises: false, sidePx: WIDE_SIDE_PX },
  'hatch-red-line': { colour: token('m-red-line'), widthPx: 0.6, rises: true, sidePx: WIDE_SIDE_PX },
};

/** Draws a hatch that repeats without a seam; null: no pattern has this name. */
export function patternImage(name: string): ImageData | null {
  const hatch = HATCHES[name];
  const side = (hatch?.sidePx ?? SIDE_PX) * PATTERN_PIXEL_RATIO;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext('2d');
  if (!hatch || !pen) return null;
  pen.strokeStyle = hatch.colour;
  pen.lineWidth = hatch.widthPx * PATTERN_PIXEL_RATIO;
  pen.beginPath();
  // The same line three times, one side apart, so that the corners are whole.
  for (const shift of [-side, 0, side]) {
    const [from, to] = hatch.rises ? [side * 1.5, -side * 0.5] : [-side * 0.5, side * 1.5];
    pen.moveTo(shift - side * 0.5, from);
    pen.lineTo(shift + side * 1.5, to);
  }
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}
