import type { Language } from '../url/view.ts';

const NO_DATA: Record<Language, string> = { zh: '无数据', en: 'no data' };
const MINUS = '\u2212';
const HUNDREDTHS_PER_MU = 100;
const MU_PER_10K_MU = 10_000;
const BRIEF_FROM = 10_000;

/** Numbers as they are printed. Each takes the stored value, rounds once, and says 无数据 for null. */
export type Format = ReturnType<typeof formatFor>;

export function formatFor(language: Language) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const printers = new Map<number, Intl.NumberFormat>();
  const printer = (decimals: number): Intl.NumberFormat => {
    const known = printers.get(decimals);
    if (known) return known;
    const made = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    printers.set(decimals, made);
    return made;
  };
  const number = (value: number | null | undefined, decimals = 0): string => {
    if (value === null || value === undefined || !Number.isFinite(value)) return NO_DATA[language];
    const text = printer(decimals).format(value);
    return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace('-', MINUS);
  };
  const brief = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
  const parts = { year: 'numeric', month: language === 'zh' ? 'numeric' : 'short', day: 'numeric' } as const;
  const day = new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' });
  const ownDay = new Intl.DateTimeFormat(locale, parts);
  const chineseDay = (date: Date, utc: boolean): string =>
    utc
      ? `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
      : `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
  return {
    number,
    /** A count where there is little room: in ten thousands or thousands from 10,000, by three digits. */
    brief: (count: number): string => (count < BRIEF_FROM ? number(count) : brief.format(count)),
    /** Whole mu, for figures and legends. */
    mu: (hundredths: number | null) => number(hundredths === null ? null : hundredths / HUNDREDTHS_PER_MU),
    /** Mu with two decimals, for tables. */
    muExact: (hundredths: number | null) => number(hundredths === null ? null : hundredths / HUNDREDTHS_PER_MU, 2),
    /** For running text: 万亩 with two decimals from 10,000 mu, whole mu below. */
    muInText: (hundredths: number): string => {
      const mu = hundredths / HUNDREDTHS_PER_MU;
      if (mu < MU_PER_10K_MU) return `${number(mu)} ${language === 'zh' ? '亩' : 'mu'}`;
      return language === 'zh' ? `${number(mu / MU_PER_10K_MU, 2)} 万亩` : `${number(mu)} mu`;
    },
    /** 万元/亩: two decimals, one in lists. */
    taxPerMu: (value: number | null, decimals = 2) => number(value, decimals),
    /** A value as a rule states it: as many decimals as it has, four at most. */
    decimal: (value: number): string => number(value, Math.min(4, (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length)),
    ratio: (value: number | null) => number(value, 2),
    /** A ratio 0-1 as per cent by three digits. */
    percent: (ratio: number | null, decimals = 1) =>
      ratio === null ? NO_DATA[language] : `${number(ratio * 100, decimals)}%`,
    m2: (value: number | null) => number(value),
    /** An ISO date, without a clock and so without a time zone. */
    date: (iso: string | null): string => {
      if (iso === null) return NO_DATA[language];
      const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
      if (Number.isNaN(date.getTime())) return NO_DATA[language];
      return language === 'zh' ? chineseDay(date, true) : day.format(date);
    },
    /** An instant in the reader's own time zone. */
    time: (iso: string): string => {
      const date = new Date(iso);
      if (Number.isNaN(date.getTime())) return NO_DATA[language];
      const clock = `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
      return language === 'zh' ? `${chineseDay(date, false)} ${clock}` : `${ownDay.format(date)} ${clock}`;
    },
    /** The day of an instant, in the reader's own time zone. */
    dayOf: (iso: string): string => {
      const date = new Date(iso);
      if (Number.isNaN(date.getTime())) return NO_DATA[language];
      return language === 'zh' ? chineseDay(date, false) : ownDay.format(date);
    },
    /** Degrees with six decimals, the digits in groups of three. */
    degrees: (value: number): string =>
      Math.abs(value)
        .toFixed(6)
        .replace(/(\.\d{3})/, '$1\u2009'),
    /** A scale or a revision: digits in groups of three by thin spaces. */
    grouped: (value: number): string => number(Math.round(value)).replaceAll(',', '\u2009'),
    isKnown: (value: number | null | undefined): value is number => value !== null && value !== undefined,
  };
}

const GB_CODE = /^(\d{6})(\d{3})(\d{3})([A-Z]{2})(\d{5})$/;

/** A 19-character parcel code in its groups 6-3-3-2-5; any other code as it is. */
export const groupCode = (code: string): string => GB_CODE.exec(code)?.slice(1).join(' ') ?? code;

/** Whole numbers that add up to the rounded total: the largest remainders are rounded up. */
export function roundToTotal(
  values: readonly number[],
  total = Math.round(values.reduce((sum, value) => sum + value, 0)),
): number[] {
  const floors = values.map(Math.floor);
  const missing = total - floors.reduce((sum, value) => sum + value, 0);
  const byRemainder = values
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) floors[index] = (floors[index] ?? 0) + 1;
  return floors;
}

const COMPARATOR_SIGNS = { '<': '＜', '<=': '≤', '>': '＞', '>=': '≥', '=': '=', about: '≈', strive: '≥' } as const;
export const comparatorSign = (comparator: keyof typeof COMPARATOR_SIGNS): string => COMPARATOR_SIGNS[comparator];
