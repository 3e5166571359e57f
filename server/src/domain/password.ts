/** A password is long rather than intricate: each figure in letters as they are typed. */
export const LEAST_PASSWORD_LETTERS = 12;
export const MOST_PASSWORD_LETTERS = 200;

export const PASSWORD_FAULTS = ['too-short', 'too-long', 'monotonous', 'holds-name', 'common'] as const;
export type PasswordFault = (typeof PASSWORD_FAULTS)[number];

/** A password of fewer different letters is guessed by its length alone. */
const LEAST_DIFFERENT = 5;
/** Words that are tried first, in small letters; with digits and signs around them they are no better. */
const COMMON_STEMS = [
  'password',
  'passw0rd',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'iloveyou',
  'administrator',
  'welcome',
  'letmein',
  'woaini',
  'mima',
  'yimaguandi',
  '1234567890',
  '0987654321',
  '0123456789',
  '1q2w3e4r',
  '1qaz2wsx',
  'abcdefgh',
  'abc123',
  '111222',
  '112233',
  '123123',
  '123321',
  '5201314',
  'admin',
];
/** So much of a password may be a common word before it is held to be nothing more. */
const MOST_COMMON_SHARE = 0.5;

/** Why a password may not be chosen for a name; null: it may. */
export function passwordFault(password: string, name: string): PasswordFault | null {
  const letters = [...password];
  if (letters.length < LEAST_PASSWORD_LETTERS) return 'too-short';
  if (letters.length > MOST_PASSWORD_LETTERS) return 'too-long';
  if (new Set(letters).size < LEAST_DIFFERENT) return 'monotonous';
  const small = password.toLowerCase();
  if (name.length >= 3 && small.includes(name.toLowerCase())) return 'holds-name';
  const rest = COMMON_STEMS.reduce((left, stem) => left.replaceAll(stem, ''), small);
  return [...rest].length < letters.length * MOST_COMMON_SHARE ? 'common' : null;
}
