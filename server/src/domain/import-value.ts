/** Reads single cells. Each answers the value, null for an empty cell, or what is wrong in words that name the cure. */

export type Read<Value> =
  | { readonly ok: true; readonly value: Value | null }
  | { readonly ok: false; readonly code: string; readonly message: string };
type Cell = string | number | null;

const BLANKS = new Set(['', '-', '--', '—', '/', '无', '无数据', '空', 'null', 'NULL', 'n/a', 'N/A', '\\']);
/** What a spreadsheet shows instead of a value. */
const SHEET_ERROR = /^#(?:DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|FORMULA!|DATE!)$/;
const read = <Value>(value: Value | null): Read<Value> => ({ ok: true, value });
const refuse = (code: string, message: string): Read<never> => ({ ok: false, code, message });

/** A number with thousands separators or full-width digits. Text, NaN and infinity are refused and never become 0. */
export function readNumber(cell: Cell): Read<number> {
  if (cell === null) return read<number>(null);
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? read(cell) : refuse('not-a-number', `“${cell}”不是数，请填数字或留空`);
  const text = cell.normalize('NFKC').trim();
  if (BLANKS.has(text)) return read<number>(null);
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain))
    return refuse('not-a-number', `“${shorten(cell)}”不是数，请填数字或留空`);
  const value = Number(plain);
  return Number.isFinite(value) ? read(value) : refuse('not-a-number', `“${shorten(cell)}”超出数的范围`);
}

/** Text as written, without the blanks around it. Errors: too long, or with control characters. */
export function readText(cell: Cell, maxLength: number): Read<string> {
  if (cell === null) return read<string>(null);
  const text = String(cell).trim();
  if (text === '') return read<string>(null);
  if (SHEET_ERROR.test(text)) return refuse('sheet-error', `“${text}”是表格公式的错误值，请改正公式或填写数值`);
  if (text.length > maxLength) return refuse('text-too-long', `文字有 ${text.length} 个字符，最多 ${maxLength} 个`);
  return /\p{Cc}/u.test(text) ? refuse('control-characters', '文字含控制字符，请删除后重试') : read(text);
}

/** A code: capital letters and digits without blanks, full-width forms made plain. */
export function readCode(cell: Cell): Read<string> {
  if (cell === null) return read<string>(null);
  if (typeof cell === 'number' && !Number.isSafeInteger(cell))
    return refuse('code-lost-digits', '代码在表中被存为数字而丢失了位数，请把该列设为文本后重新填写');
  const text = String(cell).normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  return read(text === '' ? null : text);
}

/** A calendar date: 2021-03-05, 2021/3/5, 2021.3.5, 2021年3月5日 or 20210305; answers yyyy-mm-dd. */
export function readDate(cell: Cell): Read<string> {
  if (cell === null) return read<string>(null);
  const text = String(cell).normalize('NFKC').trim();
  if (BLANKS.has(text)) return read<string>(null);
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [year, month, day] = [Number(parts?.[1]), Number(parts?.[2]), Number(parts?.[3])];
  if (!parts || !isCalendarDay(year, month, day))
    return refuse('date-invalid', `“${shorten(text)}”不是日期，请写成 2021-03-05`);
  return read(`${parts[1]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

export function readYear(cell: Cell): Read<number> {
  if (cell === null) return read<number>(null);
  const text = String(cell)
    .normalize('NFKC')
    .trim()
    .replace(/年度?$/, '');
  if (BLANKS.has(text)) return read<number>(null);
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < 1990 || year > 2100)
    return refuse('year-invalid', `“${shorten(text)}”不是 1990 至 2100 之间的年份`);
  return read(year);
}

const YES = new Set(['是', '1', 'true', 'yes', 'y', '规上', '√', '有']);
const NO = new Set(['否', '0', 'false', 'no', 'n', '规下', '×', '无']);

export function readBoolean(cell: Cell): Read<boolean> {
  if (cell === null) return read<boolean>(null);
  const text = String(cell).normalize('NFKC').trim().toLowerCase();
  if (YES.has(text)) return read(true);
  if (NO.has(text)) return read(false);
  return BLANKS.has(text) ? read<boolean>(null) : refuse('boolean-invalid', `“${shorten(text)}”应填“是”或“否”`);
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day <= days;
}

const shorten = (cell: Cell): string => String(cell).slice(0, 40);
