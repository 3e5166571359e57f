import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Filter, readFilter } from '../../server/src/domain/filter.ts';
import { FINDING_KINDS } from '../../server/src/domain/finding.ts';

const property = fc.constantFrom('class', 'town', 'park', 'industry');
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ op: fc.constantFrom('=' as const, '<>' as const), args: fc.tuple(fc.record({ property }), fc.string()) }),
  fc.record({
    op: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
    args: fc.tuple(
      fc.record({ property: fc.constantFrom('areaMu', 'taxPerMu10kYuan') }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
  }),
  fc.record({ op: fc.constant('isNull' as const), args: fc.tuple(fc.record({ property })) }),
  fc.record({ op: fc.constant('in' as const), args: fc.tuple(fc.record({ property }), fc.array(fc.string())) }),
  fc.record({
    op: fc.constant('a_contains' as const),
    args: fc.tuple(fc.record({ property: fc.constant('findings') }), fc.subarray([...FINDING_KINDS])),
  }),
) as fc.Arbitrary<Filter>;
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      args: fc.array(tie('filter'), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ op: fc.constant('not' as const), args: fc.tuple(tie('filter')) }),
  ) as fc.Arbitrary<Filter>,
}));

describe('readFilter', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(filter, (written) => {
        expect(readFilter(JSON.parse(JSON.stringify(written)))).toEqual({
          ok: true,
          filter: JSON.parse(JSON.stringify(written)),
        });
      }),
    );
  });

  it('answers any JSON with a filter or with a place and a reason', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const reading = readFilter(json);
        if (!reading.ok) expect([reading.place.startsWith('$'), reading.reason.length > 0]).toEqual([true, true]);
      }),
    );
  });

  it.each([
    [{ op: 'and', args: [] }, '$.args', 'and takes 1 to 500 conditions'],
    [{ op: 'xor', args: [] }, '$.op', 'no operator "xor"'],
    [{ op: '=', args: [{ property: '__proto__' }, 1] }, '$.args[0]', 'expected {"property"'],
    [{ op: '=', args: [{ property: 'findings' }, 'x'] }, '$.op', 'findings is a list'],
    [{ op: 'a_contains', args: [{ property: 'class' }, ['A']] }, '$.op', 'class is none'],
    [{ op: '=', args: [{ property: 'areaMu' }, null] }, '$.args[1]', 'expected a number'],
    [{ op: '=', args: [{ property: 'areaMu' }, 1, 2] }, '$.args', '= takes a property and a value, not 3 arguments'],
    [{ op: 'in', args: [{ property: 'class' }, ['A'], 'B'] }, '$.args', 'in takes a property and a list of values'],
    [{ op: 'a_overlaps', args: [{ property: 'findings' }] }, '$.args', 'a_overlaps takes a property and a list'],
    [{ op: 'isNull', args: [{ property: 'class' }, 1] }, '$.args', 'isNull takes one property, not 2 arguments'],
    [{ op: 'isNull', args: [{ property: 'class' }], not: true }, '$', 'no key "not" belongs here'],
    [
      { op: 'and', args: [{ op: '=', args: [{ property: 'class', of: 1 }, 'D'] }] },
      '$.args[0].args[0]',
      'no key "of" belongs here; there is property',
    ],
    [
      { op: 'a_contains', args: [{ property: 'findings' }, ['low-efficiency', 'idle']] },
      '$.args[1][1]',
      'no finding "idle"; there are low-efficiency, suspected-idle',
    ],
    [{ op: 'x'.repeat(3000), args: [] }, '$.op', `no operator "${'x'.repeat(59)}; there are and`],
  ])('refuses %j at %s', (json, place, reason) => {
    const reading = readFilter(json);
    expect(reading).toMatchObject({ ok: false, place });
    expect(reading.ok ? '' : reading.reason).toContain(reason);
  });

  it('refuses a filter that goes too deep', () => {
    let deep: unknown = { op: 'isNull', args: [{ property: 'class' }] };
    for (let level = 0; level < 20; level += 1) deep = { op: 'not', args: [deep] };
    expect(readFilter(deep)).toMatchObject({ ok: false, reason: 'a filter goes at most 12 levels deep' });
  });
});
