import type { Programme } from '../../contract/programme.ts';
import { COUNTING_RULES, type CountingRule } from '../../contract/zone.ts';
import type { ZoneMeasure, ZoneParcel } from '../../contract/zone-measure.ts';
import { USUAL_CARBON_FACTOR_T_PER_TCE } from '../../domain/energy.ts';
import { FINDING_KINDS } from '../../domain/finding.ts';
import { groupBy } from '../../domain/land-share.ts';
import { figureOf, type SummedColumn } from '../../domain/parcel-columns.ts';
import { muHundredthsFromM2, wholeParts } from '../../domain/units.ts';
import {
  type CountedGround,
  countBy,
  countedBy,
  figureIn,
  landOf,
  type ZoneFigure,
} from '../../domain/zone-measure/counted-parcels.ts';
import {
  bySize,
  enterprisesByClass,
  landByClass,
  landByFinding,
  landInLayer,
  ownersOf,
  termsOf,
} from '../../domain/zone-measure/zone-sums.ts';
import type { Holder } from './holders.ts';
import type { LayerRow, UseRow } from './zone-ground.queries.ts';
import type { ZoneParcelGround } from './zone-ground.ts';
import { yieldOf } from './zone-yield.ts';

/** Parcels that a reply lists. */
export const MOST_PARCELS = 2000;
const MOST_OWNERS = 500;
const HUNDREDTHS_PER_MU = 100;
/** Classes whose land is not meant to be redeveloped. */
const GOOD_CLASSES = ['A', 'B'];

export type MeasuredZone = {
  readonly head: Pick<ZoneMeasure, 'revision' | 'jurisdiction' | 'year' | 'at' | 'isSynthetic' | 'warnings'>;
  readonly extent: { readonly areaM2: number; readonly compactness: number };
  readonly counting: CountingRule;
  readonly ground: readonly ZoneParcelGround[];
  readonly holders: ReadonlyMap<number, Holder>;
  readonly uses: readonly UseRow[];
  readonly layers: readonly LayerRow[];
  readonly programme: Programme | null;
  readonly targetMu: number | null;
  /** ISO day on which terms are judged */
  readonly today: string;
  /** Parcels that are listed; the rest is only counted. */
  readonly mostParcels: number;
};

