/** Where the ends of a target bar lie, as shares of its length from 0 to 1. */
export type TargetScale = {
  readonly targetAt: number;
  readonly potentialTo: number;
  /** The potential is longer than the bar: it ends in a notch and its number says so. */
  readonly overflows: boolean;
};

const SCALE_TO_TARGET = 1.35;

/** The bar is 1.35 targets long, so the tick stands at the same place on every bar and the bars compare by eye. */
export function targetScale(targetMuHundredths: number, potentialMuHundredths: number): TargetScale {
  if (targetMuHundredths <= 0) return { targetAt: 0, potentialTo: potentialMuHundredths > 0 ? 1 : 0, overflows: false };
  const length = targetMuHundredths * SCALE_TO_TARGET;
  return {
    targetAt: 1 / SCALE_TO_TARGET,
    potentialTo: Math.min(1, potentialMuHundredths / length),
    overflows: potentialMuHundredths > length,
  };
}

/** How the potential stands to a number of mu: under it as a share, from it on as so many times. */
export type Cover =
  | { readonly kind: 'share'; readonly ratio: number }
  | { readonly kind: 'times'; readonly times: number };

export function cover(potentialMuHundredths: number, mu: number): Cover {
  const ratio = mu > 0 ? potentialMuHundredths / (mu * 100) : 0;
  return ratio >= 1 ? { kind: 'times', times: ratio } : { kind: 'share', ratio };
}
