import { describe, expect, it } from 'vitest';
import { en } from '../../client/src/text/en.ts';
import { zh } from '../../client/src/text/zh.ts';

describe('the sentence behind each figure', () => {
  it('is there in both languages, one or two sentences long, and names what it speaks of', () => {
    for (const [text, end] of [
      [zh, /。$/],
      [en, /\.$/],
    ] as const) {
      const weak = Object.entries(text.explain.figures).filter(
        ([, { name, how }]) => name === '' || how.length > 190 || how.length < 18 || !end.test(how),
      );
      expect(weak.map(([figure]) => figure)).toEqual([]);
    }
    expect(zh.explain.label(zh.explain.figures.taxPerMu.name)).toBe('亩均税收的计算说明');
  });
});
