import type { Comparator } from './comparison.ts';
import type { Filter, FilterProperty, Literal } from './filter.ts';

/** The words of one language for a filter. The grammar is the same in all of them, so that screen and paper say the same. */
export type FilterWords = {
  readonly properties: Readonly<Record<FilterProperty, string>>;
  /** Values that are called otherwise than the filter writes them. */
  readonly values: { readonly [Property in FilterProperty]?: Readonly<Record<string, string>> };
  /** Properties that are so or are not: what each is called. */
  readonly states: Readonly<Record<'pending' | 'inPark', readonly [isSo: string, isNot: string]>>;
  /** What stands between a property and its value, blanks included. */
  readonly signs: Readonly<Record<Comparator | '<>', string>>;
  /** Before a list of values, and between two of them. */
  readonly lists: Readonly<Record<'in' | 'a_contains' | 'a_overlaps', readonly [sign: string, between: string]>>;
  readonly and: string;
  readonly or: string;
  readonly not: (words: string) => string;
  readonly bracketed: (words: string) => string;
  readonly unknown: (property: string) => string;
};

/** What a value is called that only the data names, such as a town by its code; undefined: as it is written. */
export type NameOf = (property: FilterProperty, value: Literal) => string | undefined;

/** A filter in words: each condition by its property, brackets where and and or meet. */
export function filterWords(filter: Filter, words: FilterWords, nameOf: NameOf = () => undefined): string {
  const say = (inner: Filter): string => filterWords(inner, words, nameOf);
  const compare = (property: FilterProperty, sign: string, values: string): string =>
    `${words.properties[property]}${sign}${values}`;
  const named = (property: FilterProperty, value: Literal): string =>
    nameOf(property, value) ?? words.values[property]?.[String(value)] ?? String(value);
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.args
        .map((each) => (each.op === 'and' || each.op === 'or' ? words.bracketed(say(each)) : say(each)))
        .join(words[filter.op]);
    case 'not':
      return words.not(say(filter.args[0]));
    case 'isNull':
      return words.unknown(words.properties[filter.args[0].property]);
    case 'in':
    case 'a_contains':
    case 'a_overlaps': {
      const { property } = filter.args[0];
      const [sign, between] = words.lists[filter.op];
      return compare(property, sign, filter.args[1].map((value) => named(property, value)).join(between));
    }
    default: {
      const [{ property }, value] = filter.args;
      if (property === 'pending' || property === 'inPark')
        return words.states[property][(filter.op === '=') === value ? 0 : 1];
      return compare(property, words.signs[filter.op], named(property, value));
    }
  }
}
