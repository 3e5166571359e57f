import { describe, expect, it } from 'vitest';
import type { Question, ThresholdRule } from '../../../client/src/columns/question.ts';
import { openLand } from '../../../client/src/columns/what-if.ts';
import { landOf } from '../../support/land-columns.ts';
import { lowTaxRule, questionOf } from '../../support/questions.ts';

/** Seven parcels whose sums can be added up by hand. Tax per mu decides; 5 is the line in force, and 5 itself counts. */
const LAND = landOf([
  {
    id: 1,
    countedMuHundredths: 1000,
    taxPerMu10kYuan: 2,
    taxYuan: 200_000,
    findings: ['low-efficiency'],
    town: 'a',
    class: 'D',
    enterprises: [7],
    longitude: 120,
    latitude: 29,
  },
  {
    id: 2,
    countedMuHundredths: 500,
    taxPerMu10kYuan: 5,
    taxYuan: 250_000,
    findings: ['low-efficiency'],
    town: 'a',
    class: 'C',
    enterprises: [7, 8],
    longitude: 120.001,
    latitude: 29,
  },
  {
    id: 3,
    countedMuHundredths: 300,
    taxPerMu10kYuan: 5.2,
    taxYuan: 156_000,
    town: 'a',
    class: 'C',
    enterprises: [9],
    longitude: 120.002,
    latitude: 29.001,
  },
  {
    id: 4,
    countedMuHundredths: 700,
    taxPerMu10kYuan: 6,
    taxYuan: 420_000,
    findings: ['suspected-idle'],
    town: 'b',
    enterprises: [9],
  },
  { id: 5, countedMuHundredths: 200, unknown: ['low-efficiency'], town: 'b' },
  {
    id: 6,
    countedMuHundredths: 900,
    taxPerMu10kYuan: 30,
    taxYuan: 2_700_000,
    town: 'b',
    class: 'A',
    enterprises: [10],
  },
  {
    id: 7,
    countedMuHundredths: 400,
    taxPerMu10kYuan: 4.6,
    taxYuan: 184_000,
    findings: ['low-efficiency', 'suspected-idle'],
    town: 'b',
    class: 'D',
  },
]);
const RULE = lowTaxRule(5);
const REST = questionOf(RULE, { targetMuHundredths: 3000 });
const land = openLand(LAND);
const ask = (change: Partial<Question> = {}) => land.answer({ ...REST, ...change });
const ids = (change: Partial<Question>) => ask(change).list.rows.map(({ id }) => id);
const sum = (parcels: number, muHundredths: number) => ({ parcels, muHundredths });

describe('land under the rule in force', () => {
  it('is what was found, with nothing flipped and nothing drawn otherwise', () => {
    const answer = ask();
    expect(answer.tried).toEqual(answer.inForce);
    expect(answer.tried.land).toEqual(sum(4, 2600));
    expect(answer.tried.pending).toEqual(sum(1, 200));
    expect(answer.tried.figures).toMatchObject({ enterprises: 3, taxYuan: { sum: 1_054_000, unknownParcels: 0 } });
    expect(answer.flips).toEqual({ in: sum(0, 0), out: sum(0, 0) });
    expect([[...answer.drawn.on], [...answer.drawn.off]]).toEqual([[], []]);
    expect(answer.strip).toEqual({ potential: sum(4, 2600), pending: sum(1, 200) });
    expect(answer.whole.land).toEqual(sum(7, 4000));
  });
});

