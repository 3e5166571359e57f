/** Comparators of rules and targets. 以下 and 以上 include the number (≤, ≥); 低于, 不满 and 超过 do not. 左右 is `about`. */
export const COMPARATORS = ['<', '<=', '>', '>=', '='] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** Compares in three values: an unknown value makes the comparison unknown. */
export function compare(value: number | null, comparator: Comparator, bound: number): boolean | null {
  if (value === null) return null;
  switch (comparator) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '=':
      return value === bound;
  }
}
