const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The same day some years later, both ISO dates; 29 February gives 28 February where there is none, as PostgreSQL's interval does. */
export function yearsAfter(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  const rest = day.slice(4);
  return String(year).padStart(4, '0') + (rest === '-02-29' && !isLeap(year) ? '-02-28' : rest);
}

const CHINA_AHEAD_MS = 8 * 3600 * 1000;

/** The day that it is in China at a moment, as an ISO date. */
export const chinaDay = (at: Date): string => new Date(at.getTime() + CHINA_AHEAD_MS).toISOString().slice(0, 10);
