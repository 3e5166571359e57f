import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterText } from '../../client/src/url/filter.ts';
import {
  type FilterView,
  NO_FILTER,
  readFilterView,
  viewFilter,
  writeFilterView,
} from '../../client/src/url/filter-view.ts';
import { linkWith, type View } from '../../client/src/url/view.ts';
import { type Filter, readFilter } from '../../server/src/domain/filter.ts';
import { evaluateFilter } from '../../server/src/domain/filter-columns.ts';
import { FINDING_KINDS } from '../../server/src/domain/finding.ts';
import { landOf } from '../support/land-columns.ts';
import { plantedOf } from '../support/planted-rows.ts';
import { anyFilter, anyRow, PARKS, TOWNS } from '../support/random-filters.ts';

const MOST_CHARACTERS = 4000;
const LITTLE_TAX: Filter = { op: '<', args: [{ property: 'taxPerMu10kYuan' }, 3] };
const IN_A_PARK: Filter = { op: '=', args: [{ property: 'inPark' }, true] };
const and = (...args: Filter[]): Filter => ({ op: 'and', args });
const read = (filter: Filter) => readFilterView(JSON.stringify(filter));

const name = (...names: string[]) => fc.option(fc.constantFrom('-', ...names), { freq: 3 });
/** Views that the controls make: classes are switched off in the order of the legend, 待核 last. */
const anyView: fc.Arbitrary<FilterView> = fc.record({
  off: fc.subarray(['A', 'B', 'C', 'C-', 'D', 'U']),
  finding: fc.option(fc.constantFrom(...FINDING_KINDS)),
  town: name(...TOWNS),
  park: name(...PARKS),
  industry: name('17', '34'),
  further: fc.subarray([LITTLE_TAX, IN_A_PARK]),
  refused: fc.constant(null),
});

describe('the filter in a link', () => {
  it('comes back as the view that it was written from', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(readFilterView(writeFilterView(view))).toEqual(view);
      }),
    );
  });

  it('is what the API reads, and asks the same land, whatever filter it was', () => {
    const texts = anyFilter.filter((filter) => JSON.stringify(filter).length <= MOST_CHARACTERS);
    fc.assert(
      fc.property(texts, fc.array(anyRow, { minLength: 1, maxLength: 6 }), (filter, rows) => {
        const view = read(filter);
        const written = writeFilterView(view);
        expect(readFilterView(written)).toEqual(view);
        const reading = readFilter(JSON.parse(written));
        if (!reading.ok) throw new Error(`${reading.place}: ${reading.reason}`);
        const land = landOf(rows.map(plantedOf));
        expect(evaluateFilter(reading.filter, land)).toEqual(evaluateFilter(filter, land));
      }),
      { numRuns: 200 },
    );
  });

  it('gives each condition to the control that says it, and keeps what none says', () => {
    const town: Filter = { op: '=', args: [{ property: 'town' }, '330681003'] };
    expect(read(and(LITTLE_TAX, and(town, IN_A_PARK)))).toEqual({
      ...NO_FILTER,
      town: '330681003',
      further: [LITTLE_TAX, IN_A_PARK],
    });
    expect(read(LITTLE_TAX)).toEqual({ ...NO_FILTER, further: [LITTLE_TAX] });
  });

  it('keeps a second town, an empty name and two kinds at once as they were asked', () => {
    const town = (value: string): Filter => ({ op: '=', args: [{ property: 'town' }, value] });
    const kinds: Filter = { op: 'a_contains', args: [{ property: 'findings' }, ['two-high', 'low-far']] };
    expect(read(and(town('1'), town('2'), kinds))).toEqual({ ...NO_FILTER, town: '1', further: [town('2'), kinds] });
    // A dash in the view stands for a town that is not known, which is another question.
    for (const odd of [town(''), town('-')]) expect(read(odd)).toEqual({ ...NO_FILTER, further: [odd] });
  });

  it('filters nothing where it cannot be read, says where, and stays as it was written', () => {
    const deep = Array.from({ length: 12 }).reduce<Filter>((inner) => ({ op: 'not', args: [inner] }), LITTLE_TAX);
    const spoiled: [text: string, place: string][] = [
      ['{', ''],
      ['null', '$'],
      ['{"op":"and","args":[]}', '$.args'],
      ['{"op":"<","args":[{"property":"lord"},3]}', '$.args[0]'],
      ['{"op":"and","args":[{"op":"=","args":[{"property":"areaMu"},"x"]}]}', '$.args[0].args[1]'],
      [`"${'x'.repeat(MOST_CHARACTERS)}"`, ''],
      [JSON.stringify(deep), `$${'.args[0]'.repeat(12)}`],
    ];
    for (const [text, place] of spoiled) {
      const view = readFilterView(text);
      expect({ text, ...view, refused: view.refused?.place }).toEqual({ text, ...NO_FILTER, refused: place });
      expect(view.refused?.reason).not.toBe('');
      expect([filterText(view), writeFilterView(view)]).toEqual([undefined, text]);
    }
  });

  it('is none where the link has none', () => {
    expect([readFilterView(null), readFilterView(''), viewFilter.parse('')]).toEqual([NO_FILTER, NO_FILTER, NO_FILTER]);
    expect(viewFilter.eq(NO_FILTER, { ...NO_FILTER, off: [] })).toBe(true);
    expect(viewFilter.eq(NO_FILTER, read(LITTLE_TAX))).toBe(false);
  });
});

describe('a change of the view', () => {
  const view = { ...NO_FILTER, town: '1', further: [LITTLE_TAX], j: 'zhuji', job: 'find' } as unknown as View;

  it('changes one part of the filter and keeps the others', () => {
    expect(linkWith(view, { finding: 'two-high', job: 'map' })).toMatchObject({
      j: 'zhuji',
      job: 'map',
      filter: { ...NO_FILTER, town: '1', finding: 'two-high', further: [LITTLE_TAX] },
    });
    expect(linkWith(view, { sel: 'x' }).filter).toEqual({ ...NO_FILTER, town: '1', further: [LITTLE_TAX] });
  });

  it('does away with a text that is no filter as soon as the filter is changed', () => {
    const refused = { ...view, ...readFilterView('{') } as View;
    expect(linkWith(refused, { sel: 'x' }).filter).toEqual(readFilterView('{'));
    expect(linkWith(refused, { town: '1' }).filter).toEqual({ ...NO_FILTER, town: '1' });
  });
});