describe('land under a value that is tried', () => {
  it('loses what the value leaves out, but not what is idle as well', () => {
    const answer = ask({ tried: { low: 4 } });
    expect(answer.tried.land).toEqual(sum(3, 2100));
    expect(answer.inForce.land).toEqual(sum(4, 2600));
    expect(answer.flips).toEqual({ in: sum(0, 0), out: sum(1, 500) });
    expect([[...answer.drawn.on], [...answer.drawn.off]]).toEqual([[], [2]]);
    expect(answer.kinds).toEqual({ potential: sum(3, 2100), lowEfficiency: sum(1, 1000) });
  });

  it('gains what the value takes in; what is unknown stays unknown', () => {
    const answer = ask({ tried: { low: 6 } });
    expect(answer.flips).toEqual({ in: sum(1, 300), out: sum(0, 0) });
    expect([...answer.drawn.on]).toEqual([3]);
    expect(answer.tried.pending).toEqual(sum(1, 200));
    expect(ids({ tried: { low: 6 }, list: 'flips' })).toEqual([3]);
    expect(ids({ tried: { low: 6 }, list: 'flips', side: 'out' })).toEqual([]);
  });

  it('counts the value itself by the comparator', () => {
    expect(ask({ tried: { low: 5.2 } }).flips.in).toEqual(sum(1, 300));
    const below: ThresholdRule = { ...RULE, comparator: '<' };
    expect(ask({ rules: [below], tried: { low: 5.2 } }).flips.in).toEqual(sum(0, 0));
  });

  it('speaks of low-efficiency alone where that is the kind that is chosen', () => {
    const answer = ask({ finding: 'low-efficiency', tried: { low: 6 } });
    // Parcel 4 is idle and now low as well: a flip of the kind, though not of the potential.
    expect(answer.flips.in).toEqual(sum(2, 1000));
    expect([...answer.drawn.on]).toEqual([3, 4]);
  });

  it('answers to the filter: parcels elsewhere are drawn, but not counted', () => {
    const filter = { op: '=', args: [{ property: 'town' }, 'b'] } as const;
    const answer = ask({ tried: { low: 4 }, filter });
    expect([answer.tried.land, answer.inForce.land, answer.flips.out]).toEqual([sum(2, 1100), sum(2, 1100), sum(0, 0)]);
    expect([...answer.drawn.off]).toEqual([2]);
  });

  it('is drawn without what a condition leaves out that the tiles do not tell', () => {
    const untold = { op: '<', args: [{ property: 'taxPerMu10kYuan' }, 4.5] } as const;
    const drawn = (change: Partial<Question>) => {
      const { on, off } = ask({ filter: untold, untold, ...change }).drawn;
      return [[...on], [...off]];
    };
    expect([drawn({}), drawn({ tried: { low: 6 } })]).toEqual([
      [[], [2, 4, 7]],
      [[], [2, 4, 7]],
    ]);
    // Where nothing is asked for but the condition, the map shows all land until it is told otherwise.
    expect([drawn({ shown: 'all' }), drawn({ shown: 'rest' })]).toEqual([
      [[], [2, 3, 4, 5, 6, 7]],
      [[], [1, 2, 3, 4, 5, 6, 7]],
    ]);
  });

  it('is another rule’s land as well: a parcel that two rules find stays while one does', () => {
    const other: ThresholdRule = { ...RULE, id: 'other', comparator: '<', scope: { party: 'land-user' } };
    expect(ask({ rules: [RULE, other], tried: { low: 1 } }).flips.out).toEqual(sum(1, 500)); // 5 < 5 is false, 2 < 5 is true
    expect(ask({ rules: [RULE, other], tried: { low: 1, other: 1 } }).flips.out).toEqual(sum(2, 1500));
  });

  it('compares several values of the same land at once', () => {
    expect(land.compare(REST, [{}, { low: 4 }, { low: 6 }]).map((sums) => sums.land)).toEqual([
      sum(4, 2600),
      sum(3, 2100),
      sum(5, 2900),
    ]);
  });
});

