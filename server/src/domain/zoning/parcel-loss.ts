/** What is given up where a parcel is redeveloped. null: not known. */
export type ParcelWorth = {
  readonly muHundredths: number;
  readonly tax10kYuan: number | null;
  readonly employees: number | null;
  readonly addedValue10kYuan: number | null;
  readonly enterprises: number;
  /** Of class A or B */
  readonly isGood: boolean;
};
export type LossWeights = {
  readonly tax: number;
  readonly employees: number;
  readonly addedValue: number;
  readonly enterprises: number;
  readonly goodLand: number;
};

/**
 * The loss of each parcel: its figures over their means among all these parcels, weighted, so that the mean parcel loses
 * the sum of the weights. A figure that is not known is held to be what is usual for so much land; a negative one is no gain.
 */
export function parcelLosses(parcels: readonly ParcelWorth[], weights: LossWeights): number[] {
  const parts: readonly [number, (parcel: ParcelWorth) => number | null][] = [
    [weights.tax, ({ tax10kYuan }) => tax10kYuan],
    [weights.employees, ({ employees }) => employees],
    [weights.addedValue, ({ addedValue10kYuan }) => addedValue10kYuan],
    [weights.enterprises, ({ enterprises }) => enterprises],
    [weights.goodLand, ({ isGood, muHundredths }) => (isGood ? muHundredths : 0)],
  ];
  const losses = parcels.map(() => 0);
  for (const [weight, figureOf] of parts) {
    if (weight === 0) continue;
    const shares = sharesOfMean(parcels, figureOf);
    shares.forEach((share, place) => {
      losses[place] = (losses[place] as number) + weight * share;
    });
  }
  return losses;
}

function sharesOfMean(parcels: readonly ParcelWorth[], figureOf: (parcel: ParcelWorth) => number | null): number[] {
  const figures = parcels.map((parcel) => {
    const figure = figureOf(parcel);
    return figure === null ? null : Math.max(0, figure);
  });
  let [sum, mu] = [0, 0];
  figures.forEach((figure, place) => {
    if (figure === null) return;
    sum += figure;
    mu += (parcels[place] as ParcelWorth).muHundredths;
  });
  const usual = mu === 0 ? 0 : sum / mu;
  const filled = figures.map((figure, place) => figure ?? usual * (parcels[place] as ParcelWorth).muHundredths);
  const mean = filled.reduce((total, figure) => total + figure, 0) / Math.max(1, filled.length);
  return filled.map((figure) => (mean === 0 ? 0 : figure / mean));
}
