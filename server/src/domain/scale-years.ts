/**
 * Whether an enterprise has been below scale in each of so many years up to this one. One year above it decides against;
 * otherwise a year that is not known leaves it open.
 */
export function belowScaleFor(
  isAboveScale: (year: number) => boolean | null,
  { year, years }: { readonly year: number; readonly years: number },
): boolean | null {
  const each = Array.from({ length: years }, (_, back) => isAboveScale(year - back));
  if (each.includes(true)) return false;
  return each.includes(null) ? null : true;
}