describe('lists', () => {
  it('hold parcels in their order, a page at a time, with the total of all', () => {
    expect(ids({})).toEqual([1, 4, 2, 7]);
    expect(ids({ order: 'tax-per-mu', shown: 'all' })).toEqual([1, 7, 2, 3, 4, 6, 5]);
    const { list } = ask({ most: 1 });
    expect(list).toEqual({
      rows: [{ id: 1, class: 'D', town: 'a', park: null, countedMuHundredths: 1000, taxPerMu10kYuan: 2 }],
      total: sum(4, 2600),
    });
  });

  it('watch parcels within a tenth of the threshold, on either side', () => {
    expect(ids({ list: 'near' })).toEqual([7, 2, 3]);
    expect(ask({ list: 'near' }).near).toEqual(sum(3, 1200));
    expect(ids({ list: 'near', tried: { low: 6 } })).toEqual([4]);
    const { drawn } = ask({ list: 'near' });
    expect([[...drawn.on], [...drawn.off]]).toEqual([[3], [1, 4]]);
  });

  it('part the narrower lists of the tally by what is tried', () => {
    expect(ids({ shown: 'both' })).toEqual([7]);
    expect(ids({ shown: 'only-low', tried: { low: 4 } })).toEqual([1]);
    expect(ids({ shown: 'only-idle', tried: { low: 4 } })).toEqual([4, 7]);
    expect(ids({ shown: 'rest', tried: { low: 4 } })).toEqual([6, 2, 3]);
    expect(ids({ shown: 'pending' })).toEqual([5]);
  });
});

describe('clusters', () => {
  it('join found neighbours, most land first; a parcel by itself is none', () => {
    const own = openLand(LAND);
    expect(own.answer(REST).clusters).toBeNull();
    // 1-2-3 in a row, 4-7 beside each other, 6 beside 7; 99 is not of this land.
    own.meetNeighbours(Int32Array.from([1, 2, 2, 3, 4, 7, 6, 7, 7, 99]));
    const atRest = own.answer({ ...REST, list: 'clusters' });
    expect(atRest.clusters?.map(({ parcels, muHundredths, town }) => [parcels, muHundredths, town])).toEqual([
      [2, 1500, 'a'],
      [2, 1100, 'b'],
    ]);
    expect(atRest.clusters?.[0]?.box.map((degrees) => Math.round(degrees * 1000) / 1000)).toEqual([
      120, 29, 120.001, 29,
    ]);
    const wider = own.answer({ ...REST, list: 'clusters', tried: { low: 6 }, cluster: 0 });
    expect([wider.clusterCount, wider.clusters?.[0]?.muHundredths]).toEqual([2, 1800]);
    expect(wider.list.rows.map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

describe('the profile of a rule', () => {
  it('spreads land over an axis of two and a half times the line, the last bar taking the rest', () => {
    const [profile] = ask().profiles;
    expect([profile?.axisEnd, profile?.barsMuHundredths.length]).toEqual([12.5, 50]);
    // A bar is 0.25 wide: 2 in the 9th, 4.6 in the 19th, 5 and 5.2 in the 21st, 6 in the 25th, 30 in the last.
    const filled = profile?.barsMuHundredths.flatMap((mu, bar) => (mu > 0 ? [[bar, mu]] : []));
    expect(filled).toEqual([
      [8, 1000],
      [18, 400],
      [20, 800],
      [24, 700],
      [49, 900],
    ]);
  });

  it('draws potential land by threshold, and finds where it reaches the target', () => {
    const [profile] = ask({ targetMuHundredths: 2900 }).profiles;
    // Idle land (4 and 7) is potential at any threshold; a step is 0.125.
    expect([0, 15, 16, 39, 40, 42, 100].map((step) => profile?.curveMuHundredths[step])).toEqual([
      1100, 1100, 2100, 2100, 2600, 2900, 2900,
    ]);
    expect(profile?.crossing).toBe(5.2);
    expect(ask({ targetMuHundredths: 1000 }).profiles[0]?.crossing).toBe('met');
    expect(ask({ targetMuHundredths: 9000 }).profiles[0]?.crossing).toBe('unreachable');
    expect(ask({ targetMuHundredths: null }).profiles[0]?.crossing).toBeNull();
  });
});
