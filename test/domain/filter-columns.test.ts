import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../server/src/domain/comparison.ts';
import type { Filter, FilterProperty, Literal } from '../../server/src/domain/filter.ts';
import { evaluateFilter } from '../../server/src/domain/filter-columns.ts';
import type { FindingKind } from '../../server/src/domain/finding.ts';
import { readRuleCondition } from '../../server/src/domain/rule.ts';
import { landOf } from '../support/land-columns.ts';
import { plantedOf } from '../support/planted-rows.ts';
import { anyFilter, anyRow, type StoredRow } from '../support/random-filters.ts';

const evaluated = (filter: Filter, rows: readonly StoredRow[]) => [
  ...evaluateFilter(filter, landOf(rows.map(plantedOf))),
];

/** A figure rounded to so many parts, half a part up. */
const rounded = (value: number | null, parts: number) =>
  value === null ? null : Math.floor(value * parts + 0.5) / parts;

/** What a property is of one parcel: null where it is not known. */
const VALUES: Record<FilterProperty, (row: StoredRow) => Literal | readonly FindingKind[] | null> = {
  class: (row) => row.class,
  town: (row) => row.town,
  park: (row) => row.park,
  industry: (row) => row.industry,
  tier: (row) => row.tier,
  right: (row) => row.right,
  inPark: (row) => row.park !== null,
  areaMu: (row) => row.muHundredths / 100,
  taxPerMu10kYuan: (row) => row.taxPerMu10kYuan,
  tax10kYuan: (row) => rounded(row.tax10kYuan, 10_000),
  addedValue10kYuan: (row) => rounded(row.addedValue10kYuan, 10_000),
  energyTce: (row) => rounded(row.energyTce, 100),
  employees: (row) => rounded(row.employees, 100),
  farRatio: (row) => row.farRatio,
  builtYear: (row) => row.builtYear,
  occupants: (row) => row.occupants,
  pending: (row) => row.isPending,
  findings: (row) => row.findings,
};

/** The plainest reading of a filter, one parcel at a time. */
function judge(filter: Filter, row: StoredRow): boolean | null {
  switch (filter.op) {
    case 'and':
    case 'or': {
      const decides = filter.op === 'or';
      const parts = filter.args.map((each) => judge(each, row));
      return parts.includes(decides) ? decides : parts.includes(null) ? null : !decides;
    }
    case 'not': {
      const inner = judge(filter.args[0], row);
      return inner === null ? null : !inner;
    }
    default:
      return judgeTest(filter, VALUES[filter.args[0].property](row));
  }
}

type Test = Exclude<Filter, { op: 'and' | 'or' } | { op: 'not' }>;
function judgeTest(filter: Test, value: ReturnType<(typeof VALUES)[FilterProperty]>): boolean | null {
  switch (filter.op) {
    case 'isNull':
      return value === null;
    case 'in':
      if (filter.args[1].length === 0) return false;
      return value === null ? null : filter.args[1].some((each) => each === value);
    case 'a_contains':
      return filter.args[1].every((kind) => (value as readonly FindingKind[]).includes(kind));
    case 'a_overlaps':
      return filter.args[1].some((kind) => (value as readonly FindingKind[]).includes(kind));
    case '=':
    case '<>':
      return value === null ? null : (value === filter.args[1]) === (filter.op === '=');
    default:
      return compare(value as number | null, filter.op, filter.args[1] as number);
  }
}

const rows = fc.array(anyRow, { maxLength: 9 });
const codeOf = (truth: boolean | null) => (truth === null ? 2 : Number(truth));

describe('evaluateFilter', () => {
  it('says of each row what the plainest reading says of it alone', () => {
    fc.assert(
      fc.property(anyFilter, rows, (filter, land) => {
        expect(evaluated(filter, land)).toEqual(land.map((row) => codeOf(judge(filter, row))));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps what is true however it is said: twice denied, and by De Morgan', () => {
    const not = (each: Filter): Filter => ({ op: 'not', args: [each] });
    fc.assert(
      fc.property(fc.array(anyFilter, { minLength: 1, maxLength: 3 }), rows, (args, land) => {
        const both: Filter = { op: 'and', args };
        const either: Filter = { op: 'or', args };
        expect(evaluated(not(not(both)), land)).toEqual(evaluated(both, land));
        expect(evaluated(not(both), land)).toEqual(evaluated({ op: 'or', args: args.map(not) }, land));
        expect(evaluated(not(either), land)).toEqual(evaluated({ op: 'and', args: args.map(not) }, land));
      }),
    );
  });

  it('finds no kind that the columns do not hold, and holds an unknown text apart from every name', () => {
    const land = { ...landOf([{ class: 'A', findings: ['overlap'] }, {}]), kinds: ['low-efficiency'] as const };
    const about = (op: 'a_contains' | 'a_overlaps', kinds: FindingKind[]): Filter => ({
      op,
      args: [{ property: 'findings' }, kinds],
    });
    expect([...evaluateFilter(about('a_contains', ['low-efficiency', 'overlap']), land)]).toEqual([0, 0]);
    expect([...evaluateFilter(about('a_contains', []), land)]).toEqual([1, 1]);
    expect([...evaluateFilter(about('a_overlaps', []), land)]).toEqual([0, 0]);
    expect([...evaluateFilter({ op: '<>', args: [{ property: 'class' }, 'Z'] }, land)]).toEqual([1, 2]);
  });

  it('refuses what columns do not hold rather than find nothing', () => {
    const when = readRuleCondition({ op: '>=', args: [{ property: 'suppliedYear' }, 2021] });
    const filter = (when.ok ? when.filter : null) as Filter;
    expect(() => evaluateFilter(filter, landOf([{}]))).toThrow('Columns do not hold suppliedYear');
  });

  it('judges a full million rows as it judges few: a row beyond the last word of four is no exception', () => {
    for (const count of [0, 1, 3, 4, 5, 1_000_003]) {
      const land = landOf([]);
      const taxPerMu10kYuan = new Float64Array(count).fill(5);
      if (count > 0) taxPerMu10kYuan[count - 1] = Number.NaN;
      const most = { ...land, rows: count, columns: { ...land.columns, taxPerMu10kYuan } };
      const at = (op: '<' | '<='): Filter => ({ op, args: [{ property: 'taxPerMu10kYuan' }, 5] });
      const truths = evaluateFilter({ op: 'not', args: [{ op: 'or', args: [at('<'), at('<=')] }] }, most);
      expect([truths.length, truths.indexOf(1), truths.indexOf(2)]).toEqual([count, -1, count - 1]);
    }
  });
});
