import type { Random } from '../../domain/random.ts';
import { inventedCreditCode, inventedName } from './codes.ts';
import { drawUse, drawViolation } from './further-facts.ts';
import { drawIndicators, type YieldRow } from './indicator-facts.ts';
import type { ParcelFacts } from './parcel-facts.ts';
import type { EnterpriseRow, OccupancyRow, Pending } from './rows.ts';
import type { DemonstrationSettings, JurisdictionSettings } from './settings.ts';

/** What settling enterprises on the parcels of one jurisdiction needs and remembers. */
export type Settlement = {
  readonly settings: DemonstrationSettings;
  readonly jurisdiction: JurisdictionSettings;
  readonly jurisdictionId: number;
  readonly years: readonly number[];
  readonly random: Random;
  readonly pending: Pending;
  nextEnterpriseId: number;
  /** Id minus serial number: names and credit codes follow the serial, so that they do not depend on what else is stored. */
  readonly enterpriseIdOffset: number;
  /** Enterprises still to be made that use much energy: the finding of two-high firms must have something to find. */
  energyHeavyLeft: number;
  /** Facts that came later are drawn from a stream of their own, so that those before them stay as they were. */
  readonly further: Random;
  /** Tenants still to be made that pay much tax and have no land: they must be found too. */
  highTaxLeft: number;
  /** Projects on built land so far */
  projects: number;
  /** A holder that still takes the next parcels too. */
  expanding: { readonly holder: EnterpriseRow; left: number; readonly fromYear: number } | null;
};

export type SettledParcel = {
  readonly id: number;
  readonly areaM2: number;
  readonly facts: ParcelFacts;
  /** How well its neighbourhood does: 1 is average. */
  readonly quality: number;
};

type NewEnterprise = {
  readonly landM2: number;
  readonly quality: number;
  readonly fromYear: number;
  readonly toYear: number | null;
  /** Without work there are no figures. */
  readonly works: boolean;
  /** No year has less; absent: whatever its trade uses. */
  readonly leastEnergyTce?: number;
  /** No year has less, its other figures in proportion; absent: whatever its land yields. */
  readonly leastTax10kYuan?: number;
};

/** Programmes look at what was built since this year and uses 1,000 tonnes of standard coal or more. */
const ENERGY_HEAVY_SINCE = 2018;
const ENERGY_HEAVY_TCE = 1200;
const ENERGY_HEAVY_LEAST_M2 = 5000;
/** More tax than Jindong's programme asks of those to whom it would give land. */
const HIGH_TAX_10K_YUAN = 360;

/** Puts enterprises on a parcel and returns the name under which the parcel is known; null where nobody holds it. */
export function settle(parcel: SettledParcel, settlement: Settlement): string | null {
  const { facts } = parcel;
  if (facts.state === 'empty') return null;
  const builtYear = yearOf(
    facts.completedOn ?? facts.startedOn ?? facts.agreedStartOn ?? facts.suppliedOn,
    settlement.settings.lastYear,
  );
  if (facts.state !== 'working') {
    const owner = found(
      { landM2: parcel.areaM2, quality: 1, fromYear: builtYear, toYear: null, works: false },
      settlement,
    );
    own(settlement, { holder: owner, parcel, fromYear: builtYear });
    return owner.name;
  }
  return takeInNext(parcel, builtYear, settlement) ?? settleWorking(parcel, builtYear, settlement);
}

/** A holder of several parcels takes this one too. */
function takeInNext(parcel: SettledParcel, builtYear: number, settlement: Settlement): string | null {
  const { expanding } = settlement;
  if (!expanding) return null;
  own(settlement, { holder: expanding.holder, parcel, fromYear: Math.max(builtYear, expanding.fromYear) });
  expanding.left--;
  if (expanding.left === 0) settlement.expanding = null;
  return expanding.holder.name;
}

function settleWorking(parcel: SettledParcel, builtYear: number, settlement: Settlement): string {
  const { random, settings } = settlement;
  const { areaM2, quality } = parcel;
  const way = random.next();
  const extraParcels = way < 0.04 ? random.whole(1, 2) : 0;
  const isLetting = way >= 0.04 && way < 0.125;
  const handedOver = way >= 0.125 && way < 0.155 ? settings.lastYear - random.whole(0, 3) : null;
  if (handedOver !== null && builtYear < handedOver) {
    const former = found(
      { landM2: areaM2, quality, fromYear: builtYear, toYear: handedOver - 1, works: true },
      settlement,
    );
    own(settlement, { holder: former, parcel, fromYear: builtYear, toYear: handedOver - 1 });
  }
  const fromYear = Math.max(builtYear, handedOver ?? builtYear);
  const kept = isLetting ? random.between(0.15, 0.6) : 1;
  const landM2 = areaM2 * (1 + extraParcels) * kept;
  const isPlain = extraParcels === 0 && !isLetting && fromYear === builtYear;
  const isHeavy = isPlain && turnsEnergyHeavy(parcel, settlement);
  const holder = found(
    { landM2, quality, fromYear, toYear: null, works: true, ...(isHeavy ? { leastEnergyTce: ENERGY_HEAVY_TCE } : {}) },
    settlement,
  );
  own(settlement, { holder, parcel, fromYear });
  if (extraParcels > 0) settlement.expanding = { holder, left: extraParcels, fromYear };
  if (isLetting) letOut(parcel, { holder, fromYear, share: 1 - kept }, settlement);
  return holder.name;
}

