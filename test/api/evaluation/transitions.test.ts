import { beforeAll, describe, expect, it } from 'vitest';
import { definition, tenEnterprises } from '../../support/ten-enterprises.ts';

const { ask, plant, publish } = await tenEnterprises();

describe('transitions', () => {
  beforeAll(plant);
  it('count enterprises and their land from class to class', async () => {
    await publish();
    const { body } = await ask('/api/evaluation/transitions?jurisdiction=zhuji&from=2023');
    expect(body).toEqual({
      jurisdiction: 'zhuji',
      revision: 2,
      from: 2023,
      to: 2024,
      years: [2023, 2024],
      classes: ['A', 'B', 'C', 'D'],
      cells: [
        { from: 'A', to: 'A', enterprises: 1, muHundredths: 900 },
        { from: 'A', to: 'C', enterprises: 1, muHundredths: 900 },
        { from: 'B', to: 'A', enterprises: 1, muHundredths: 900 },
        { from: 'B', to: 'B', enterprises: 4, muHundredths: 3600 },
        { from: 'C', to: 'B', enterprises: 1, muHundredths: 900 },
        { from: 'C', to: 'unrated', enterprises: 1, muHundredths: 900 },
        { from: 'absent', to: 'unrated', enterprises: 1, muHundredths: 0 },
        { from: 'unrated', to: 'C', enterprises: 1, muHundredths: 900 },
      ],
      moves: { up: 2, down: 1, same: 5 },
      methodVersions: { from: ['above-scale v1', 'below-scale v1'], to: ['above-scale v1', 'below-scale v2'] },
    });
    const moved = await ask(
      '/api/evaluation/transitions/enterprises?jurisdiction=zhuji&from=2023&fromClass=B&toClass=B&limit=3',
    );
    expect(moved.body.items.map((each: { creditCode: string }) => each.creditCode)).toEqual(['C4', 'C5', 'C6']);
    const rest = await ask(
      `/api/evaluation/transitions/enterprises?jurisdiction=zhuji&from=2023&fromClass=B&toClass=B&limit=3&after=${moved.body.next}`,
    );
    expect(rest.body).toMatchObject({ items: [{ creditCode: 'C7', muHundredths: 900, scoreTo: 40 }], next: null });
  });

  it('count nobody up or down whose class only bears another name', async () => {
    const renamed = definition().classes.map((cut) => ({ ...cut, name: `${cut.name}+` }));
    await publish({ classes: renamed });
    const { body } = await ask('/api/evaluation/transitions?jurisdiction=zhuji&from=2023');
    expect(body.cells).toContainEqual({ from: 'B', to: 'B+', enterprises: 4, muHundredths: 3600 });
    expect(body.moves).toEqual({ up: 2, down: 1, same: 5 });
  });

  it('refuse a year that was not evaluated', async () => {
    expect(await ask('/api/evaluation/transitions?jurisdiction=zhuji&from=2019')).toMatchObject({
      status: 404,
      body: { type: 'year-without-data', place: 'querystring.from' },
    });
  });
});
