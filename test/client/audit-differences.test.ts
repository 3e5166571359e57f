import { describe, expect, it } from 'vitest';
import { differencesOf, factsOf } from '../../client/src/panels/audit/differences.ts';

describe('what an entry of the record changed', () => {
  it('is told part by part, without what stayed as it was', () => {
    const before = { name: '甲', scope: [{ jurisdiction: 'zhuji', towns: ['a', 'b'] }], note: null, isDisabled: false };
    const after = { name: '甲', scope: [{ jurisdiction: 'zhuji', towns: ['a'] }], note: '改', isDisabled: true };
    expect(differencesOf({ before, after })).toEqual([
      { path: 'scope.0.towns', before: 'a、b', after: 'a' },
      { path: 'note', before: '', after: '改' },
      { path: 'isDisabled', before: 'false', after: 'true' },
    ]);
  });

  it('is all of it where something came or went, and nothing where only facts are told', () => {
    expect(differencesOf({ after: { mu: 1.5 } })).toEqual([{ path: 'mu', before: null, after: '1.5' }]);
    expect(differencesOf({ before: { names: [] } })).toEqual([{ path: 'names', before: '', after: null }]);
    expect([differencesOf({ facts: { rows: 3 } }), factsOf({ facts: { rows: 3, file: { name: 'a.csv' } } })]).toEqual([
      [],
      [
        { path: 'rows', value: '3' },
        { path: 'file.name', value: 'a.csv' },
      ],
    ]);
  });
});
