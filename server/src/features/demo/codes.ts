const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character of a unified social credit code (GB 32100-2015) for its first 17 characters. */
function creditCheck(body: string): string {
  let sum = 0;
  let weight = 1;
  for (const letter of body) {
    sum += ALPHABET.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] as string;
}

/** The check character of an organisation number (GB 11714) for its eight characters. */
function organisationCheck(body: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...body].reduce((total, letter, at) => total + Number.parseInt(letter, 36) * (weights[at] as number), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** An invented credit code. Its organisation number starts with M, so that it reads as one of a made-up series. */
export function inventedCreditCode(divisionCode: string, serial: number, isFaulty: boolean): string {
  const digits = serial.toString().padStart(7, '0');
  const organisation = `M${digits}`;
  const body = `91${divisionCode}${organisation}${organisationCheck(organisation)}`;
  const check = creditCheck(body);
  return body + (isFaulty ? (ALPHABET[(ALPHABET.indexOf(check) + 7) % 31] as string) : check);
}

/** A parcel code of GB/T 37346: county, cadastral area and sub-area, kind of right, number. */
export function parcelCode(
  divisionCode: string,
  area: number,
  subArea: number,
  letters: 'GB' | 'JB',
  number: number,
): string {
  const padded = (value: number, width: number) => value.toString().padStart(width, '0');
  return `${divisionCode}${padded(area, 3)}${padded(subArea, 3)}${letters}${padded(number, 5)}`;
}

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const WORDS = '安博诚达丰冠广海瀚和恒弘华汇嘉捷金景凯康乐隆茂明宁鹏启荣瑞盛泰腾通旺祥鑫兴雅扬益永裕远泽正中卓';

/** An enterprise name that nobody bears: 演示, a year of the sixty-year cycle, words that count, the trade. */
export function inventedName(serial: number, trade: string): string {
  const cycle = serial % 60;
  let rest = Math.floor(serial / 60);
  // The words are walked with a stride, so that neighbours in the list are not neighbours in the dictionary.
  let words = '';
  do {
    words += WORDS[(rest * 17 + 5 * words.length) % WORDS.length];
    rest = Math.floor(rest / WORDS.length) - 1;
  } while (rest >= 0);
  return `演示${STEMS[cycle % 10]}${BRANCHES[cycle % 12]}${words}${trade}有限公司`;
}
