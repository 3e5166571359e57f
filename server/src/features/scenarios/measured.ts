import type { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import { type ScenarioFigures, scenarioFigures } from '../../contract/scenario-figures.ts';
import type { ZoneMeasure, ZoneMeasureRequest, ZoneParcel } from '../../contract/zone-measure.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { MOST_PARCELS } from '../zones/describe-zone.ts';
import { measureZone } from '../zones/measure-zone.ts';

/** A measure with what a scenario keeps of it. */
export type Measured = {
  readonly measure: ZoneMeasure;
  readonly figures: ScenarioFigures;
  readonly counted: readonly ZoneParcel[];
};

/** Measures a zone that is to be kept. Refuses as `measureZone` does, and with `zone-without-parcels`: nothing is kept of nothing. */
export async function measuredZone(
  services: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  request: z.output<typeof ZoneMeasureRequest>,
): Promise<Measured> {
  const { parcels, ...rest } = await measureZone(services, actor, {
    ...request,
    mostParcels: Number.POSITIVE_INFINITY,
  });
  const measure = { ...rest, parcels: { ...parcels, rows: parcels.rows.slice(0, MOST_PARCELS) } };
  const counted = parcels.rows.filter(({ isCounted }) => isCounted);
  if (counted.length === 0)
    throw new Problem(
      'zone-without-parcels',
      '连片区内没有计入的宗地；请扩大边界，或锁入宗地。 The zone counts no parcel: widen its boundary, or lock parcels in.',
      'body.zone',
    );
  return {
    measure,
    figures: scenarioFigures(measure),
    counted,
  };
}
