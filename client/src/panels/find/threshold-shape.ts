import type { RuleProfile } from '../../columns/question.ts';

/** The chart stands in a box of 100 by 100; its right end is the end of the axis. */
export const BOX = 100;
const GAP = 0.32;
/** Room above the highest point, so that it does not touch the line of text over it. */
const HEADROOM = 1.08;

/**
 * Bars of land as one path, so that a frame changes no more than the clip over it. The last one gathers all that lies
 * beyond the axis: it would press the others flat, so it is cut off at their height.
 */
export function barsPath(bars: readonly number[]): string {
  const highest = Math.max(1, ...bars.slice(0, -1));
  const width = BOX / bars.length;
  return bars
    .map((bar, index) => {
      if (bar <= 0) return '';
      // What is there is seen, however little it is.
      const height = Math.min(BOX, Math.max(1.5, (bar / highest) * BOX));
      return `M${(index * width + GAP / 2).toFixed(2)} ${BOX}v${(-height).toFixed(2)}h${(width - GAP).toFixed(2)}V${BOX}z`;
    })
    .join('');
}

export type CurveShape = {
  readonly line: string;
  readonly area: string;
  /** Height of the target, from the top; null: none, or above the chart. */
  readonly targetY: number | null;
  readonly topMuHundredths: number;
  readonly yOf: (muHundredths: number) => number;
};

/** The curve of potential land over the axis, with the target in the same scale where it is not far above it. */
export function curveShape({ curveMuHundredths: curve }: RuleProfile, targetMuHundredths: number | null): CurveShape {
  const most = Math.max(1, ...curve);
  const hasTarget = targetMuHundredths !== null && targetMuHundredths <= most * 1.5;
  const top = Math.max(most, hasTarget ? targetMuHundredths : 0) * HEADROOM;
  const yOf = (mu: number): number => BOX - (mu / top) * BOX;
  const points = curve.map((mu, step) => `${((step / (curve.length - 1)) * BOX).toFixed(2)} ${yOf(mu).toFixed(2)}`);
  return {
    line: `M${points.join('L')}`,
    area: `M0 ${BOX}L${points.join('L')}L${BOX} ${BOX}z`,
    targetY: hasTarget ? yOf(targetMuHundredths) : null,
    topMuHundredths: top,
    yOf,
  };
}

/** Share of the axis at which a value stands, 0-1. */
export const shareOf = (value: number, axisEnd: number): number => Math.max(0, Math.min(1, value / axisEnd));

/** One step of the slider: a round number, some hundred of them to the axis. */
export const stepOf = (axisEnd: number): number => 10 ** Math.round(Math.log10(axisEnd / 200));

/** Decimals that a value of this step needs. */
export const decimalsOf = (step: number): number => Math.max(0, -Math.round(Math.log10(step)));

/** Six labels of the axis, from 0 to its end. */
export const ticksOf = (axisEnd: number): number[] => [0, 1, 2, 3, 4, 5].map((tick) => (axisEnd * tick) / 5);
