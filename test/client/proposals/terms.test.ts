import { describe, expect, it } from 'vitest';
import { lossShape } from '../../../client/src/panels/proposals/loss-shape.ts';
import { askOf, isLooser, proposalTerms, wrongTerms } from '../../../client/src/panels/proposals/proposal-terms.ts';

const terms = proposalTerms.get();

describe('the terms of a search', () => {
  it('are asked as they stand in the fields', () => {
    const ask = askOf({ ...terms, roadM: '12.5' }, { jurisdiction: 'zhuji', year: 2025, targetMu: 500, locks: [] });
    expect(ask).toMatchObject({ targetMu: 500, leastZoneMu: 20, greatestZoneMu: 500, roadM: 12.5, locks: [] });
  });

  it.each([
    [{ roadM: '201' }, ['roadM']],
    [{ roadM: '' }, ['roadM']],
    [{ leastZoneMu: 'ten' }, ['leastZoneMu']],
    [{ greatestZoneMu: '0' }, ['greatestZoneMu']],
    [{ leastZoneMu: '1.005' }, ['leastZoneMu']],
    [{ leastZoneMu: '600' }, ['leastZoneMu', 'greatestZoneMu']],
    [{}, []],
  ])('%j are wrong at %j', (change, wrong) => {
    expect(wrongTerms({ ...terms, ...change })).toEqual(wrong);
  });
});

describe('a looser request', () => {
  const lock = (code: string) => ({ code, lock: 'in' as const, reason: 'agreed' as const, note: '' });
  const place = { jurisdiction: 'zhuji', year: 2025, targetMu: 500, locks: [lock('one'), lock('two')] };
  const earlier = askOf({ ...terms, controlLineOnly: true }, place);

  it.each([
    [{ targetMu: 400 }, true],
    [{ targetMu: 600 }, false],
    [{ leastZoneMu: 10, greatestZoneMu: 600, roadM: 50 }, true],
    [{ leastZoneMu: 30 }, false],
    [{ greatestZoneMu: 400, roadM: 50 }, false],
    [{ absorb: true, keepClassA: false, controlLineOnly: false }, true],
    [{ locks: [lock('two')] }, true],
    [{ locks: [lock('two'), lock('three')] }, false],
    [{ compactness: 0.4, targetMu: 400 }, false],
    [{ year: 2024, targetMu: 400 }, false],
    [{}, false],
  ])('is one with %j: %s', (change, isOne) => {
    expect(isLooser({ ...earlier, ...change }, earlier)).toBe(isOne);
  });
});

describe('the curve of loss', () => {
  it('is drawn as far as the target and the proposals ask, its end on the way to the next point', () => {
    const curve = [
      { freedMuHundredths: 5000, loss: 1, tax10kYuan: 0 },
      { freedMuHundredths: 20_000, loss: 4, tax10kYuan: 0 },
    ];
    const shape = lossShape({ curve, proposals: [] }, 8000);
    expect(shape.endMuHundredths).toBe(10_000);
    expect(shape.targetX).toBe(80);
    // At 100 mu the loss is 1 + 3 * (5000 / 15000) = 2, which with room beyond it is 2.5 high.
    expect(shape.line).toBe('M0.00 100.00L50.00 60.00L100.00 20.00');
  });
});
