import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFilter } from '../../server/src/domain/filter.ts';
import { anyFilter } from '../support/random-filters.ts';

describe('readFilter', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(readFilter(JSON.parse(JSON.stringify(filter)))).toEqual({ ok: true, filter });
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
    [
      { op: '=', args: [{ property: 'tier' }, 'above'] },
      '$.args[1]',
      'no tier "above"; there are above-scale, below-scale',
    ],
    [{ op: 'in', args: [{ property: 'right' }, ['state', 1]] }, '$.args[1][1]', 'expected a text'],
    [{ op: '=', args: [{ property: 'town' }, '\ud83c'] }, '$.args[1]', 'a text holds no half of a character'],
    [{ op: '>', args: [{ property: 'inPark' }, true] }, '$.op', '> compares numbers, and inPark is none'],
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
