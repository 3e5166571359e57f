import { creditCodeFault, hasOrganisationCheck } from './credit-code.ts';
import type { MatchedColumn } from './header-match.ts';
import { type ImportKind, MOST_OF_QUANTITY } from './import-fields.ts';
import { type Read, readBoolean, readCode, readDate, readNumber, readText, readYear } from './import-value.ts';
import { industryOf } from './industry.ts';
import {
  type CodeFault,
  freeCodeFault,
  type ParcelCodeScheme,
  parcelCodeFault,
  parcelCodeOfUnit,
} from './parcel-code.ts';

/** Why a row was refused or warned of. `code` is stable; `message` is read by people and names the cure. */
export type Reason = { readonly code: string; readonly column: string | null; readonly message: string };
export type FieldValue = string | number | boolean | null;

/** A row sorted with all its reasons. `key` identifies what it describes: codes and year, joined by a bar. */
export type CheckedRow = {
  readonly verdict: 'accepted' | 'warned' | 'refused';
  readonly key: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly reasons: readonly Reason[];
};

export type CheckContext = {
  readonly kind: ImportKind;
  readonly columns: readonly MatchedColumn[];
  readonly codeScheme: ParcelCodeScheme;
  /** Six-digit prefix that parcel codes usually carry here; another one is only warned of, as zones govern across counties. */
  readonly division: string | null;
  /** Ids by name and by code. */
  readonly towns: ReadonlyMap<string, number>;
  readonly parks: ReadonlyMap<string, number>;
};

type Values = Readonly<Record<string, string | number | null>>;
type Verdict = { refusals: Reason[]; warnings: Reason[]; fields: Record<string, FieldValue> };

/** Checks one row by its own content. What only the database knows (validity, overlap, what is stored) is asked there. */
export function checkRow(values: Values, context: CheckContext): CheckedRow {
  const verdict: Verdict = { refusals: [], warnings: [], fields: {} };
  for (const column of context.columns) checkCell(column, values, context, verdict);
  checkTogether(verdict);
  const { refusals, warnings, fields } = verdict;
  const reasons = [...refusals, ...warnings];
  const key = keyOf(context.kind, fields);
  if (refusals.length > 0) return { verdict: 'refused', key, fields, reasons };
  return { verdict: warnings.length > 0 ? 'warned' : 'accepted', key, fields, reasons };
}

function checkCell(column: MatchedColumn, values: Values, context: CheckContext, verdict: Verdict): void {
  const { field, source } = column;
  const header = 'header' in source ? source.header : field.label;
  const cell = 'header' in source ? (values[source.header] ?? null) : source.constant;
  const refuse = (code: string, message: string) =>
    verdict.refusals.push({ code, column: header, message: `${header}：${message}` });
  const warn = (code: string, message: string) =>
    verdict.warnings.push({ code, column: header, message: `${header}：${message}` });
  const answer = readCell(column, cell, context);
  if (!answer.ok) {
    refuse(answer.code, answer.message);
    return;
  }
  if (answer.value === null && field.isRequired) {
    refuse(
      field.field === 'parcelCode'
        ? 'parcel-code-missing'
        : field.field === 'creditCode'
          ? 'credit-code-missing'
          : 'value-missing',
      `缺少${field.label}，请补填`,
    );
    return;
  }
  if (answer.value === null || typeof answer.value === 'boolean') {
    store(column, answer.value, verdict);
    return;
  }
  switch (field.type.is) {
    case 'parcel-code':
      store(column, checkParcelCode(String(answer.value), context, refuse, warn), verdict);
      return;
    case 'industry':
      if (context.codeScheme === 'gb37346' && industryOf(String(answer.value).toUpperCase()) === null)
        warn('industry-unknown', `“${answer.value}”不是 GB/T 4754-2017 的行业代码，应如 33、3311 或 C3311`);
      break;
    case 'credit-code':
      checkCreditCode(String(answer.value), context, refuse, warn);
      break;
    case 'town':
    case 'park': {
      const places = field.type.is === 'town' ? context.towns : context.parks;
      const id = places.get(String(answer.value));
      if (id === undefined)
        refuse(
          `${field.type.is}-unknown`,
          `没有${field.label}“${answer.value}”，请核对名称或代码，或先导入该${field.label}`,
        );
      else verdict.fields[`${field.type.is}Id`] = id;
      return;
    }
    case 'quantity':
      storeQuantity(column, Number(answer.value), refuse, verdict);
      return;
  }
  store(column, answer.value, verdict);
}

