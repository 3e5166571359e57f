export * from './comparison.ts';
export * from './filter.ts';
export * from './finding.ts';
export * from './progress.ts';
export * from './scope.ts';
export * from './units.ts';
