import fc from 'fast-check';
import { expect, it } from 'vitest';
import { industryOf, isManufacturing } from '../../server/src/domain/industry.ts';

it('knows a division, a group, a class, and each with the letter of its section', () => {
  expect(['33', '331', '3311', 'C33', 'C3311', '06', 'D4411', '97'].map(industryOf)).toEqual([
    { section: 'C', division: '33' },
    { section: 'C', division: '33' },
    { section: 'C', division: '33' },
    { section: 'C', division: '33' },
    { section: 'C', division: '33' },
    { section: 'B', division: '06' },
    { section: 'D', division: '44' },
    { section: 'T', division: '97' },
  ]);
});

it('knows no other code', () => {
  expect(['', '3', '00', '98', 'B33', 'U33', '33111', '金属制品业', 'c33'].map(industryOf)).toEqual(
    Array.from({ length: 9 }, () => null),
  );
});

it('counts divisions 13 to 43 as manufacturing, 31 of them, and gives every division from 01 to 97 one section', () => {
  const divisions = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
  const made = divisions.filter(isManufacturing);
  expect([made.length, made[0], made.at(-1)]).toEqual([31, '13', '43']);
  expect(divisions.filter((division) => industryOf(division) === null)).toEqual(['00', '98', '99']);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 97 }), fc.stringMatching(/^\d{0,2}$/), (number, rest) => {
      const division = String(number).padStart(2, '0');
      const industry = industryOf(division + rest);
      expect(industry?.division).toBe(division);
      expect(industryOf(`${industry?.section}${division}${rest}`)).toEqual(industry);
    }),
  );
});
