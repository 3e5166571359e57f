/** Industries by GB/T 4754-2017: sections by a letter, divisions by two digits, groups and classes by one and two more. */

/** First and last division of each section. */
const SECTIONS = {
  A: [1, 5],
  B: [6, 12],
  C: [13, 43],
  D: [44, 46],
  E: [47, 50],
  F: [51, 52],
  G: [53, 60],
  H: [61, 62],
  I: [63, 65],
  J: [66, 69],
  K: [70, 70],
  L: [71, 72],
  M: [73, 75],
  N: [76, 79],
  O: [80, 82],
  P: [83, 83],
  Q: [84, 85],
  R: [86, 90],
  S: [91, 96],
  T: [97, 97],
} as const;
export type IndustrySection = keyof typeof SECTIONS;
export type Industry = { readonly section: IndustrySection; readonly division: string };

/** The section and division that a code speaks of (33, 331, 3311, C3311); null where the standard has none such. */
export function industryOf(code: string): Industry | null {
  const parts = /^([A-T])?(\d{2})\d{0,2}$/.exec(code);
  if (!parts) return null;
  const [, letter, division = ''] = parts;
  for (const section of Object.keys(SECTIONS) as IndustrySection[]) {
    const [first, last] = SECTIONS[section];
    if (Number(division) < first || Number(division) > last) continue;
    return letter === undefined || letter === section ? { section, division } : null;
  }
  return null;
}

/** Manufacturing is section C, divisions 13 to 43. */
export const isManufacturing = (code: string): boolean => industryOf(code)?.section === 'C';
