import { beforeAll, describe, expect, it } from 'vitest';
import { tenEnterprises } from '../../support/ten-enterprises.ts';

const { ask, plant, publish } = await tenEnterprises();

describe('the ranking', () => {
  beforeAll(async () => {
    await plant();
    await publish();
  });
  const list = async (rest = '') =>
    (await ask(`/api/evaluation/enterprises?jurisdiction=zhuji&year=2024&tier=below-scale${rest}`)).body;
  const names = ({ items }: { items: { name: string; class: string | null }[] }) =>
    items.map((each) => `${each.name.slice(11)}${each.class ?? '-'}`).join(' ');

  it('lists by falling score, the unrated last, page by page', async () => {
    const whole = await list();
    expect(names(whole)).toBe('1A 3A 4B 5B 6B 7B 8B 10C 2C 9- 11-');
    expect(whole.items[0]).toEqual({
      creditCode: 'C1',
      name: 'Enterprise 1',
      industryCode: '3411',
      rank: 1,
      group: null,
      score: 100,
      class: 'A',
      usedMuHundredths: 900,
    });
    expect(whole.items.at(-1)).toMatchObject({ rank: null, score: null, usedMuHundredths: null });
    const pages: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: { name: string; class: string | null }[]; next: string | null } = await list(
        `&limit=4${next === '' ? '' : `&after=${next}`}`,
      );
      pages.push(names(page));
      next = page.next;
    }
    expect(pages).toEqual(['1A 3A 4B 5B', '6B 7B 8B 10C', '2C 9- 11-']);
  });

  it('filters by class and by a part of the name or credit code', async () => {
    expect(names(await list('&class=A'))).toBe('1A 3A');
    expect(names(await list('&class=unrated'))).toBe('9- 11-');
    expect(names(await list('&q=C1'))).toBe('1A 10C 11-');
    expect(names(await list('&q=%25'))).toBe('');
    expect(await list('&after=x')).toMatchObject({ type: 'request-invalid', place: 'querystring.after' });
  });

  it.each([
    ['enterprises?year=2024&tier=below-scale', [false, 0, 3_000_000_000]],
    ['transitions/enterprises?from=2023&to=2024&fromClass=A&toClass=A', ['a\u0000']],
  ])('refuses in %s a cursor with a key that no database reads', async (path, key) => {
    const after = Buffer.from(JSON.stringify(key)).toString('base64url');
    const { body } = await ask(`/api/evaluation/${path}&jurisdiction=zhuji&after=${after}`);
    expect(body).toMatchObject({ type: 'request-invalid', place: 'querystring.after' });
  });
});
