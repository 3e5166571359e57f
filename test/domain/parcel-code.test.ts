import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  freeCodeFault,
  parcelCodeFault,
  parcelCodeOfUnit,
  unitCodeFault,
} from '../../server/src/domain/parcel-code.ts';

it('takes the codes of GB/T 37346 and names what is wrong with others', () => {
  const faults = [
    '330681001009GB00001',
    '330381001001JB00012',
    '330681001009GB0001',
    '33068100100XGB00001',
    '330681001009GA00001',
    '330681001009XB00001',
    '330681001009GB00000',
    '330681001009gb00001',
  ].map((code) => parcelCodeFault(code, 'gb37346'));
  expect(faults).toEqual([null, null, 'length', 'characters', 'letters', 'letters', 'sequence', 'characters']);
});

it('knows the divisions it is given', () => {
  expect(parcelCodeFault('330681001009GB00001', 'gb37346', ['330681'])).toBeNull();
  expect(parcelCodeFault('320802001009GB00001', 'gb37346', ['330681'])).toBe('division');
});

it('reads a real-estate unit code as a parcel code, a fixture letter and eight digits', () => {
  expect(unitCodeFault('320802001009GB00001W00000000')).toBeNull();
  expect(unitCodeFault('320802001009GB00001F00010001')).toBeNull();
  expect(unitCodeFault('320802001009GB00001W00100000')).toBe('fixture');
  expect(unitCodeFault('320802001009GB00001X00000000')).toBe('characters');
  expect(unitCodeFault('320802001009GB00001')).toBe('length');
});

it('takes any printable text as a free code', () => {
  expect(['1A-109', '', 'x'.repeat(65), 'a\u0000b'].map(freeCodeFault)).toEqual([
    null,
    'length',
    'length',
    'characters',
  ]);
});

it('accepts every code built by the standard, and no code with a digit missing', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  const code = fc.tuple(
    digits(12),
    fc.constantFrom('GB', 'GS', 'GX', 'JB', 'JA', 'ZB'),
    fc.integer({ min: 1, max: 99999 }),
  );
  fc.assert(
    fc.property(code, fc.integer({ min: 0, max: 18 }), ([head, letters, sequence], at) => {
      const whole = `${head}${letters}${String(sequence).padStart(5, '0')}`;
      expect(parcelCodeFault(whole, 'gb37346')).toBeNull();
      expect(parcelCodeFault(whole.slice(0, at) + whole.slice(at + 1), 'gb37346')).toBe('length');
    }),
  );
});

it('takes the letters of the standard and no others: A belongs to collective ownership, C to collective land', () => {
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const taken = alphabet.flatMap((first) =>
    alphabet
      .filter((second) => parcelCodeFault(`330681001009${first}${second}00001`, 'gb37346') === null)
      .map((second) => first + second),
  );
  expect(taken.join(' ')).toBe(
    'GB GD GE GF GG GH GS GW GX GY JA JB JC JD JE JF JS JW JX JY ZA ZB ZC ZD ZE ZF ZG ZH ZS ZW ZX ZY',
  );
});

it('finds in every unit code the parcel code that it begins with', () => {
  const unit = fc.tuple(
    fc.stringMatching(/^[0-9]{12}$/),
    fc.constantFrom('GB', 'GS', 'GX', 'JB', 'JC', 'ZB'),
    fc.integer({ min: 1, max: 99_999 }),
    fc.oneof(
      fc.constant('W00000000'),
      fc.tuple(fc.constantFrom('F', 'L', 'Q'), fc.stringMatching(/^[0-9]{8}$/)).map((parts) => parts.join('')),
    ),
  );
  fc.assert(
    fc.property(unit, fc.integer({ min: 1, max: 99_999_999 }), ([head, letters, sequence, fixture], number) => {
      const parcel = `${head}${letters}${String(sequence).padStart(5, '0')}`;
      expect(parcelCodeOfUnit(parcel + fixture)).toBe(parcel);
      expect(unitCodeFault(`${parcel}W${String(number).padStart(8, '0')}`)).toBe('fixture');
      expect(parcelCodeOfUnit(parcel)).toBeNull();
    }),
  );
});
