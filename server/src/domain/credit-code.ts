/**
 * Unified social credit code (统一社会信用代码), GB 32100-2015: 17 characters and a check character modulo 31.
 * Some lawful early codes fail the check, so a failing check character is a warning and never a refusal.
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;

export type CreditCodeFault = 'length' | 'characters' | 'check';

/** What is wrong with a credit code, or null. `check` alone is a matter for a warning. */
export function creditCodeFault(code: string): CreditCodeFault | null {
  if (code.length !== LENGTH) return 'length';
  for (const character of code) if (!ALPHABET.includes(character)) return 'characters';
  return creditCodeCheck(code.slice(0, LENGTH - 1)) === code.at(-1) ? null : 'check';
}

/** The check character of a 17-character body: (31 - Σ value × 3^position mod 31) mod 31. Errors: RangeError for another body. */
export function creditCodeCheck(body: string): string {
  if (body.length !== LENGTH - 1) throw new RangeError(`A credit code's body has 17 characters, not ${body.length}`);
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError(`“${character}” does not occur in credit codes`);
    sum += value * weight;
    weight = (weight * 3) % ALPHABET.length;
  }
  return ALPHABET[(ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length] ?? '';
}

/** Weights of the first eight characters of an organisation number, GB 11714. */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ORGANISATION_AT = 8;

/** The check character of an organisation number for its eight characters (0-9, A-Z as 10-35). Errors: RangeError for another body. */
export function organisationCheck(body: string): string {
  if (!/^[0-9A-Z]{8}$/.test(body)) throw new RangeError('An organisation number has eight digits or letters');
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + Number.parseInt(body.charAt(at), 36) * weight,
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** Whether positions 9 to 17 of a credit code are an organisation number that bears its check (GB 11714). A matter for a warning, like the last character. */
export function hasOrganisationCheck(code: string): boolean {
  const check = ORGANISATION_AT + ORGANISATION_WEIGHTS.length;
  return organisationCheck(code.slice(ORGANISATION_AT, check)) === code.charAt(check);
}
