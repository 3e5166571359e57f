import { FilterText } from '@yima-guandi/server/contract';
import { type Filter, readFilter } from '@yima-guandi/server/domain';
import { createParser } from 'nuqs';
import { UNRATED } from './class-key.ts';
import { type AskedFilter, conditionsOf, type FilterParts, filterText, NOT_KNOWN } from './filter.ts';

/** A text in the link that is no filter. It filters nothing, and the page says so; `place` is a path from its root. */
type RefusedFilter = { readonly text: string; readonly place: string; readonly reason: string };
/** The filter of a link as the page holds it. */
export type FilterView = AskedFilter & { readonly refused: RefusedFilter | null };

export const NO_FILTER: FilterView = {
  off: [],
  finding: null,
  town: null,
  park: null,
  industry: null,
  further: [],
  refused: null,
};

/** The filter of an API call as the view that asks the same: a condition that no control can say is kept beside them. */
export function readFilterView(text: string | null): FilterView {
  if (text === null || text === '') return NO_FILTER;
  const refuse = (place: string, reason: string): FilterView => ({ ...NO_FILTER, refused: { text, place, reason } });
  const isText = FilterText.safeParse(text);
  if (!isText.success) return refuse('', isText.error.issues[0]?.message ?? '');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('', 'it is not JSON');
  }
  const reading = readFilter(json);
  if (!reading.ok) return refuse(reading.place, reading.reason);
  // A list asks more than the filter, one level above it.
  const within = readFilter({ op: 'and', args: [reading.filter] });
  if (!within.ok) return refuse(within.place.replace('.args[0]', ''), within.reason);
  return partsOf(reading.filter).reduce(take, NO_FILTER);
}

/** The text of a view's filter in the link: the same that an API call takes. */
export const writeFilterView = (view: FilterView): string => view.refused?.text ?? filterText(view) ?? '';

export const viewFilter = createParser<FilterView>({
  parse: readFilterView,
  serialize: writeFilterView,
  eq: (one, other) => writeFilterView(one) === writeFilterView(other),
});

/** The conditions that must all hold, however deep their and-ing goes. */
const partsOf = (filter: Filter): readonly Filter[] => (filter.op === 'and' ? filter.args.flatMap(partsOf) : [filter]);

/** A condition goes to the control that writes it exactly so and has nothing to say yet, else to the further ones. */
function take(view: FilterView, condition: Filter): FilterView {
  const part = partOf(condition);
  const isFree = Object.keys(part).every((name) => isAtRest(view[name as keyof FilterParts]));
  const written = conditionsOf({ ...NO_FILTER, ...part });
  return isFree && JSON.stringify(written) === JSON.stringify([condition])
    ? { ...view, ...part }
    : { ...view, further: [...view.further, condition] };
}

const isAtRest = (value: FilterParts[keyof FilterParts]): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);

/** What a control would say to write the condition. It need not be right: what it writes is compared. */
function partOf(condition: Filter): Partial<FilterParts> {
  switch (condition.op) {
    case 'a_contains':
      return { finding: condition.args[1][0] ?? null };
    case 'isNull':
      return { [condition.args[0].property]: NOT_KNOWN };
    case '=':
      return condition.args[1] === '' ? {} : { [condition.args[0].property]: condition.args[1] };
    case 'or':
      return { off: condition.args[0] ? offOf(condition.args[0]) : [] };
    case 'not': {
      const off = offOf(condition);
      return { off: off.includes(UNRATED) ? off : [...off, UNRATED] };
    }
    default:
      return {};
  }
}

/** The classes that a negation switches off: some by name, or only those without one. */
function offOf(condition: Filter): string[] {
  if (condition.op !== 'not') return [];
  const [inner] = condition.args;
  if (inner.op === 'isNull') return [UNRATED];
  return inner.op === 'in' ? inner.args[1].map(String) : [];
}
