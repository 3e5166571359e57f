/** How the potential stands to a number of mu: under it as a share, from it on as so many times. */
export type Cover =
  | { readonly kind: 'share'; readonly ratio: number }
  | { readonly kind: 'times'; readonly times: number };

export function cover(potentialMuHundredths: number, targetMuHundredths: number): Cover {
  const ratio = targetMuHundredths > 0 ? potentialMuHundredths / targetMuHundredths : 0;
  return ratio >= 1 ? { kind: 'times', times: ratio } : { kind: 'share', ratio };
}
