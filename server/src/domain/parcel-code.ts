/**
 * Parcel codes (宗地代码) and real-estate unit codes (不动产单元代码), GB/T 37346-2019. Neither has a check digit:
 * what can be checked is length, characters, the pair of letters and the numbers that may not be zero.
 */
export type ParcelCodeScheme = 'gb37346' | 'free';

export type CodeFault = 'length' | 'characters' | 'division' | 'letters' | 'sequence' | 'fixture';

const PARCEL_CODE_LENGTH = 19;
const UNIT_CODE_LENGTH = 28;
const FREE_CODE_LENGTH = 64;

/** Second letters that each kind of ownership admits: A belongs to collective ownership, C (homestead) to collective land. */
const SECOND_LETTERS: Readonly<Record<string, string>> = { G: 'BDEFGHSWXY', J: 'ABCDEFSWXY', Z: 'ABCDEFGHSWXY' };

/** Why a text is not a parcel code of the scheme, or null where it is one. `divisions`: six-digit prefixes that may occur; empty for any. */
export function parcelCodeFault(
  code: string,
  scheme: ParcelCodeScheme,
  divisions: readonly string[] = [],
): CodeFault | null {
  if (scheme === 'free') return freeCodeFault(code);
  if (code.length !== PARCEL_CODE_LENGTH) return 'length';
  const parts = /^(\d{6})\d{6}([A-Z])([A-Z])(\d{5})$/.exec(code);
  if (!parts) return 'characters';
  const [, division = '', first = '', second = '', sequence] = parts;
  if (divisions.length > 0 && !divisions.includes(division)) return 'division';
  if (!SECOND_LETTERS[first]?.includes(second)) return 'letters';
  return sequence === '00000' ? 'sequence' : null;
}

/** Why a text is not a real-estate unit code: a parcel code, a fixture letter (F, L, Q, W) and eight digits, zero for W. */
export function unitCodeFault(code: string, divisions: readonly string[] = []): CodeFault | null {
  if (code.length !== UNIT_CODE_LENGTH) return 'length';
  const parcel = parcelCodeFault(code.slice(0, PARCEL_CODE_LENGTH), 'gb37346', divisions);
  if (parcel !== null) return parcel;
  const fixture = /^([FLQW])(\d{8})$/.exec(code.slice(PARCEL_CODE_LENGTH));
  if (!fixture) return 'characters';
  return fixture[1] === 'W' && fixture[2] !== '00000000' ? 'fixture' : null;
}

/** The parcel code that a real-estate unit code begins with; null where the text is no unit code. */
export const parcelCodeOfUnit = (code: string): string | null =>
  unitCodeFault(code) === null ? code.slice(0, PARCEL_CODE_LENGTH) : null;

/** A code of a source with its own scheme: any printable text of up to 64 characters. */
export function freeCodeFault(code: string): CodeFault | null {
  if (code.length === 0 || code.length > FREE_CODE_LENGTH) return 'length';
  return /\p{Cc}/u.test(code) ? 'characters' : null;
}
