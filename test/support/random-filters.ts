import fc from 'fast-check';
import { COMPARATORS } from '../../server/src/domain/comparison.ts';
import { FILTER_PROPERTIES, type Filter, type FilterProperty, type Literal } from '../../server/src/domain/filter.ts';
import { FINDING_KINDS, type FindingKind } from '../../server/src/domain/finding.ts';
import { RULE_INDICATORS, type Rule } from '../../server/src/domain/rule.ts';

/** A parcel-year as it is stored: figures before they are rounded to the parts they are compared in. */
export type StoredRow = {
  readonly class: string | null;
  readonly town: string | null;
  readonly park: string | null;
  readonly industry: string | null;
  readonly tier: string | null;
  readonly right: string | null;
  readonly muHundredths: number;
  readonly taxPerMu10kYuan: number | null;
  readonly tax10kYuan: number | null;
  readonly addedValue10kYuan: number | null;
  readonly energyTce: number | null;
  readonly employees: number | null;
  readonly farRatio: number | null;
  readonly builtYear: number | null;
  readonly occupants: number;
  readonly findings: readonly FindingKind[];
  readonly unknown: readonly FindingKind[];
  readonly isPending: boolean;
};

export const TOWNS = ['330681003', '330681004', '"quoted" \\ town'];
export const PARKS = ['城西工业园', "O'Park 🏭", '330681003'];
const TEXTS = {
  class: ['A', 'B', 'C', 'C-', 'D'],
  town: TOWNS,
  park: PARKS,
  industry: ['17', '34'],
  tier: ['above-scale', 'below-scale'],
  right: ['state', 'collective', 'other'],
};
/** Thresholds of the figures, and stored figures at them, one step beside them, and half a step before they are reached. */
const FIGURES = {
  areaMu: { bounds: [0, 0.07, 5, 10, 12.34], near: [] },
  taxPerMu10kYuan: { bounds: [-0.5, 0, 4.35, 5, 10], near: [4.999999, 5.000001, 9.999999] },
  tax10kYuan: { bounds: [0, 0.0001, 0.29, 300], near: [299.99994, 299.99995, 0.28995, -0.00005, -0.00006] },
  addedValue10kYuan: { bounds: [-12.5, 0, 57.41, 100], near: [-12.50005, -12.50006, 99.99995, 57.40995] },
  energyTce: { bounds: [0, 0.57, 1000, 5000], near: [999.994, 999.995, 1000.005, 0.565] },
  employees: { bounds: [0, 0.29, 50], near: [49.995, 49.994999, 0.285] },
  farRatio: { bounds: [0, 0.8, 1.5], near: [1.499999, 1.500001] },
  builtYear: { bounds: [1998, 2017.5, 2018], near: [2017] },
  occupants: { bounds: [0, 1, 2], near: [] },
} as const;
type Figure = keyof typeof FIGURES;

const bounds = (figure: Figure) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...FIGURES[figure].bounds) },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0) },
  );
const known = (figure: Figure): fc.Arbitrary<number> =>
  fc.constantFrom<number>(...FIGURES[figure].bounds, ...FIGURES[figure].near);
const figure = (name: Figure) => fc.option(known(name), { freq: 5 });
const text = (name: keyof typeof TEXTS) => fc.option(fc.constantFrom(...TEXTS[name]), { freq: 5 });
const kinds = fc.subarray([...FINDING_KINDS]);

export const anyRow: fc.Arbitrary<StoredRow> = fc
  .record({
    class: text('class'),
    town: text('town'),
    park: text('park'),
    industry: text('industry'),
    tier: text('tier'),
    right: text('right'),
    muHundredths: fc.constantFrom(0, 7, 499, 500, 501, 1000, 1234),
    taxPerMu10kYuan: figure('taxPerMu10kYuan'),
    tax10kYuan: figure('tax10kYuan'),
    addedValue10kYuan: figure('addedValue10kYuan'),
    energyTce: figure('energyTce'),
    employees: figure('employees'),
    farRatio: figure('farRatio'),
    builtYear: fc.option(fc.constantFrom(1998, 2017, 2018), { freq: 5 }),
    occupants: fc.integer({ min: 0, max: 3 }),
    findings: kinds,
    unknown: kinds,
  })
  .map((row) => ({ ...row, isPending: isPending(row) }));

