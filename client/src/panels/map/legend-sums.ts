import type { Tally } from '@yima-guandi/server/contract';
import { classOfRow } from '../../api/class-names.ts';
import { type DrawnFinding, findingLegend } from '../../map/layers/findings.ts';
import { roundToTotal } from '../../text/format.ts';
import type { ClassKey } from '../../url/view.ts';

type WholeSum = { readonly parcels: number; readonly mu: number };
export type LegendSums = {
  readonly classes: Readonly<Record<ClassKey, WholeSum>>;
  readonly total: WholeSum;
  readonly findings: Partial<Record<DrawnFinding, WholeSum>>;
};
const HUNDREDTHS_PER_MU = 100;

/** Rows and total in whole mu. The total is of the classes switched on, and the rows that are on add up to it as printed. */
export function legendSums(
  tally: Pick<Tally, 'rows' | 'kinds'>,
  classes: readonly ClassKey[],
  off: readonly ClassKey[],
): LegendSums {
  const exact = classes.map((key) => {
    const rows = tally.rows.filter((row) => classOfRow(row) === key);
    return {
      key,
      isOn: !off.includes(key),
      parcels: rows.reduce((sum, row) => sum + row.all.parcels, 0),
      mu: rows.reduce((sum, row) => sum + row.all.muHundredths, 0) / HUNDREDTHS_PER_MU,
    };
  });
  const on = exact.filter(({ isOn }) => isOn);
  const whole = roundToTotal(on.map(({ mu }) => mu));
  const wholeMu = new Map(on.map(({ key }, index) => [key, whole[index] ?? 0]));
  const sums = Object.fromEntries(
    exact.map(({ key, parcels, mu }) => [key, { parcels, mu: wholeMu.get(key) ?? Math.round(mu) }]),
  );
  const findings = Object.fromEntries(
    tally.kinds
      .filter(({ kind }) => findingLegend.some((each) => each === kind))
      .map(({ kind, sum }) => [kind, { parcels: sum.parcels, mu: Math.round(sum.muHundredths / HUNDREDTHS_PER_MU) }]),
  );
  return {
    classes: sums,
    total: { parcels: on.reduce((sum, { parcels }) => sum + parcels, 0), mu: whole.reduce((sum, mu) => sum + mu, 0) },
    findings,
  };
}
