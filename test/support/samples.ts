import fc from 'fast-check';

/** So many values of an arbitrary, the same at every run. */
export const samples = <Value>(arbitrary: fc.Arbitrary<Value>, count: number): Value[] =>
  fc.sample(arbitrary, { seed: 20_261_122, numRuns: count });
