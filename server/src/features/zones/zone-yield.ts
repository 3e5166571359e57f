import type { Programme } from '../../contract/programme.ts';
import type { ZoneMeasure } from '../../contract/zone-measure.ts';
import { m2FromMuHundredths } from '../../domain/units.ts';
import { type CountedGround, figureIn, landOf } from '../../domain/zone-measure/counted-parcels.ts';

/** Floor-area ratio that is asked of land newly supplied to industry (容积率不低于 1.5; 金东方案 二(一)(1)). */
const NEW_FAR_RATIO = 1.5;

/** What the counted land would yield at the programme's newest target for tax per mu and at the ratio asked of new supply. */
export function yieldOf(counted: readonly CountedGround[], programme: Programme | null): ZoneMeasure['yield'] {
  const { muHundredths } = landOf(counted);
  const [target] = (programme?.targets ?? [])
    .filter(({ measure, unit }) => measure === 'tax-per-mu' && unit === '10k-yuan-per-mu')
    .toSorted((one, other) => other.to - one.to);
  return {
    tax: target
      ? {
          targetId: target.id,
          perMu10kYuan: target.value,
          year: target.to,
          scope: target.scope ?? null,
          clause: target.clause,
          tax10kYuan: Math.round(target.value * muHundredths) / 100,
        }
      : null,
    noTaxBecause: target ? null : programme ? 'no-target' : 'no-programme',
    farRatio: NEW_FAR_RATIO,
    floorAreaM2: Math.round(m2FromMuHundredths(muHundredths) * NEW_FAR_RATIO),
    presentFloorAreaM2: figureIn(counted, ({ floorAreaM2 }) => (floorAreaM2 === null ? null : Math.round(floorAreaM2))),
  };
}
