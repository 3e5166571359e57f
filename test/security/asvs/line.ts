/** How a section of the OWASP Application Security Verification Standard 4.0.3, level 2, stands with this product. */
export type Line = { readonly section: string; readonly asks: string } & (
  | { readonly state: 'met'; readonly how: string; readonly shown: readonly string[] }
  | { readonly state: 'part'; readonly how: string; readonly shown: readonly string[]; readonly lacks: string }
  | { readonly state: 'open'; readonly lacks: string }
  | { readonly state: 'not-ours'; readonly because: string }
);

/** A section that is met, with the files of tests that show it, from the folder of the tests. */
export const met = (section: string, asks: string, how: string, ...shown: readonly string[]): Line => ({
  section,
  asks,
  state: 'met',
  how,
  shown,
});

/** The same of a section of which something is still lacking. */
export const part = (section: string, asks: string, how: string, lacks: string, ...shown: readonly string[]): Line => ({
  section,
  asks,
  state: 'part',
  how,
  lacks,
  shown,
});

export const open = (section: string, asks: string, lacks: string): Line => ({ section, asks, state: 'open', lacks });

/** A section about something that this product does not have. */
export const notOurs = (section: string, asks: string, because: string): Line => ({
  section,
  asks,
  state: 'not-ours',
  because,
});
