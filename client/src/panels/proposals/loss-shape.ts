import type { ProposalResult } from '@yima-guandi/server/contract';

/** Mu against loss as it is drawn: both axes in per cent of the box, mu to the right, loss upwards. */

type Point = { readonly freedMuHundredths: number; readonly loss: number };
export type LossShape = {
  readonly line: string;
  readonly targetX: number;
  readonly endMuHundredths: number;
  readonly at: (point: Point) => { readonly x: number; readonly y: number };
};

const ROOM = 1.15;

export function lossShape(
  { curve, proposals }: Pick<ProposalResult, 'curve' | 'proposals'>,
  targetMuHundredths: number,
): LossShape {
  const points: Point[] = [...curve, ...proposals.map(({ sums }) => sums)];
  const end = ROOM * Math.max(targetMuHundredths, ...points.map(({ freedMuHundredths }) => freedMuHundredths), 1);
  const most = ROOM * Math.max(...points.map(({ loss }) => loss), 1e-9);
  const at = ({ freedMuHundredths, loss }: Point) => ({
    x: (freedMuHundredths / end) * 100,
    y: 100 - (loss / most) * 100,
  });
  const line = [{ freedMuHundredths: 0, loss: 0 }, ...curve]
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point).x.toFixed(2)} ${at(point).y.toFixed(2)}`)
    .join('');
  return { line, targetX: (targetMuHundredths / end) * 100, endMuHundredths: end, at };
}
