import { describe, expect, it } from 'vitest';
import { layDistribution, roundShare, shareAbove } from '../../../client/src/panels/evaluation/distribution.ts';
import { coefficientPoints, layPoints } from '../../../client/src/panels/evaluation/explanation-bars.ts';
import { isMarked, layMovement, readCell, writeCell } from '../../../client/src/panels/evaluation/movement.ts';
import type { TierDistribution } from '../../../server/src/contract/evaluation.ts';

const counted = (names: (string | null)[], counts: number[]) =>
  names.map((name, index) => ({ class: name, enterprises: counts[index] ?? 0 }));
/** Ten enterprises in three classes; one of the best scores was vetoed into C. */
const DISTRIBUTION: TierDistribution = {
  enterprises: 12,
  rated: 10,
  unrated: [{ reason: 'missing', name: null, enterprises: 2 }],
  classes: counted(['A', 'B', 'C', null], [2, 5, 3, 2]),
  groups: [],
  cuts: [
    { class: 'A', group: null, leastScore: 80 },
    { class: 'B', group: null, leastScore: 45 },
    { class: 'C', group: null, leastScore: 22 },
  ],
  histogram: {
    binWidth: 20,
    bins: [
      { from: 20, counts: [0, 0, 2] },
      { from: 40, counts: [0, 4, 0] },
      { from: 60, counts: [0, 1, 0] },
      { from: 80, counts: [2, 0, 1] },
    ],
  },
  vetoed: 1,
};

describe('the distribution', () => {
  it('draws bars from zero to the last score, the worst class at the foot, and a line where a class ends', () => {
    const chart = layDistribution(DISTRIBUTION);
    expect(chart && { from: chart.from, to: chart.to }).toEqual({ from: 0, to: 100 });
    expect(chart?.bars.map(({ x, width }) => [x, width])).toEqual([
      [0.2, 0.2],
      [0.4, 0.2],
      [0.6, 0.2],
      [0.8, 0.2],
    ]);
    expect(chart?.bars[3]?.parts).toEqual([
      { class: 'A', y: 0.25, height: 0.5 },
      { class: 'B', y: 0.25, height: 0 },
      { class: 'C', y: 0, height: 0.25 },
    ]);
    expect(chart?.lines).toEqual([
      { better: 'A', worse: 'B', score: 80, x: 0.8, level: 0 },
      { better: 'B', worse: 'C', score: 45, x: 0.45, level: 0 },
    ]);
  });

  it('moves the words of near lines apart, row by row', () => {
    const cuts = [
      { class: 'A', group: null, leastScore: 60 },
      { class: 'B', group: null, leastScore: 52 },
      { class: 'C', group: null, leastScore: 42 },
      { class: 'D', group: null, leastScore: 1 },
    ];
    const classes = counted(['A', 'B', 'C', 'D', null], [1, 4, 3, 2, 0]);
    const chart = layDistribution({ ...DISTRIBUTION, classes, cuts });
    expect(chart?.lines.map(({ worse, level }) => [worse, level])).toEqual([
      ['B', 0],
      ['C', 1],
      ['D', 2],
    ]);
    expect(chart?.last).toBe(80);
  });

  it('begins below zero where scores do, draws no line where groups are cut by themselves, and nothing where nobody is rated', () => {
    const [first, ...rest] = DISTRIBUTION.histogram.bins;
    const below = layDistribution({
      ...DISTRIBUTION,
      groups: [{ name: '纺织', classes: [] }],
      histogram: {
        binWidth: 20,
        bins: [{ from: -20, counts: first?.counts ?? [] }, { from: 0, counts: [0, 0, 0] }, ...rest],
      },
    });
    expect([below?.from, below?.lines]).toEqual([-20, []]);
    expect(layDistribution({ ...DISTRIBUTION, rated: 0 })).toBeNull();
    expect(layDistribution({ ...DISTRIBUTION, histogram: { binWidth: 1, bins: [] } })).toBeNull();
  });

  it('reads off the share that a dragged line would cut', () => {
    expect([100, 80, 70, 45, 0].map((score) => shareAbove(DISTRIBUTION, score))).toEqual([0, 0.3, 0.35, 0.7, 1]);
    expect(roundShare(0.2031)).toBe(0.205);
    expect(shareAbove({ ...DISTRIBUTION, rated: 0 }, 50)).toBe(0);
  });
});

describe('the points of an enterprise', () => {
  it('stand one after another; a deduction goes back', () => {
    expect(layPoints([30, 10, null, -20])).toEqual([
      { x: 0, width: 0.75, isLoss: false },
      { x: 0.75, width: 0.25, isLoss: false },
      null,
      { x: 0.5, width: 0.5, isLoss: true },
    ]);
    expect(layPoints([])).toEqual([]);
  });

  it('show what a coefficient adds', () => {
    const points = coefficientPoints({
      itemsSum: 80,
      coefficients: [
        { name: '高新', factor: 1.25 },
        { name: '高耗能', factor: 0.5 },
      ],
    });
    expect(points).toEqual([20, -50]);
  });
});

describe('movement between years', () => {
  const cells = [
    { from: 'A', to: 'A', enterprises: 40, muHundredths: 100_000 },
    { from: 'A', to: 'B', enterprises: 10, muHundredths: 2_500 },
    { from: 'B', to: 'A', enterprises: 1, muHundredths: 300 },
    { from: 'B', to: 'unrated', enterprises: 2, muHundredths: 0 },
    { from: 'absent', to: 'B', enterprises: 3, muHundredths: 900 },
  ];
  const movement = layMovement(cells, ['A', 'B']);

  it('is a square of all classes, unrated and absent, whose rows and columns add up', () => {
    expect(movement.columns).toEqual(['A', 'B', 'unrated', 'absent']);
    expect(
      movement.rows.map(({ from, cells: row, total }) => [
        from,
        ...row.map((cell) => cell.enterprises),
        total.enterprises,
      ]),
    ).toEqual([
      ['A', 40, 10, 0, 0, 50],
      ['B', 1, 0, 2, 0, 3],
      ['unrated', 0, 0, 0, 0, 0],
      ['absent', 0, 3, 0, 0, 3],
    ]);
    expect(movement.total.cells.map(({ to, enterprises, muHundredths }) => [to, enterprises, muHundredths])).toEqual([
      ['A', 41, 100_300],
      ['B', 13, 3_400],
      ['unrated', 2, 0],
      ['absent', 0, 0],
    ]);
    expect(movement.total.total).toEqual({ enterprises: 56, muHundredths: 103_700 });
  });

  it('counts who went up and down, and marks where many went', () => {
    const marks = movement.rows.flatMap((row) =>
      row.cells.filter((cell) => isMarked(row, cell)).map((cell) => writeCell({ from: row.from, to: cell.to })),
    );
    expect(marks).toEqual(['A,B', 'B,A', 'B,unrated']);
  });

  it('finds the classes in the cells where the method is not known, and keeps a cell in the link', () => {
    const names = layMovement(
      [
        { from: 'C-', to: 'B', enterprises: 1 },
        { from: 'A', to: 'unrated', enterprises: 1 },
      ],
      [],
    );
    expect(names.columns).toEqual(['A', 'B', 'C-', 'unrated', 'absent']);
    expect([
      readCell(writeCell({ from: 'C-', to: 'absent' })),
      readCell(null),
      readCell('A'),
      readCell('A,B,C'),
    ]).toEqual([{ from: 'C-', to: 'absent' }, null, null, null]);
  });
});
