import fc from 'fast-check';
import { expect, it } from 'vitest';
import { creditCodeCheck, creditCodeFault } from '../../server/src/domain/credit-code.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

it('computes the check character of the example in the standard', () => {
  expect(creditCodeCheck('91350100M000100Y4')).toBe('3');
});

it('passes codes in use and tells a wrong check character from a wrong shape', () => {
  expect(
    ['913702816143139252', '91370200797522673R', '9137028167179100XT', '91350100M000100Y43'].map(creditCodeFault),
  ).toEqual([null, null, null, null]);
  expect(creditCodeFault('91350100M000100Y4Z')).toBe('characters');
  expect(creditCodeFault('91350100M000100Y44')).toBe('check');
  expect(creditCodeFault('91350100M0001TGQXM')).toBe('check');
  expect(creditCodeFault('9135010OM000100Y43')).toBe('characters');
  expect(creditCodeFault('91350100M000100Y4')).toBe('length');
});

it('accepts the check character it computes and no other', () => {
  const body = fc
    .array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 })
    .map((characters) => characters.join(''));
  fc.assert(
    fc.property(body, fc.constantFrom(...ALPHABET), (characters, last) => {
      const check = creditCodeCheck(characters);
      expect(creditCodeFault(characters + check)).toBeNull();
      expect(creditCodeFault(characters + last)).toBe(last === check ? null : 'check');
    }),
  );
});

it('notices any single character that was changed: 3 has no common factor with 31', () => {
  const body = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 });
  fc.assert(
    fc.property(body, fc.integer({ min: 0, max: 16 }), fc.constantFrom(...ALPHABET), (characters, at, other) => {
      fc.pre(characters[at] !== other);
      const changed = characters.with(at, other);
      expect(creditCodeFault(changed.join('') + creditCodeCheck(characters.join('')))).toBe('check');
    }),
  );
});