/** Smaller figures are traces of arithmetic, not measurements, and divide to infinity. */
const LEAST_QUANTITY = 1e-9;

function storeQuantity(column: MatchedColumn, written: number, refuse: Say, verdict: Verdict): void {
  const { type } = column.field;
  if (type.is !== 'quantity') return;
  const { min, quantity } = type;
  const value = written * column.factor;
  if (column.zeroIsUnknown && value === 0) store(column, null, verdict);
  else if (min !== 'any' && value < 0)
    refuse('negative', `${written} 是负数，应${min === 'positive' ? '大于 0' : '不小于 0'}`);
  else if (min === 'positive' && value === 0) refuse('zero', '为 0；不知道时请留空');
  else if (Math.abs(value) > MOST_OF_QUANTITY[quantity] || (value !== 0 && Math.abs(value) < LEAST_QUANTITY))
    refuse('out-of-range', `${written} 超出可能的范围，请核对数值与单位`);
  else store(column, value, verdict);
}

function store(column: MatchedColumn, value: FieldValue, verdict: Verdict): void {
  const { field } = column;
  verdict.fields[field.type.is === 'town' || field.type.is === 'park' ? `${field.type.is}Id` : field.field] = value;
}

function readCell(
  { field }: MatchedColumn,
  cell: string | number | null,
  context: CheckContext,
): Read<string | number | boolean> {
  const { type } = field;
  switch (type.is) {
    case 'parcel-code':
    case 'credit-code':
      return context.codeScheme === 'free' ? readText(cell, 64) : readCode(cell);
    case 'industry':
      return readText(cell, 200);
    case 'text':
      return readText(cell, type.maxLength);
    case 'town':
    case 'park':
      return readText(cell, 100);
    case 'quantity':
      return readNumber(cell);
    case 'year':
      return readYear(cell);
    case 'date':
      return readDate(cell);
    case 'boolean':
      return readBoolean(cell);
    case 'choice': {
      const text = readText(cell, 100);
      if (!text.ok || text.value === null) return text;
      const choice = type.choices[text.value] ?? type.choices[text.value.toLowerCase()];
      if (choice === undefined)
        return {
          ok: false,
          code: 'choice-unknown',
          message: `“${text.value}”不在可选值中：${Object.keys(type.choices).join('、')}`,
        };
      return { ok: true, value: choice };
    }
  }
}

type Say = (code: string, message: string) => unknown;

const CODE_FAULTS: Readonly<Record<CodeFault, string>> = {
  length: '长度不对，应为 19 位',
  characters: '含不该有的字符，应为 12 位数字、2 位字母、5 位数字',
  division: '前 6 位不是本辖区的区划代码',
  letters: '宗地特征码不成立，应为 GB、JB 等规定的字母对',
  sequence: '宗地顺序号不能为 00000',
  fixture: '无定着物时后 8 位应为 0',
};

/** Answers the parcel code to keep: a real-estate unit code stands for the parcel that it begins with. */
function checkParcelCode(written: string, context: CheckContext, refuse: Say, warn: Say): string {
  const ofUnit = context.codeScheme === 'gb37346' ? parcelCodeOfUnit(written) : null;
  const code = ofUnit ?? written;
  if (ofUnit !== null) warn('parcel-code-of-unit', `“${written}”是不动产单元代码，取其前 19 位为宗地代码`);
  const fault = parcelCodeFault(code, context.codeScheme);
  if (fault !== null) {
    const words = context.codeScheme === 'free' ? '应为 1 至 64 个可见字符' : CODE_FAULTS[fault];
    refuse(`parcel-code-${fault}`, `“${code.slice(0, 40)}”${words}`);
  } else if (context.codeScheme === 'gb37346' && context.division !== null && !code.startsWith(context.division)) {
    warn('parcel-code-division', `“${code}”的前 6 位不是 ${context.division}，请确认由本辖区管理`);
  }
  return code;
}

