/**
 * How good and how fast zones are proposed, beside the naive form of it in the same run.
 *
 *   npm run bench:zones                 200 sets of 20 parcels, and 10,000 parcels; about two minutes
 *   npm run bench:zones -- --sets 20    fewer sets
 *
 * Each set is solved exactly too, over all sets of parcels that lie together. The gap is the loss above the exact least;
 * the bounds are 3 % in the mean and 10 % at worst, and 5 s for a whole answer (five proposals with their curve).
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bestZones } from '../../server/src/domain/zoning/best-zones.ts';
import { proposeZones } from '../../server/src/domain/zoning/propose-zones.ts';
import { leastLoss } from '../support/least-loss.ts';
import { drawLand } from '../support/random-land.ts';
import { naiveZones } from './naive-zones.ts';
import { type Figure, printFigures } from './print-figures.ts';

const SIDE = 100;
const LARGE = {
  limits: { leastMuHundredths: 10_000, greatestMuHundredths: 50_000, lossPerM: 0.02 },
  targetMuHundredths: 1_000_000,
};

const { values } = parseArgs({ options: { sets: { type: 'string', default: '200' } } });
const figures = [...measureGaps(Number(values.sets)), ...measureLarge()];
printFigures(figures, { cores: cpus().length, node: process.version, parcels: SIDE * SIDE });

function measureGaps(sets: number): Figure[] {
  const [ours, naive]: [number[], number[]] = [[], []];
  let missed = 0;
  for (let index = 0; index < sets; index += 1) {
    const { land, limits, targetMuHundredths } = drawLand(5, 4, index);
    const exact = leastLoss(land, limits, targetMuHundredths);
    if (exact === null) continue;
    const found = bestZones(land, limits, { targetMuHundredths, seed: 1 });
    if (found.freedMuHundredths < targetMuHundredths)
      throw new Error(`Set ${index} can reach its target, and was said not to`);
    ours.push(found.loss / exact - 1);
    const beside = naiveZones(land, limits, targetMuHundredths);
    if (beside === null) missed += 1;
    else naive.push(beside.loss / exact - 1);
  }
  const mean = (gaps: readonly number[]) => gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length);
  const note = `bound 3 %; ${ours.length} sets of 20`;
  return [
    gapFigure('mean gap to the exact least loss', mean(ours), mean(naive), note),
    gapFigure(
      'worst gap',
      Math.max(...ours),
      Math.max(...naive),
      `bound 10 %; the naive form missed ${missed} targets`,
    ),
  ];
}

/** In hundredths of a percent a gap of none still has a ratio. */
function gapFigure(work: string, ours: number, theirs: number, note: string): Figure {
  const [gap, peer] = [Math.max(0, ours) * 100, theirs * 100];
  return {
    work,
    ours: gap,
    unit: '%',
    peer: { name: 'naive form', value: peer, ratio: Math.max(peer, 0.01) / Math.max(gap, 0.01) },
    note: `${note}; ours is ${gap.toFixed(3)} %`,
  };
}

/** Time of the processor: on a machine that others use, the clock says more of them. */
function processorMs<Result>(work: () => Result): { readonly ms: number; readonly result: Result } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

function measureLarge(): Figure[] {
  const { land } = drawLand(SIDE, SIDE, 1);
  const { limits, targetMuHundredths } = LARGE;
  const ours = processorMs(() => proposeZones(land, { ...LARGE, seed: 1, proposals: 5 }));
  const theirs = processorMs(() => naiveZones(land, limits, targetMuHundredths));
  const [loss, naiveLoss] = [ours.result?.first.loss ?? Number.NaN, theirs.result?.loss ?? Number.NaN];
  return [
    {
      work: 'whole answer, 10,000 parcels',
      ours: ours.ms,
      unit: 'ms',
      peer: { name: 'naive form, one proposal', value: theirs.ms, ratio: theirs.ms / ours.ms },
      note: `bound 5,000 ms; ${ours.result?.proposals.length} proposals, time of the processor`,
    },
    {
      work: 'loss of the first proposal there',
      ours: loss,
      unit: '',
      peer: { name: 'naive form', value: naiveLoss, ratio: naiveLoss / loss },
    },
  ];
}