/** Everything that a measure tells, from the ground and what stands on it. */
export function describeZone(zone: MeasuredZone): ZoneMeasure {
  const { head, extent, counting, ground, programme } = zone;
  const counted = countedBy(ground, counting);
  const counts = COUNTING_RULES.map((rule) => {
    const { taxYuan, ...count } = countBy(ground, rule);
    return { ...count, tax10kYuan: printed('taxYuan', taxYuan) };
  });
  const energy = figureIn(counted, ({ energyTceHundredths }) => energyTceHundredths);
  return {
    ...head,
    programmeId: programme?.id ?? null,
    groundMuHundredths: muHundredthsFromM2(extent.areaM2),
    compactness: rounded(extent.compactness, 4),
    counting,
    counts,
    owners: describeOwners(counted, zone.holders),
    enterprises: describeEnterprises(counted, zone.uses),
    classes: landByClass(counted),
    addedValue10kYuan: printed(
      'addedValueYuan',
      figureIn(counted, ({ addedValueYuan }) => addedValueYuan),
    ),
    employees: printed(
      'employeesHundredths',
      figureIn(counted, ({ employeesHundredths }) => employeesHundredths),
    ),
    energyTce: printed('energyTceHundredths', energy),
    carbon: carbonOf(energy, programme),
    findings: landByFinding(counted, FINDING_KINDS),
    terms: termsOf(counted, zone.today),
    goodLand: GOOD_CLASSES.map((name) => ({ class: name, ...landOf(counted, (parcel) => parcel.class === name) })),
    ...describeLayers(counted, zone.layers),
    target: targetOf(zone.targetMu, landOf(counted, ({ isFound }) => isFound).muHundredths),
    yield: yieldOf(counted, programme),
    parcels: describeParcels(zone, counted),
  };
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** A sum of small units in the unit that is printed. */
const printed = (column: SummedColumn, { sum, unknownParcels }: ZoneFigure) => ({
  sum: figureOf(column, sum),
  unknownParcels,
});

function describeOwners(
  counted: readonly CountedGround[],
  holders: ReadonlyMap<number, Holder>,
): ZoneMeasure['owners'] {
  const lines = ownersOf(counted, (parcelId) => holders.get(parcelId) ?? null);
  const rest = lines.slice(MOST_OWNERS);
  return {
    known: lines.filter(({ id }) => id !== null).length,
    rows: lines.slice(0, MOST_OWNERS).map(({ id: _, ...line }) => line),
    rest: {
      owners: rest.length,
      parcels: rest.reduce((sum, { parcels }) => sum + parcels, 0),
      muHundredths: rest.reduce((sum, { muHundredths }) => sum + muHundredths, 0),
    },
  };
}

function describeEnterprises(counted: readonly CountedGround[], uses: readonly UseRow[]): ZoneMeasure['enterprises'] {
  const ids = new Set(counted.map(({ parcel }) => parcel.id));
  const classes = new Map(uses.filter(({ parcelId }) => ids.has(parcelId)).map((use) => [use.enterpriseId, use.class]));
  return { total: classes.size, classes: enterprisesByClass(classes) };
}

/** Carbon that goes with the energy, to 0.01 t, by the factor of the programme or else of the province. */
function carbonOf({ sum }: ZoneFigure, programme: Programme | null): ZoneMeasure['carbon'] {
  const own = programme?.carbonFactorTPerTce ?? null;
  const factorTPerTce = own ?? USUAL_CARBON_FACTOR_T_PER_TCE;
  return {
    t: sum === null ? null : wholeParts(sum, factorTPerTce) / 100,
    factorTPerTce,
    factorOf: own === null ? 'province' : 'programme',
  };
}

const targetOf = (targetMu: number | null, freedMuHundredths: number): ZoneMeasure['target'] => {
  if (targetMu === null) return null;
  const muHundredths = Math.round(targetMu * HUNDREDTHS_PER_MU);
  return { muHundredths, gapMuHundredths: muHundredths - freedMuHundredths };
};

function describeLayers(
  counted: readonly CountedGround[],
  rows: readonly LayerRow[],
): Pick<ZoneMeasure, 'controlLine' | 'layers'> {
  const { muHundredths: all } = landOf(counted);
  // Of each kind but `other` there is one layer, though some of its areas may have come without a name.
  const groups = groupBy(rows, ({ kind, name }) => (kind === 'other' ? `other ${name}` : kind));
  const layers = [...groups.values()].flatMap((own) => {
    const shares = new Map<number, number>();
    for (const { parcelId, share } of own)
      if (parcelId !== null) shares.set(parcelId, (shares.get(parcelId) ?? 0) + (share ?? 0));
    return own.slice(-1).map(({ kind, name }) => ({ kind, name, ...landInLayer(counted, shares) }));
  });
  const line = layers.find(({ kind }) => kind === 'control-line');
  return {
    controlLine: line
      ? {
          insideMuHundredths: line.muHundredths,
          outsideMuHundredths: all - line.muHundredths,
          outsideParcels: line.parcelsWithRest,
        }
      : null,
    layers: layers
      .filter(({ kind }) => kind !== 'control-line')
      .map(({ kind, name, parcels, muHundredths }) => ({ kind, name, parcels, muHundredths })),
  };
}

function describeParcels(
  { ground, holders, mostParcels }: MeasuredZone,
  counted: readonly CountedGround[],
): ZoneMeasure['parcels'] {
  const countedMu = new Map(counted.map(({ parcel, muHundredths }) => [parcel.id, muHundredths]));
  const rows = ground
    .map(
      (parcel): ZoneParcel => ({
        id: parcel.id,
        code: parcel.code,
        name: parcel.name,
        class: parcel.class,
        townName: parcel.townName,
        wholeMuHundredths: parcel.wholeMuHundredths,
        muHundredths: countedMu.get(parcel.id) ?? 0,
        shareInside: parcel.shareInside,
        isCounted: countedMu.has(parcel.id),
        lock: parcel.lock,
        findings: [...parcel.findings],
        isPending: parcel.isPending,
        ownerName: holders.get(parcel.id)?.name ?? null,
        termEndsOn: parcel.termEndsOn,
        tax10kYuan: figureOf('taxYuan', parcel.taxYuan),
      }),
    )
    .sort(bySize);
  return { total: rows.length, rows: rows.slice(0, mostParcels) };
}
