import type { Random } from '../../domain/random.ts';
import type { ParcelRow } from './rows.ts';

/** What stands on a parcel at the end of the last year. */
export type ParcelState = 'working' | 'empty' | 'building' | 'idle-not-started' | 'idle-stopped' | 'half-built';

export type ParcelFacts = Omit<
  ParcelRow,
  | 'id'
  | 'jurisdictionId'
  | 'townId'
  | 'parkId'
  | 'code'
  | 'name'
  | 'address'
  | 'geom'
  | 'agreement'
  | 'hasUnapprovedUse'
  | 'landTermEndsOn'
> & { readonly state: ParcelState };

/** The state of a parcel: about 1.5 % idle, 1 % half-built, 1.5 % under way, 2 % built and left empty. */
function drawState(random: Random): ParcelState {
  const share = random.next();
  if (share < 0.008) return 'idle-not-started';
  if (share < 0.015) return 'idle-stopped';
  if (share < 0.025) return 'half-built';
  if (share < 0.04) return 'building';
  if (share < 0.06) return 'empty';
  return 'working';
}

/** Invents what the registers say of a parcel of the given plane area. */
export function drawParcelFacts(areaM2: number, isVillage: boolean, lastYear: number, random: Random): ParcelFacts {
  const state = drawState(random);
  const rightKind = random.chance(isVillage ? 0.45 : 0.04) ? 'collective' : 'state';
  const dates = drawDates(state, lastYear, random);
  const suppliedYear = Number(dates.suppliedOn.slice(0, 4));
  return {
    state,
    ...drawAreas(areaM2, random),
    ...(suppliedYear >= 2021
      ? ({ landUseScheme: '国土空间用地用海分类', landUseCode: '100101' } as const)
      : ({ landUseScheme: 'GB/T 21010', landUseCode: '0601' } as const)),
    rightKind,
    ...dates,
    suppliedOn: random.chance(0.03) ? null : dates.suppliedOn,
    ...drawBuilding(state, areaM2, random),
  };
}

const cents = (value: number): number => Math.round(value * 100) / 100;

/** Most certificates agree with the drawing within half a percent; some do not, and some parcels have none. */
function drawAreas(areaM2: number, random: Random) {
  const deviation = random.chance(0.03)
    ? random.between(0.02, 0.08) * (random.chance(0.5) ? 1 : -1)
    : Math.max(-0.005, Math.min(0.005, 0.0015 * random.normal()));
  const onPaper = areaM2 * (1 + deviation);
  const isCertified = !random.chance(0.1);
  const isSupplied = isCertified ? random.chance(0.6) : random.chance(0.75);
  return {
    certifiedAreaM2: isCertified ? cents(onPaper) : null,
    suppliedAreaM2: isSupplied ? Math.round(onPaper * random.between(0.997, 1.003)) : null,
    reportedAreaM2:
      !isSupplied && !isCertified ? Math.round(areaM2 / 10) * 10 : random.chance(0.25) ? Math.round(areaM2) : null,
  };
}

function drawDates(state: ParcelState, lastYear: number, random: Random) {
  const isNew = state !== 'working' && state !== 'empty';
  const suppliedYear = isNew
    ? lastYear - random.whole(state === 'building' ? 2 : 4, state === 'building' ? 3 : 7)
    : lastYear - 4 - Math.floor(Math.min(27, Math.abs(random.normal()) * 11));
  const supplied = day(suppliedYear, random);
  const agreed = later(supplied, random.whole(6, 12));
  const isStarted = state !== 'idle-not-started';
  const started = later(agreed, random.whole(-4, 5));
  const isStopped = state === 'idle-stopped' || state === 'half-built';
  return {
    suppliedOn: supplied,
    agreedStartOn: !isNew && random.chance(0.3) ? null : agreed,
    startedOn: isStarted ? started : null,
    // Stopped half-built land counts as idle only after a year; some of it stopped just now.
    stoppedOn: isStopped
      ? state === 'idle-stopped'
        ? later(started, random.whole(2, 8))
        : later(day(lastYear, random), 0)
      : null,
    completedOn: isNew ? null : later(started, random.whole(14, 26)),
  };
}

function drawBuilding(state: ParcelState, areaM2: number, random: Random) {
  const investment = Math.round((areaM2 / 666.67) * random.spread(260, 0.35));
  if (state === 'working' || state === 'empty') {
    const floorAreaM2 = Math.round(areaM2 * Math.min(2.5, Math.max(0.35, random.spread(1.1, 0.38))));
    const vacantShare = state === 'empty' ? 1 : random.chance(0.055) ? random.between(0.08, 0.85) : 0;
    return {
      floorAreaM2: random.chance(0.02) ? null : floorAreaM2,
      vacantFloorAreaM2: vacantShare === 0 && random.chance(0.35) ? null : Math.round(floorAreaM2 * vacantShare),
      developedAreaM2: random.chance(0.4) ? null : Math.round(areaM2),
      totalInvestment10kYuan: random.chance(0.35) ? null : investment,
      madeInvestment10kYuan: random.chance(0.5) ? null : Math.round(investment * random.between(0.9, 1.15)),
    };
  }
  const built = {
    'idle-not-started': 0,
    'idle-stopped': random.between(0.05, 0.3),
    'half-built': random.between(0.4, 0.7),
    building: random.between(0.3, 0.9),
  }[state];
  return {
    floorAreaM2: state === 'idle-not-started' ? 0 : Math.round(areaM2 * built * 0.8),
    vacantFloorAreaM2: state === 'half-built' ? Math.round(areaM2 * built * 0.8) : null,
    developedAreaM2: Math.round(areaM2 * built),
    totalInvestment10kYuan: investment,
    madeInvestment10kYuan: Math.round(investment * built * random.between(0.6, 0.95)),
  };
}

function day(year: number, random: Random): string {
  return written(new Date(Date.UTC(year, random.whole(0, 11), random.whole(1, 28))));
}

function later(from: string, months: number): string {
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return written(date);
}

const written = (date: Date): string => date.toISOString().slice(0, 10);
