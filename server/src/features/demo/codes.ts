import { creditCodeCheck, organisationCheck } from '../../domain/credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** An invented credit code. Its organisation number starts with M, so that it reads as one of a made-up series. */
export function inventedCreditCode(divisionCode: string, serial: number, isFaulty: boolean): string {
  const digits = serial.toString().padStart(7, '0');
  const organisation = `M${digits}`;
  const body = `91${divisionCode}${organisation}${organisationCheck(organisation)}`;
  const check = creditCodeCheck(body);
  return body + (isFaulty ? (ALPHABET[(ALPHABET.indexOf(check) + 7) % 31] as string) : check);
}

export type ParcelCodeParts = {
  readonly area: number;
  readonly subArea: number;
  readonly letters: 'GB' | 'JB';
  readonly number: number;
};

/** A parcel code of GB/T 37346: county, cadastral area and sub-area, kind of right, number. */
export function parcelCode(divisionCode: string, { area, subArea, letters, number }: ParcelCodeParts): string {
  const padded = (value: number, width: number) => value.toString().padStart(width, '0');
  return `${divisionCode}${padded(area, 3)}${padded(subArea, 3)}${letters}${padded(number, 5)}`;
}

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const WORDS = '安博诚达丰冠广海瀚和恒弘华汇嘉捷金景凯康乐隆茂明宁鹏启荣瑞盛泰腾通旺祥鑫兴雅扬益永裕远泽正中卓';

/** A road name of the same made-up kind. */
export function inventedRoadName(serial: number, ending: '路' | '大道'): string {
  const first = WORDS[(serial * 7) % WORDS.length] ?? '';
  const second = WORDS[(serial * 11 + 3 + Math.floor(serial / WORDS.length)) % WORDS.length] ?? '';
  return `${first}${second}${ending}`;
}

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
