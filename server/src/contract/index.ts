export * from './api.ts';
export * from './column-bytes.ts';
export * from './evaluation.ts';
export * from './evaluation-method.ts';
export * from './import-mapping.ts';
export * from './parameters.ts';
export * from './problem.ts';
export * from './programme.ts';
