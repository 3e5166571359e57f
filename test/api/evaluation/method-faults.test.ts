import { beforeAll, describe, expect, it } from 'vitest';
import { BELOW, BY_TAX_2024, definition, tenEnterprises } from '../../support/ten-enterprises.ts';

const { classes, plant, post, publish } = await tenEnterprises();

describe('a method that cannot be used', () => {
  beforeAll(plant);
  it('is refused with every fault and its place', async () => {
    const refused = await publish({
      items: [
        { indicator: 'taxPerMu10kYuan', weight: 60, baseline: 0 },
        { indicator: 'rdRatio', weight: 30, baseline: 1 },
      ],
      classes: [
        { name: 'A', throughShare: 0.5 },
        { name: 'B', throughShare: 0.4 },
        { name: 'C', throughShare: 1 },
      ],
    });
    expect(refused).toEqual({
      status: 422,
      body: {
        type: 'method-invalid',
        title: 'The method cannot be used',
        status: 422,
        detail: expect.stringContaining('The weights sum to 90; they must sum to 100.'),
        place: 'definition.items, definition.items[0].baseline, definition.classes[1].throughShare',
        faults: [
          { code: 'weights-sum', place: 'items', message: 'The weights sum to 90; they must sum to 100.' },
          {
            code: 'baseline-not-positive',
            place: 'items[0].baseline',
            message: 'The baseline of taxPerMu10kYuan must be above 0.',
          },
          {
            code: 'class-cut-gap',
            place: 'classes[1].throughShare',
            message: 'Class B ends at 0.4, where the one before already ended at 0.5.',
          },
        ],
      },
    });
    expect(await classes(2024)).not.toEqual(BY_TAX_2024);
  });

  it('is refused where a text holds what no database text can, or a number is none that is meant', async () => {
    const refused = (place: string) => ({ status: 400, body: { type: 'request-invalid', place } });
    expect(await publish({ name: 'a\u0000b' })).toMatchObject(refused('body.definition.name'));
    expect(await publish({}, { note: '\u0000' })).toMatchObject(refused('body.note'));
    const items = [{ indicator: 'taxPerMu10kYuan', weight: 100, baseline: 1e-300 }] as const;
    expect(await publish({ items: [...items] })).toMatchObject({
      status: 422,
      body: { place: 'definition.items[0].baseline' },
    });
    expect(await publish({ coefficients: [{ name: 'k', when: { mark: 'm' }, factor: 1e300 }] })).toMatchObject({
      status: 422,
      body: { faults: [{ code: 'shape', place: 'coefficients[0].factor' }] },
    });
  });

  it('is refused where parts are missing, misspelt or no method at all', async () => {
    const { items: _, ...withoutItems } = definition();
    expect(await post('preview', { ...BELOW, definition: { ...withoutItems, itms: [] } })).toMatchObject({
      status: 422,
      body: {
        type: 'method-invalid',
        faults: expect.arrayContaining([expect.objectContaining({ code: 'shape', place: 'items' })]),
      },
    });
    expect(await post('preview', { ...BELOW, definition: 'x' })).toMatchObject({
      status: 400,
      body: { type: 'request-invalid' },
    });
    expect(await post('methods', { ...BELOW, definition: definition() })).toMatchObject({
      status: 400,
      body: { place: 'body.note' },
    });
  });

  it.each([
    ['a jurisdiction that is not there', { jurisdiction: 'nowhere' }, 404, 'jurisdiction-not-found'],
    ['a year without data', { year: 2020 }, 404, 'year-without-data'],
    ['another tier', { tier: 'middle' }, 400, 'request-invalid'],
  ])('is refused for %s', async (_, of, status, type) => {
    expect(await publish({}, of)).toMatchObject({ status, body: { type } });
    expect(await post('preview', { ...BELOW, definition: definition(), ...of })).toMatchObject({
      status,
      body: { type },
    });
  });
});