function checkCreditCode(code: string, context: CheckContext, refuse: Say, warn: Say): void {
  if (context.codeScheme === 'free') {
    const fault = freeCodeFault(code);
    if (fault !== null) refuse(`credit-code-${fault}`, `“${code.slice(0, 40)}”应为 1 至 64 个可见字符`);
    return;
  }
  const fault = creditCodeFault(code);
  if (fault === 'check') warn('credit-code-check', `“${code}”的校验位不符，请对照营业执照核实（少数早期代码确实如此）`);
  else if (fault === 'length') refuse('credit-code-length', `“${code.slice(0, 40)}”有 ${code.length} 位，应为 18 位`);
  else if (fault === 'characters') refuse('credit-code-characters', `“${code}”含不该有的字符（没有 I、O、S、V、Z）`);
  else if (!hasOrganisationCheck(code))
    warn('credit-code-organisation', `“${code}”第 9 至 17 位的组织机构代码校验位不符，请对照营业执照核实`);
}

function checkTogether({ refusals, warnings, fields }: Verdict): void {
  const number = (field: string) => (typeof fields[field] === 'number' ? fields[field] : null);
  const date = (field: string) => (typeof fields[field] === 'string' ? fields[field] : null);
  const over = (part: string, whole: string, code: string, message: string) => {
    const [a, b] = [number(part), number(whole)];
    if (a !== null && b !== null && a > b) warnings.push({ code, column: null, message });
  };
  over('vacantFloorAreaM2', 'floorAreaM2', 'vacant-over-floor', '空置面积大于建筑面积，请核实');
  over('madeInvestment10kYuan', 'totalInvestment10kYuan', 'made-over-total', '已投资大于总投资，请核实');
  const [from, to] = [number('fromYear'), number('toYear')];
  if (from !== null && to !== null && to < from)
    refusals.push({ code: 'years-reversed', column: null, message: `终止年 ${to} 早于起始年 ${from}` });
  const [started, completed] = [date('startedOn'), date('completedOn')];
  if (started !== null && completed !== null && completed < started)
    refusals.push({ code: 'dates-reversed', column: null, message: `竣工日期 ${completed} 早于开工日期 ${started}` });
  const [found, remedied] = [date('foundOn'), date('remediedOn')];
  if (found !== null && remedied !== null && remedied < found)
    refusals.push({
      code: 'remedied-before-found',
      column: null,
      message: `整改完成日期 ${remedied} 早于发现日期 ${found}`,
    });
  const signed = date('signedOn');
  const [step] = AFTER_SIGNING.filter((field) => signed !== null && (date(field) ?? signed) < signed);
  if (step !== undefined)
    warnings.push({
      code: 'before-signing',
      column: null,
      message: `签约日期 ${signed} 晚于其后的进度日期 ${date(step)}，请核实`,
    });
}

/** Steps of a project: signed by mistake after them, it would be judged by a wrong term. */
const AFTER_SIGNING = ['startedOn', 'completedOn', 'producingOn', 'aboveScaleOn', 'reachedAgreedOn'];

function keyOf(kind: ImportKind, fields: Readonly<Record<string, FieldValue>>): string | null {
  const parts: Readonly<Record<ImportKind, readonly string[]>> = {
    parcels: ['parcelCode'],
    enterprises: ['creditCode'],
    indicators: ['creditCode', 'year'],
    occupancies: ['creditCode', 'parcelCode', 'kind', 'fromYear'],
    projects: ['name', 'parcelCode'],
    violations: ['creditCode', 'field', 'foundOn'],
  };
  const values = parts[kind].map((part) => (part === 'kind' ? (fields.kind ?? 'owned') : fields[part]));
  return values.some((value) => value === undefined || value === null) ? null : values.join('|');
}
