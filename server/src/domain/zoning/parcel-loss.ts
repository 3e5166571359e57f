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
 * The loss of each parcel: its figures over their means among all found parcels, weighted, so that the losses of two
 * searches in one place are told on one scale. A figure that is not known is held to be what is usual for so much found
 * land; a negative one is no gain. Land of class A or B is weighed by the mean found parcel, of which few are such.
 */
export function parcelLosses(
  parcels: readonly ParcelWorth[],
  found: readonly ParcelWorth[],
  weights: LossWeights,
): number[] {
  const parts: readonly [number, Figure, Figure][] = [
    [weights.tax, taxOf, taxOf],
    [weights.employees, employeesOf, employeesOf],
    [weights.addedValue, addedValueOf, addedValueOf],
    [weights.enterprises, enterprisesOf, enterprisesOf],
    [weights.goodLand, goodLandOf, landOf],
  ];
  const scales = parts
    .filter(([weight]) => weight > 0)
    .map(([weight, figureOf, scaledBy]) => ({ weight, figureOf, ...scaleOf(scaledBy, found) }));
  return parcels.map((parcel) =>
    scales.reduce((loss, { weight, figureOf, usualPerMuHundredth, mean }) => {
      const figure = figureOf(parcel) ?? usualPerMuHundredth * parcel.muHundredths;
      return mean === 0 ? loss : loss + (weight * figure) / mean;
    }, 0),
  );
}

type Figure = (parcel: ParcelWorth) => number | null;
const noGain = (figure: number | null): number | null => (figure === null ? null : Math.max(0, figure));
const taxOf: Figure = ({ tax10kYuan }) => noGain(tax10kYuan);
const employeesOf: Figure = ({ employees }) => noGain(employees);
const addedValueOf: Figure = ({ addedValue10kYuan }) => noGain(addedValue10kYuan);
const enterprisesOf: Figure = ({ enterprises }) => enterprises;
const goodLandOf: Figure = ({ isGood, muHundredths }) => (isGood ? muHundredths : 0);
const landOf: Figure = ({ muHundredths }) => muHundredths;

type Scale = { readonly usualPerMuHundredth: number; readonly mean: number };

/** What is usual for land, and the mean of the figures when what is not known is taken to be that. */
function scaleOf(figureOf: Figure, parcels: readonly ParcelWorth[]): Scale {
  let [sum, mu, unknownMu] = [0, 0, 0];
  for (const parcel of parcels) {
    const figure = figureOf(parcel);
    if (figure === null) unknownMu += parcel.muHundredths;
    else [sum, mu] = [sum + figure, mu + parcel.muHundredths];
  }
  const usualPerMuHundredth = mu === 0 ? 0 : sum / mu;
  return { usualPerMuHundredth, mean: (sum + usualPerMuHundredth * unknownMu) / Math.max(1, parcels.length) };
}
