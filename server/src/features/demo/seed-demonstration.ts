import type { Database } from '../../db/database.ts';
import type { Report } from '../../domain/progress.ts';
import { buildJurisdiction } from './build-jurisdiction.ts';
import {
  clearSynthetic,
  continueIds,
  insertBaseFeatures,
  insertControlLines,
  insertEnterprises,
  insertIndicators,
  insertOccupancies,
  insertParcelCodes,
  insertParcels,
  nextIds,
  saveJurisdiction,
  savePark,
  saveTowns,
} from './demo.queries.ts';
import { lineText, multiPolygonText } from './local-frame.ts';
import type { Point, Ring } from './polygon.ts';
import { randomFrom } from './random.ts';
import { nothingPending, type Pending } from './rows.ts';
import { type DemonstrationSettings, type JurisdictionSettings, readSettings } from './settings.ts';
import { layTerritory, type Territory } from './territory.ts';
import type { Works } from './works.ts';

export type SeedOptions = { readonly parcels: number; readonly seed: number; readonly firstYear?: number };

const FIRST_YEAR = 2021;
const BATCH_ROWS = 5000;
const OVERLAPS_PER_JURISDICTION = 3;

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
  const firstYear = options.firstYear ?? FIRST_YEAR;
  const years = Array.from({ length: settings.lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  const shares = parcelShares(settings, options.parcels);
  const jurisdictionIds: number[] = [];
  for (const jurisdiction of settings.jurisdictions) jurisdictionIds.push(await prepare(db, jurisdiction));
  const ids = await nextIds(db);
  let nextParcelId = ids.parcel;
  let nextEnterpriseId = ids.enterprise;
  for (const [index, jurisdiction] of settings.jurisdictions.entries()) {
    const made = nextParcelId - ids.parcel;
    const jurisdictionId = jurisdictionIds[index] as number;
    const works = await openWorks(
      db,
      { settings, jurisdiction, jurisdictionId, years, seed: options.seed, nextParcelId, nextEnterpriseId },
      (count) => report({ phase: jurisdiction.name, done: made + count, total: options.parcels }),
    );
    works.left = shares[index] as number;
    await buildJurisdiction(works);
    await writeAll(db, works.settlement.pending);
    nextParcelId = works.nextParcelId;
    nextEnterpriseId = works.settlement.nextEnterpriseId;
  }
  await continueIds(db);
  const parcels = nextParcelId - ids.parcel;
  report({ phase: 'done', done: parcels, total: options.parcels });
  return { parcels };
}

/** Whole numbers of parcels that add up. Beyond what the named estates can hold, ground decides instead of the settings. */
function parcelShares(settings: DemonstrationSettings, parcels: number): number[] {
  const weights = settings.jurisdictions.map(({ share, box }) =>
    parcels <= 20_000 ? share : (box[2] - box[0]) * (box[3] - box[1]),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let given = 0;
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    const upTo = Math.round((parcels * sum) / total);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

async function prepare(db: Database, jurisdiction: JurisdictionSettings): Promise<number> {
  const territory = layTerritory(jurisdiction);
  const id = await saveJurisdiction(db, {
    ...jurisdiction,
    geom: multiPolygonText([territory.outline], territory.frame),
  });
  await clearSynthetic(db, id);
  return id;
}

type Opening = {
  readonly settings: DemonstrationSettings;
  readonly jurisdiction: JurisdictionSettings;
  readonly jurisdictionId: number;
  readonly years: readonly number[];
  readonly seed: number;
  readonly nextParcelId: number;
  readonly nextEnterpriseId: number;
};

async function openWorks(db: Database, opening: Opening, reached: (parcels: number) => void): Promise<Works> {
  const { settings, jurisdiction, jurisdictionId, years, seed } = opening;
  const territory = layTerritory(jurisdiction);
  const towns = territory.towns.map((town) => ({ ...town, geom: multiPolygonText([town.ring], territory.frame) }));
  const townIds = await saveTowns(db, jurisdictionId, towns);
  const pending = nothingPending();
  addWaysAndWater(territory, jurisdictionId, pending);
  const works: Works = {
    settlement: {
      settings,
      jurisdiction,
      jurisdictionId,
      years,
      random: randomFrom('people', jurisdiction.code, seed),
      pending,
      nextEnterpriseId: opening.nextEnterpriseId,
      expanding: null,
    },
    territory,
    townIds,
    seed,
    left: 0,
    overlapsLeft: OVERLAPS_PER_JURISDICTION,
    nextParcelId: opening.nextParcelId,
    numbers: new Map(),
    savePark: (park) => savePark(db, { jurisdictionId, ...park }),
    flush: async () => {
      if (pending.parcels.length < BATCH_ROWS && pending.indicators.length < BATCH_ROWS) return;
      await writeAll(db, pending);
      reached(works.nextParcelId - opening.nextParcelId);
    },
  };
  return works;
}

function addWaysAndWater(territory: Territory, jurisdictionId: number, pending: Pending): void {
  for (const { name, widthM, path } of territory.rivers) {
    const geom = multiPolygonText([band(path, widthM / 2)], territory.frame);
    pending.base.push({ jurisdictionId, layer: 'water', kind: 'river', name, geom });
  }
  const geom = lineText(territory.expressway, territory.frame);
  pending.base.push({ jurisdictionId, layer: 'road', kind: 'expressway', name: territory.expresswayName, geom });
}

/** A path made as wide as its banks. */
function band(path: readonly Point[], halfWidth: number): Ring {
  const bank = (side: number): Point[] =>
    path.map((point, at) => {
      const before = path[Math.max(0, at - 1)] as Point;
      const next = path[Math.min(path.length - 1, at + 1)] as Point;
      const angle = Math.atan2(next[1] - before[1], next[0] - before[0]) + (Math.PI / 2) * side;
      return [point[0] + Math.cos(angle) * halfWidth, point[1] + Math.sin(angle) * halfWidth];
    });
  return [...bank(-1), ...bank(1).reverse()];
}

/** Writes and empties what is pending, table by table in the order of their references. */
async function writeAll(db: Database, pending: Pending): Promise<void> {
  await inBatches(pending.parcels, (rows) => insertParcels(db, rows));
  await inBatches(pending.codes, (rows) => insertParcelCodes(db, rows));
  await inBatches(pending.enterprises, (rows) => insertEnterprises(db, rows));
  await inBatches(pending.occupancies, (rows) => insertOccupancies(db, rows));
  await inBatches(pending.indicators, (rows) => insertIndicators(db, rows));
  await inBatches(pending.base, (rows) => insertBaseFeatures(db, rows));
  await inBatches(pending.controlLines, (rows) => insertControlLines(db, rows));
}

async function inBatches<Row>(rows: Row[], write: (rows: readonly Row[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH_ROWS) await write(rows.slice(start, start + BATCH_ROWS));
  rows.length = 0;
}
