import { bestZones, type FoundZones, type ZoneAim } from './best-zones.ts';
import { allowedLand, movedZones, type ZoneSite, type ZoneTerms } from './zone-site.ts';
import { NO_ZONE } from './zoning.ts';

/** What an asker lays down and may loosen. */
export const ZONE_CONSTRAINTS = [
  'least-size',
  'greatest-size',
  'road-distance',
  'control-line',
  'locked-out',
  'found-only',
] as const;
type ZoneConstraint = (typeof ZONE_CONSTRAINTS)[number];

type Loosening = {
  readonly constraint: ZoneConstraint;
  /** Freed when this one alone is loosened; what goes beyond the target is not sought. */
  readonly freedMuHundredths: number;
  /** Above what is freed now, never below 0. */
  readonly gainMuHundredths: number;
  readonly isEnough: boolean;
};
/** Why a target is out of reach. */
export type Shortfall = {
  readonly shortMuHundredths: number;
  /** All found land that the terms allow, whatever zones it may form. */
  readonly foundMuHundredths: number;
  /** Of the constraints that were laid down; what gives most first. That binds which gives more than 0. */
  readonly loosenings: readonly Loosening[];
};

/**
 * What would help where a target is not reached: each constraint is loosened by itself, the least size to 0, the greatest
 * to all land, the distance to `widestRoadM`. Each search begins with what was found under the terms as they are, so none
 * frees less. Null where `goesOn` answers false.
 */
export function loosenTerms(
  site: ZoneSite,
  terms: ZoneTerms,
  { found, widestRoadM, ...aim }: ZoneAim & { readonly found: FoundZones; readonly widestRoadM: number },
  goesOn: (share: number) => boolean = () => true,
): Shortfall | null {
  const now = allowedLand(site, terms);
  const loosenings: Loosening[] = [];
  for (const [index, constraint] of ZONE_CONSTRAINTS.entries()) {
    if (!goesOn(index / ZONE_CONSTRAINTS.length)) return null;
    const looser = loosened(site, terms, { constraint, widestRoadM });
    if (looser === null) continue;
    const allowed = allowedLand(site, looser);
    const from = [movedZones(found.zoneOf, now, allowed, NO_ZONE)];
    const { freedMuHundredths } = bestZones(allowed.land, allowed.limits, aim, { from, price: found.price });
    loosenings.push({
      constraint,
      freedMuHundredths,
      gainMuHundredths: Math.max(0, freedMuHundredths - found.freedMuHundredths),
      isEnough: freedMuHundredths >= aim.targetMuHundredths,
    });
  }
  return {
    shortMuHundredths: Math.max(0, aim.targetMuHundredths - found.freedMuHundredths),
    foundMuHundredths: now.land.freedMuHundredths.reduce((sum, freed) => sum + freed, 0),
    loosenings: loosenings.sort((one, other) => other.gainMuHundredths - one.gainMuHundredths),
  };
}

type Loosened = { readonly constraint: ZoneConstraint; readonly widestRoadM: number };

/** Terms without one of them; null where it was not laid down. */
function loosened(site: ZoneSite, terms: ZoneTerms, { constraint, widestRoadM }: Loosened): ZoneTerms | null {
  const { limits } = terms;
  switch (constraint) {
    case 'least-size':
      return limits.leastMuHundredths > 0 ? { ...terms, limits: { ...limits, leastMuHundredths: 0 } } : null;
    case 'greatest-size':
      return { ...terms, limits: { ...limits, greatestMuHundredths: Number.POSITIVE_INFINITY } };
    case 'road-distance':
      return terms.roadM < widestRoadM ? { ...terms, roadM: widestRoadM } : null;
    case 'control-line':
      return terms.isControlLineOnly ? { ...terms, isControlLineOnly: false } : null;
    case 'locked-out':
      return terms.keepsOut && site.parcels.some(({ lock }) => lock < 0) ? { ...terms, keepsOut: false } : null;
    case 'found-only':
      return terms.absorbs ? null : { ...terms, absorbs: true };
  }
}
