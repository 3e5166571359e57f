import css from './tokens.css?raw';

const VALUES = new Map(
  [...css.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value?.trim()]),
);

/** The value of a design token, for places that CSS cannot reach: map paint and the antd theme. */
export function token(name: string): string {
  const value = VALUES.get(name);
  if (value === undefined) throw new Error(`tokens.css has no --${name}`);
  return value;
}

export const tokenNumber = (name: string): number => Number.parseFloat(token(name));
