import { yearsAfter } from '../../domain/day.ts';
import type { Random } from '../../domain/random.ts';
import type { ParcelFacts, ParcelState } from './parcel-facts.ts';
import type { IndicatorRow, ParcelRow, ProjectRow, ViolationRow } from './rows.ts';

const ABOVE_SCALE_10K_YUAN = 2000;
/** From this revenue on firms are those that fill what they have. */
const LARGE_10K_YUAN = 10_000;
/** Contracts that hold a firm to its yield came into use about then. */
const AGREEMENTS_SINCE = 2012;
const M2_PER_MU = 10000 / 15;

/** What was agreed when the land was supplied, and whether its use has been changed since. */
export function drawSupply(
  suppliedOn: string | null,
  random: Random,
): Pick<ParcelRow, 'agreement' | 'hasUnapprovedUse'> {
  const isRecent = suppliedOn !== null && Number(suppliedOn.slice(0, 4)) >= AGREEMENTS_SINCE;
  const share = random.next();
  const signed = isRecent ? 0.8 : 0.12;
  const agreement =
    share < signed * 0.75
      ? 'supervision-contract'
      : share < signed
        ? 'investment-agreement'
        : share < 0.97
          ? 'none'
          : null;
  const isChecked = random.chance(0.6);
  return { agreement, hasUnapprovedUse: random.chance(0.012) ? true : isChecked ? false : null };
}

/** Terms of industrial land run 50 years, those of flexible supply 20 to 30; some registers do not tell. */
export function drawTermEnd(suppliedOn: string | null, random: Random): string | null {
  if (suppliedOn === null || random.chance(0.06)) return null;
  return yearsAfter(suppliedOn, random.chance(0.3) ? random.whole(20, 30) : 50);
}

/** Whether a firm was listed above scale in a year, and how far it uses what it has. */
export function drawUse(
  revenue10kYuan: number | null,
  random: Random,
): Pick<IndicatorRow, 'isAboveScale' | 'landUseRatio' | 'capacityUseRatio' | 'energyUseRatio' | 'emissionUseRatio'> {
  const level = random.between((revenue10kYuan ?? 0) >= LARGE_10K_YUAN ? 0.78 : 0.55, 1.03);
  const ratio = (most: number): number | null => {
    const drawn = level + 0.05 * random.normal();
    return random.chance(0.03) ? null : Number(Math.min(most, Math.max(0.2, drawn)).toFixed(3));
  };
  return {
    isAboveScale: revenue10kYuan === null ? null : revenue10kYuan >= ABOVE_SCALE_10K_YUAN,
    landUseRatio: ratio(1),
    capacityUseRatio: ratio(1.1),
    energyUseRatio: ratio(1.1),
    emissionUseRatio: ratio(1.1),
  };
}

/** A violation of a firm, which few have. */
export function drawViolation(enterpriseId: number, lastYear: number, random: Random): ViolationRow | null {
  if (!random.chance(0.01)) return null;
  const field = random.pick(['energy', 'safety', 'environment', 'fire', 'tax', 'quality'] as const);
  const foundOn = monthsAfter(`${lastYear - 1}-01-10`, random.whole(0, 20));
  return {
    enterpriseId,
    field,
    foundOn,
    remediedOn: random.chance(0.5) ? null : monthsAfter(foundOn, random.whole(1, 3)),
  };
}

/** How far the projects of a jurisdiction on built land have come goes round, so that each stage is there. */
const STEPS = 6;
const UNBUILT: readonly ParcelState[] = ['building', 'half-built', 'idle-not-started', 'idle-stopped'];

export type Site = {
  readonly parcelId: number;
  readonly parcelName: string | null;
  readonly areaM2: number;
  readonly facts: ParcelFacts;
  readonly lastYear: number;
  /** Projects on built land so far */
  readonly serial: number;
};

/** The project for which land was supplied, or, on some built land, one of the last three years. */
export function drawProject(site: Site, random: Random): ProjectRow | null {
  const { facts, parcelId, lastYear } = site;
  const agreedOutput10kYuan = Math.round((site.areaM2 / M2_PER_MU) * random.spread(420, 0.3));
  const common = { parcelId, agreedOutput10kYuan };
  if (UNBUILT.includes(facts.state)) {
    const from = facts.suppliedOn ?? facts.agreedStartOn;
    return {
      ...common,
      ...datesOf([from === null ? null : monthsAfter(from, -3), facts.startedOn]),
      name: `${site.parcelName ?? ''}新建项目（演示）`,
    };
  }
  if (!random.chance(0.04)) return null;
  const steps = site.serial % STEPS;
  const days = [monthsAfter(`${lastYear - 2}-01-15`, random.whole(0, steps < 3 ? 20 : 5))];
  for (let step = 0; step < steps; step++) days.push(monthsAfter(days[step] as string, random.whole(3, 4)));
  return { ...common, ...datesOf(days), name: `${site.parcelName ?? ''}技术改造项目（演示）` };
}

type Dates = Omit<ProjectRow, 'parcelId' | 'name' | 'agreedOutput10kYuan'>;

function datesOf(days: readonly (string | null)[]): Dates {
  const at = (step: number): string | null => days[step] ?? null;
  return {
    signedOn: at(0),
    startedOn: at(1),
    completedOn: at(2),
    producingOn: at(3),
    aboveScaleOn: at(4),
    reachedAgreedOn: at(5),
  };
}

function monthsAfter(from: string, months: number): string {
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
