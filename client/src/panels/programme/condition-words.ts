import type { Filter, Literal } from '@yima-guandi/server/domain';
import type { Text } from '../../text/zh.ts';

/** A condition of a rule in words: figures with their bounds, states by name, brackets where 且 and 或 meet. */
export function conditionWords<Property extends string>(text: Text, filter: Filter<Property>): string {
  const { programme: words } = text;
  switch (filter.op) {
    case 'and':
    case 'or': {
      const parts = filter.args.map((inner) =>
        inner.op === 'and' || inner.op === 'or'
          ? words.bracketed(conditionWords(text, inner))
          : conditionWords(text, inner),
      );
      return parts.join(filter.op === 'and' ? words.and : words.or);
    }
    case 'not':
      return words.not(conditionWords(text, filter.args[0]));
    case 'isNull':
      return words.unknown(factWords(text, filter.args[0].property));
    case 'in':
    case 'a_contains':
    case 'a_overlaps':
      return valueWords(text, filter.args[0].property, filter.args[1]);
    case '<>':
      return words.not(comparisonWords(text, filter.args[0].property, '=', filter.args[1]));
    default:
      return comparisonWords(text, filter.args[0].property, filter.op, filter.args[1]);
  }
}

/** What a fact is called; one that filters ask as well is called as they call it, with its unit. */
const factWords = ({ parcel, filter }: Text, property: string): string =>
  nameIn(parcel.observed.figures, property)?.[0] ??
  nameIn(filter.properties, property) ??
  nameIn(parcel.observed.facts, property) ??
  property;

function comparisonWords(
  text: Text,
  property: string,
  comparator: keyof Text['programme']['comparator'],
  value: Literal,
): string {
  const { programme, parcel } = text;
  if (typeof value === 'boolean') {
    const state = nameIn(parcel.observed.states, property) ?? property;
    return value === (comparator === '=') ? state : programme.not(state);
  }
  if (typeof value === 'string') return valueWords(text, property, [value]);
  const unit = nameIn(parcel.observed.figures, property)?.[1] ?? '';
  const isShare = property.endsWith('Ratio') && property !== 'farRatio';
  const isYear = property.endsWith('Year');
  const shown = isShare ? `${value * 100}%` : isYear ? String(value) : value.toLocaleString('en-US');
  return [factWords(text, property), programme.comparator[comparator], shown, unit]
    .filter((part) => part !== '')
    .join(' ');
}

function valueWords(text: Text, property: string, values: readonly Literal[]): string {
  const { programme, parcel, filter } = text;
  const known = nameIn(filter.values, property) ?? {};
  const names = values.map(
    (value) => nameIn(parcel.observed.states, String(value)) ?? nameIn(known, String(value)) ?? String(value),
  );
  const list = names.join(parcel.observed.and);
  if (property === 'class') return programme.ofClasses(list);
  return property === 'tier' ? list : `${factWords(text, property)} ${list}`;
}

const nameIn = <Value>(names: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined;
