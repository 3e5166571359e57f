import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Line } from '../asvs/line.ts';
import { PEOPLE } from '../asvs/people.ts';
import { PROGRAM } from '../asvs/program.ts';

/** How many sections each chapter has of which level 2 asks something; 1.13, 3.6 and 10.1 ask nothing at that level. */
const SECTIONS: Readonly<Record<number, readonly number[]>> = {
  1: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14],
  2: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  3: [1, 2, 3, 4, 5, 7],
  4: [1, 2, 3],
  5: [1, 2, 3, 4, 5],
  6: [1, 2, 3, 4],
  7: [1, 2, 3, 4],
  8: [1, 2, 3],
  9: [1, 2],
  10: [2, 3],
  11: [1],
  12: [1, 2, 3, 4, 5, 6],
  13: [1, 2, 3, 4],
  14: [1, 2, 3, 4, 5],
};
const LINES = [...PEOPLE, ...PROGRAM];

const fileOf = (name: string): URL => new URL(`../../${name}`, import.meta.url);
/** Why a line stands as it does. */
const wordsOf = (line: Line): string[] => [
  ...('how' in line ? [line.how] : []),
  ...('lacks' in line ? [line.lacks] : []),
  ...('because' in line ? [line.because] : []),
];

describe('the list of what a web application is asked for', () => {
  it('has a line for each section of level 2, in order', () => {
    const all = Object.entries(SECTIONS).flatMap(([chapter, sections]) => sections.map((each) => `${chapter}.${each}`));
    expect(LINES.map(({ section }) => section)).toEqual(all);
  });

  it('names for each line a test that exists, and words for what is lacking', () => {
    for (const line of LINES) {
      const shown = 'shown' in line ? line.shown : [];
      expect(shown.length > 0, line.section).toBe(line.state === 'met' || line.state === 'part');
      expect(
        shown.filter(
          (name) => !existsSync(fileOf(name)) || !/\bit(\.each)?\(/.test(readFileSync(fileOf(name), 'utf8')),
        ),
      ).toEqual([]);
      for (const text of wordsOf(line)) expect(text, line.section).toMatch(/^\S.{9,}$/);
    }
  });
});
