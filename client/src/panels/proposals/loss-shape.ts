import type { ProposalResult } from '@yima-guandi/server/contract';

/** Mu against loss as it is drawn: both axes in per cent of the box, mu to the right, loss upwards. */

type Point = { readonly freedMuHundredths: number; readonly loss: number };
export type LossShape = {
  readonly line: string;
  readonly targetX: number;
  readonly endMuHundredths: number;
  readonly at: (point: Point) => { readonly x: number; readonly y: number };
};

/** Room beyond the target and the proposals; the curve goes on, and what lies beyond is not asked for. */
const ROOM = 1.25;

export function lossShape(
  { curve, proposals }: Pick<ProposalResult, 'curve' | 'proposals'>,
  targetMuHundredths: number,
): LossShape {
  const found: Point[] = proposals.map(({ sums }) => sums);
  const end = ROOM * Math.max(targetMuHundredths, ...found.map(({ freedMuHundredths }) => freedMuHundredths), 1);
  const shown = upTo([{ freedMuHundredths: 0, loss: 0 }, ...curve], end);
  const most = ROOM * Math.max(...[...shown, ...found].map(({ loss }) => loss), 1e-9);
  const at = ({ freedMuHundredths, loss }: Point) => ({
    x: (freedMuHundredths / end) * 100,
    y: 100 - (loss / most) * 100,
  });
  const line = shown
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point).x.toFixed(2)} ${at(point).y.toFixed(2)}`)
    .join('');
  return { line, targetX: (targetMuHundredths / end) * 100, endMuHundredths: end, at };
}

/** The curve as far as so much land, its last point on the way to the one beyond. */
function upTo(curve: readonly Point[], end: number): Point[] {
  const beyond = curve.findIndex(({ freedMuHundredths }) => freedMuHundredths > end);
  if (beyond <= 0) return [...curve];
  const [before, after] = [curve[beyond - 1] as Point, curve[beyond] as Point];
  const share = (end - before.freedMuHundredths) / (after.freedMuHundredths - before.freedMuHundredths);
  const last = { freedMuHundredths: end, loss: before.loss + share * (after.loss - before.loss) };
  return [...curve.slice(0, beyond), last];
}
