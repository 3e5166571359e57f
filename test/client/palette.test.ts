import { describe, expect, it } from 'vitest';
import { CLASS_PAINT, classPaint, OTHER_PAINTS } from '../../client/src/map/palette.ts';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const linearOf = (hex: string): Triple => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
};
const times = (matrix: Matrix, [x, y, z]: Triple): Triple => {
  const [r = 0, g = 0, b = 0] = matrix.map(([a, c, d]) => Math.min(1, Math.max(0, a * x + c * y + d * z)));
  return [r, g, b];
};
const luminance = ([r, g, b]: Triple): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Machado, Oliveira and Fernandes 2009, severity 1, in linear RGB. */
const SIGHTS: Record<string, (colour: Triple) => Triple> = {
  normal: (colour) => colour,
  protanopia: (colour) =>
    times(
      [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ],
      colour,
    ),
  deuteranopia: (colour) =>
    times(
      [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
      ],
      colour,
    ),
  tritanopia: (colour) =>
    times(
      [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
      ],
      colour,
    ),
  grey: (colour) => [luminance(colour), luminance(colour), luminance(colour)],
};

function lab([r, g, b]: Triple): Triple {
  const xyz = [
    (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
    luminance([r, g, b]),
    (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883,
  ];
  const [x = 0, y = 0, z = 0] = xyz.map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const hue = (a: number, b: number): number =>
  a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;

/** CIEDE2000 with all weights 1 (CIE 142-2001). */
function difference(first: Triple, second: Triple): number {
  const [[l1, a1, b1], [l2, a2, b2]] = [lab(first), lab(second)];
  const mean7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const stretch = 1 + 0.5 * (1 - Math.sqrt(mean7 / (mean7 + 25 ** 7)));
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
  const [h1, h2] = [hue(a1 * stretch, b1), hue(a2 * stretch, b2)];
  const isGrey = c1 * c2 === 0;
  const turn = isGrey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const meanHue = isGrey ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
  const [meanL, meanC] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const weight =
    1 -
    0.17 * Math.cos(radians(meanHue - 30)) +
    0.24 * Math.cos(radians(2 * meanHue)) +
    0.32 * Math.cos(radians(3 * meanHue + 6)) -
    0.2 * Math.cos(radians(4 * meanHue - 63));
  const dL = (l2 - l1) / (1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2));
  const dC = (c2 - c1) / (1 + 0.045 * meanC);
  const dH = (2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn) / 2)) / (1 + 0.015 * meanC * weight);
  const rotation =
    -2 *
    Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)) *
    Math.sin(radians(60 * Math.exp(-(((meanHue - 275) / 25) ** 2))));
  return Math.sqrt(dL ** 2 + dC ** 2 + dH ** 2 + rotation * dC * dH);
}

const PAIRS = [
  ['A', 'B'],
  ['A', 'C'],
  ['A', 'D'],
  ['B', 'C'],
  ['B', 'D'],
  ['C', 'D'],
] as const;

describe('the colours of the classes', () => {
  it('measures differences as published', () => {
    // White against black is 100 by definition of L*.
    expect(difference([1, 1, 1], [0, 0, 0])).toBeCloseTo(100, 0);
    expect(difference(linearOf(CLASS_PAINT.A.fill), linearOf(CLASS_PAINT.B.fill))).toBeCloseTo(28.8, 0);
  });

  for (const [sight, see] of Object.entries(SIGHTS)) {
    it(`stay apart in ${sight} sight: 8 for every pair, 20 for A-D and C-D`, () => {
      const close = PAIRS.filter(([a, b]) => {
        const floor = b === 'D' && a !== 'B' ? 20 : 8;
        return difference(see(linearOf(CLASS_PAINT[a].fill)), see(linearOf(CLASS_PAINT[b].fill))) < floor;
      });
      expect(close).toEqual([]);
    });
  }

  it('grow darker from A to D, so that a grey print keeps their order', () => {
    const brightness = (['A', 'B', 'C', 'D'] as const).map((key) => luminance(linearOf(CLASS_PAINT[key].fill)));
    expect(brightness).toEqual([...brightness].sort((a, b) => b - a));
  });

  it('give a class that only the data names a grey of its own, apart from every class colour', () => {
    const classes = ['A', 'B', 'C', 'D', 'C-', 'E', 'U'];
    expect([classPaint('C-', classes), classPaint('E', classes)]).toEqual(OTHER_PAINTS.slice(0, 2));
    const known = (['A', 'B', 'C', 'D', 'U'] as const).map((key) => CLASS_PAINT[key].fill);
    const fills = OTHER_PAINTS.map(({ fill }) => fill);
    const close = fills.flatMap((fill, at) =>
      [...known, ...fills.slice(0, at)].filter((other) => difference(linearOf(fill), linearOf(other)) < 8),
    );
    expect(close).toEqual([]);
  });
});
