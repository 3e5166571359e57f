export * from './comparison.ts';
export * from './finding.ts';
export * from './scope.ts';
export * from './units.ts';
