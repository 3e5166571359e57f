import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  creditCodeCheck,
  creditCodeFault,
  hasOrganisationCheck,
  organisationCheck,
} from '../../server/src/domain/credit-code.ts';

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

const EIGHT = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const eight = fc.array(fc.constantFrom(...EIGHT), { minLength: 8, maxLength: 8 }).map((all) => all.join(''));

it('finds the organisation number (GB 11714) of real codes in order, though the last check of one of them fails', () => {
  expect(
    ['913702816143139252', '91370200797522673R', '9137028167179100XT', '91350100M0001TGQXM'].map(hasOrganisationCheck),
  ).toEqual([true, true, true, true]);
  // 6143139 2 → 3×6 + 7×1 + 9×4 + 10×3 + 5×1 + 8×3 + 4×9 + 2×2 = 160, 11 − 160 mod 11 = 5: position 17.
  expect(organisationCheck('61431392')).toBe('5');
  expect(organisationCheck('67179100')).toBe('X');
  expect(() => organisationCheck('6143139')).toThrow(RangeError);
});

it('notices any digit of an organisation number that was changed', () => {
  fc.assert(
    fc.property(eight, fc.integer({ min: 0, max: 7 }), fc.constantFrom(...'0123456789'), (body, at, other) => {
      fc.pre(/[0-9]/.test(body.charAt(at)) && body.charAt(at) !== other);
      const changed = body.slice(0, at) + other + body.slice(at + 1);
      // Digits differ by at most 9 and no weight is a multiple of 11, so that the sum modulo 11 changes.
      expect(organisationCheck(changed)).not.toBe(organisationCheck(body));
    }),
  );
});

it('notices two neighbours that changed places', () => {
  const body = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 });
  fc.assert(
    fc.property(body, fc.integer({ min: 0, max: 15 }), (characters, at) => {
      const [here = '', next = ''] = characters.slice(at, at + 2);
      fc.pre(here !== next);
      const swapped = characters.with(at, next).with(at + 1, here);
      // Weights of neighbours are 1 to 3: the sum changes by twice the difference, which 31 does not divide.
      expect(creditCodeFault(swapped.join('') + creditCodeCheck(characters.join('')))).toBe('check');
    }),
  );
});