const POTENTIAL: readonly FindingKind[] = ['low-efficiency', 'suspected-idle'];
const isPending = ({ findings, unknown }: Pick<StoredRow, 'findings' | 'unknown'>): boolean =>
  !findings.some((kind) => POTENTIAL.includes(kind)) && unknown.some((kind) => POTENTIAL.includes(kind));

const FREE_TEXTS = ['class', 'town', 'park', 'industry'];
const literal = (property: FilterProperty): fc.Arbitrary<Literal> => {
  if (property === 'inPark' || property === 'pending') return fc.boolean();
  if (property in FIGURES) return bounds(property as Figure);
  const texts = fc.constantFrom(...TEXTS[property as keyof typeof TEXTS]);
  if (!FREE_TEXTS.includes(property)) return texts;
  const other = fc.string({ unit: 'grapheme' }).filter((words) => !words.includes('\u0000'));
  return fc.oneof({ weight: 4, arbitrary: texts }, { weight: 1, arbitrary: other });
};

const ref = <Property extends FilterProperty>(property: Property) => fc.constant({ property });
const leafOf = (property: FilterProperty): fc.Arbitrary<Filter> => {
  const isNull = fc.record({ op: fc.constant('isNull' as const), args: fc.tuple(ref(property)) });
  if (property === 'findings')
    return fc.oneof(
      isNull,
      fc.record({ op: fc.constantFrom('a_contains', 'a_overlaps'), args: fc.tuple(ref(property), kinds) }),
    );
  const signs = property in FIGURES ? fc.constantFrom(...COMPARATORS, '<>' as const) : fc.constantFrom('=', '<>');
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ op: signs, args: fc.tuple(ref(property), literal(property)) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        op: fc.constant('in' as const),
        args: fc.tuple(ref(property), fc.array(literal(property), { maxLength: 5 })),
      }),
    },
    { weight: 1, arbitrary: isNull },
  ) as fc.Arbitrary<Filter>;
};

/** Filters over some properties, with and, or and not up to four deep. */
export const filterOver = (properties: readonly FilterProperty[]): fc.Arbitrary<Filter> =>
  fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(...properties.map(leafOf)),
      fc.record({
        op: fc.constantFrom('and' as const, 'or' as const),
        args: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ op: fc.constant('not' as const), args: fc.tuple(tie('filter')) }),
    ) as fc.Arbitrary<Filter>,
  })).filter;

export const anyFilter = filterOver(Object.keys(FILTER_PROPERTIES) as FilterProperty[]);

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const restriction = {
  scope: fc.record({
    tier: maybe(fc.constantFrom('above-scale' as const, 'below-scale' as const)),
    inPark: maybe(fc.boolean()),
    rightKind: maybe(fc.constantFrom('state' as const, 'collective' as const)),
    occupants: maybe(fc.constantFrom('one' as const, 'several' as const)),
  }),
  builtFrom: maybe(fc.constantFrom(1998, 2018)),
  builtBefore: maybe(fc.constantFrom(1998, 2018)),
};

/** Rules of both forms: one comparison with or without a further condition, and a condition alone. */
export const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.constantFrom(...RULE_INDICATORS).chain((indicator) =>
    fc.record({
      ...restriction,
      indicator: fc.constant(indicator),
      comparator: fc.constantFrom(...COMPARATORS),
      value: bounds(indicator),
      when: maybe(anyFilter),
    }),
  ),
  fc.record({ ...restriction, when: anyFilter }),
);
