import type { Database } from '../../db/database.ts';
import type { Report } from '../../domain/progress.ts';
import { randomFrom } from '../../domain/random.ts';
import { addWaterAndExpressway } from './build-countryside.ts';
import { buildJurisdiction } from './build-jurisdiction.ts';
import {
  clearSynthetic,
  continueIds,
  nextIds,
  saveConstraintLayers,
  saveJurisdiction,
  savePark,
  saveTowns,
} from './demo.queries.ts';
import { multiPolygonText } from './local-frame.ts';
import { type DemonstrationSettings, type JurisdictionSettings, readSettings } from './settings.ts';
import { layTerritory, type Territory } from './territory.ts';
import type { Works } from './works.ts';
import { openWriter } from './write-pending.ts';

export type SeedOptions = { readonly parcels: number; readonly seed: number; readonly firstYear?: number };

const FIRST_YEAR = 2021;
const OVERLAPS_PER_JURISDICTION = 3;
const ENERGY_HEAVY_PER_JURISDICTION = 2;
const HIGH_TAX_TENANTS_PER_JURISDICTION = 2;
/** Above this the named estates are full, and the ground of a jurisdiction decides how many parcels it gets. */
const MOST_IN_NAMED_ESTATES = 20_000;

/** One run over all jurisdictions: what it was asked for and the ids it gives next. */
type Run = {
  readonly db: Database;
  readonly settings: DemonstrationSettings;
  readonly seed: number;
  readonly years: readonly number[];
  readonly firstParcelId: number;
  readonly firstEnterpriseId: number;
  nextParcelId: number;
  nextEnterpriseId: number;
  readonly reached: (phase: string, parcels: number) => void;
};

/**
 * Fills the database with invented parcels, enterprises and figures in the places of the settings, all marked synthetic.
 * The same seed and number give the same rows. Writes facts only: assessing them and raising the revision is the caller's.
 * Invented rows of an earlier run are replaced.
 */
export async function seedDemonstration(
  { db }: { readonly db: Database },
  options: SeedOptions,
  report: Report,
): Promise<{ parcels: number }> {
  const settings = await readSettings();
  const places: Place[] = [];
  for (const jurisdiction of settings.jurisdictions) places.push(await preparePlace(db, jurisdiction));
  const ids = await nextIds(db);
  const firstYear = options.firstYear ?? FIRST_YEAR;
  const run: Run = {
    db,
    settings,
    seed: options.seed,
    years: Array.from({ length: settings.lastYear - firstYear + 1 }, (_, index) => firstYear + index),
    firstParcelId: ids.parcel,
    firstEnterpriseId: ids.enterprise,
    nextParcelId: ids.parcel,
    nextEnterpriseId: ids.enterprise,
    reached: (phase, parcels) => report({ phase, done: parcels, total: options.parcels }),
  };
  const shares = parcelShares(settings, options.parcels);
  for (const [index, place] of places.entries()) await fill(place, shares[index] ?? 0, run);
  await continueIds(db);
  const parcels = run.nextParcelId - run.firstParcelId;
  run.reached('done', parcels);
  return { parcels };
}

/** Whole numbers of parcels that add up. */
function parcelShares({ jurisdictions }: DemonstrationSettings, parcels: number): number[] {
  const weights = jurisdictions.map(({ share, box: [west, south, east, north] }) =>
    parcels <= MOST_IN_NAMED_ESTATES ? share : (east - west) * (north - south),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  let given = 0;
  return weights.map((weight) => {
    sum += weight;
    const before = given;
    given = Math.round((parcels * sum) / total);
    return given - before;
  });
}

type Place = {
  readonly jurisdiction: JurisdictionSettings;
  readonly jurisdictionId: number;
  readonly territory: Territory;
  readonly townIds: readonly number[];
};

async function preparePlace(db: Database, jurisdiction: JurisdictionSettings): Promise<Place> {
  const territory = layTerritory(jurisdiction);
  const geom = multiPolygonText([territory.outline], territory.frame);
  const jurisdictionId = await saveJurisdiction(db, { ...jurisdiction, geom });
  await clearSynthetic(db, jurisdictionId);
  const towns = territory.towns.map((town) => ({ ...town, geom: multiPolygonText([town.ring], territory.frame) }));
  return { jurisdiction, jurisdictionId, territory, townIds: await saveTowns(db, jurisdictionId, towns) };
}

/** Builds one jurisdiction and leaves the run's ids behind it. */
async function fill(
  { jurisdiction, jurisdictionId, territory, townIds }: Place,
  parcels: number,
  run: Run,
): Promise<void> {
  const { db, settings, years, seed } = run;
  const writer = openWriter(db);
  const works: Works = {
    settlement: {
      settings,
      jurisdiction,
      jurisdictionId,
      years,
      random: randomFrom('people', jurisdiction.code, seed),
      pending: writer.pending,
      nextEnterpriseId: run.nextEnterpriseId,
      enterpriseIdOffset: run.firstEnterpriseId - 1,
      energyHeavyLeft: ENERGY_HEAVY_PER_JURISDICTION,
      further: randomFrom('further facts', jurisdiction.code, seed),
      highTaxLeft: HIGH_TAX_TENANTS_PER_JURISDICTION,
      projects: 0,
      expanding: null,
    },
    territory,
    townIds,
    seed,
    left: parcels,
    overlapsLeft: OVERLAPS_PER_JURISDICTION,
    nextParcelId: run.nextParcelId,
    numbers: new Map(),
    savePark: (park) => savePark(db, { jurisdictionId, ...park }),
    flush: async () => {
      if (await writer.flush()) run.reached(jurisdiction.name, works.nextParcelId - run.firstParcelId);
    },
  };
  addWaterAndExpressway(works);
  await buildJurisdiction(works);
  await writer.finish();
  await saveConstraintLayers(db, jurisdictionId);
  run.nextParcelId = works.nextParcelId;
  run.nextEnterpriseId = works.settlement.nextEnterpriseId;
}