/** Takes one of the places of energy-heavy firms, where the parcel is new and large enough for one. */
function turnsEnergyHeavy({ areaM2, facts }: SettledParcel, settlement: Settlement): boolean {
  const isNew = facts.completedOn !== null && Number(facts.completedOn.slice(0, 4)) >= ENERGY_HEAVY_SINCE;
  if (settlement.energyHeavyLeft === 0 || !isNew || areaM2 < ENERGY_HEAVY_LEAST_M2) return false;
  settlement.energyHeavyLeft--;
  return true;
}

type Ownership = {
  readonly holder: EnterpriseRow;
  readonly parcel: SettledParcel;
  readonly fromYear: number;
  readonly toYear?: number;
};

function own({ pending }: Settlement, { holder, parcel, fromYear, toYear }: Ownership): void {
  pending.occupancies.push({
    enterpriseId: holder.id,
    parcelId: parcel.id,
    kind: 'owned',
    areaM2: null,
    floorAreaM2: null,
    fromYear,
    toYear: toYear ?? null,
  });
}

/** The holder lets part of the land to two to five tenants; what is let is written on both sides. */
function letOut(
  parcel: SettledParcel,
  letting: { readonly holder: EnterpriseRow; readonly fromYear: number; readonly share: number },
  settlement: Settlement,
): void {
  const { random, pending, settings } = settlement;
  const parts = Array.from({ length: random.whole(1, 4) }, () => random.between(0.5, 1.5));
  const total = parts.reduce((sum, part) => sum + part, 0);
  const first = Math.max(letting.fromYear, settings.lastYear - random.whole(1, 9));
  let letArea = 0;
  for (const part of parts) {
    const areaM2 = Math.max(60, Math.round((parcel.areaM2 * letting.share * part) / total));
    const fromYear = Math.min(settings.lastYear, first + random.whole(0, 2));
    const isHighTax = settlement.highTaxLeft > 0;
    if (isHighTax) settlement.highTaxLeft--;
    const tenant = found(
      {
        ...{ landM2: areaM2, quality: parcel.quality, fromYear, toYear: null, works: true },
        ...(isHighTax ? { leastTax10kYuan: HIGH_TAX_10K_YUAN } : {}),
      },
      settlement,
    );
    const row: OccupancyRow = {
      enterpriseId: tenant.id,
      parcelId: parcel.id,
      kind: 'leased-in',
      areaM2,
      floorAreaM2: settlement.further.chance(0.2) ? null : Math.round(areaM2 * settlement.further.between(0.7, 1.8)),
      fromYear,
      toYear: null,
    };
    pending.occupancies.push(row);
    letArea += areaM2;
  }
  pending.occupancies.push({
    enterpriseId: letting.holder.id,
    parcelId: parcel.id,
    kind: 'leased-out',
    areaM2: letArea,
    floorAreaM2: null,
    fromYear: first,
    toYear: null,
  });
}

function found(enterprise: NewEnterprise, settlement: Settlement): EnterpriseRow {
  const { random, pending, settings, jurisdiction } = settlement;
  const id = settlement.nextEnterpriseId++;
  const serial = id - settlement.enterpriseIdOffset;
  const division = drawDivision(jurisdiction.industries, random);
  const industry = settings.industries[division];
  if (!industry) throw new RangeError(`The settings name no industry ${division}`);
  const nature = { trade: industry, taxFactor: jurisdiction.taxFactor * enterprise.quality, ...enterprise };
  const figures = enterprise.works
    ? drawIndicators(nature, settlement.years, id, random)
    : { rows: [], isAboveScale: false };
  const row: EnterpriseRow = {
    id,
    jurisdictionId: settlement.jurisdictionId,
    creditCode: inventedCreditCode(jurisdiction.divisionCode, serial, random.chance(0.002)),
    name: inventedName(serial, random.pick(industry.trades)),
    industryCode: random.chance(0.01) ? null : division,
    isAboveScale: random.chance(0.01) ? null : figures.isAboveScale,
  };
  pending.enterprises.push(row);
  const { further } = settlement;
  for (const drawn of figures.rows) {
    const figure = atLeast(drawn, enterprise);
    pending.indicators.push({ ...figure, ...drawUse(figure.revenue10kYuan, further) });
  }
  const violation = enterprise.works ? drawViolation(id, settings.lastYear, further) : null;
  if (violation) pending.violations.push(violation);
  return row;
}

/** The figures of a year, raised where an enterprise is to have no less. */
function atLeast(figure: YieldRow, { leastEnergyTce, leastTax10kYuan }: NewEnterprise): YieldRow {
  const energyTce = leastEnergyTce === undefined ? figure.energyTce : Math.max(figure.energyTce ?? 0, leastEnergyTce);
  const { tax10kYuan } = figure;
  if (leastTax10kYuan === undefined || (tax10kYuan !== null && tax10kYuan >= leastTax10kYuan))
    return { ...figure, energyTce };
  const factor = tax10kYuan === null || tax10kYuan < 1 ? 1 : leastTax10kYuan / tax10kYuan;
  const raised = (amount: number | null): number | null => (amount === null ? null : Math.round(amount * factor));
  return {
    ...figure,
    energyTce,
    tax10kYuan: leastTax10kYuan,
    addedValue10kYuan: raised(figure.addedValue10kYuan),
    revenue10kYuan: raised(figure.revenue10kYuan),
    rd10kYuan: raised(figure.rd10kYuan),
  };
}

function drawDivision(weights: Readonly<Record<string, number>>, random: Random): string {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  let left = random.next() * total;
  for (const [division, weight] of Object.entries(weights)) {
    left -= weight;
    if (left < 0) return division;
  }
  return Object.keys(weights)[0] as string;
}

const yearOf = (date: string | null, otherwise: number): number => (date ? Number(date.slice(0, 4)) : otherwise);
