import type { Tally, TallyRow } from '../../contract/api.ts';
import type { Programme } from '../../contract/programme.ts';
import type { Connection } from '../../db/database.ts';
import { methodVersions } from '../../db/methods.ts';
import { readFilterText } from '../../db/parcel-filter.ts';
import { type JurisdictionRow, programmeOf, requireJurisdiction, requireYear, townNames } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { evaluateFilter } from '../../domain/filter-columns.ts';
import type { LandFigures } from '../../domain/land-figures.ts';
import { figureOf, type ParcelColumns } from '../../domain/parcel-columns.ts';
import type { Actor } from '../../domain/scope.ts';
import { type LandGroup, potentialOf, tallyColumns } from '../../domain/tally-columns.ts';
import type { FeatureServices } from '../../http/services.ts';

/** Sizes of target that programmes set, to read any jurisdiction against, in mu. */
const REFERENCE_MU = [500, 1_000, 10_000];
const HUNDREDTHS_PER_MU = 100;
/** So often the data may move on between two readings before that is given up as something else. */
const TRIES = 5;

type TallyServices = Pick<FeatureServices, 'db' | 'clock' | 'land'>;
type TallyRequest = {
  readonly jurisdiction: string;
  readonly year: number;
  readonly by: LandGroup;
  readonly filter: string | undefined;
  /** Whose figures are summed: the potential parcels’, or all that fit the filter. */
  readonly of?: 'potential' | 'all';
};

/** Totals of land that could be freed, from the figures and areas on record, beside the programme's targets. */
export async function tallyLand(services: TallyServices, actor: Actor, request: TallyRequest): Promise<Tally> {
  const { tally } = await tallyBeside(services, actor, request, async () => null);
  return tally;
}

/** The same, together with what else is to be read as of the same moment. */
export async function tallyBeside<Beside>(
  services: TallyServices,
  actor: Actor,
  request: TallyRequest,
  read: (moment: Connection) => Promise<Beside>,
): Promise<{ readonly tally: Tally; readonly beside: Beside }> {
  const filter = readFilterText(request.filter);
  // Land is loaded outside the snapshot: on the embedded database nobody else is served meanwhile, and others wait for one load.
  for (let tried = 0; tried < TRIES; tried += 1) {
    const { ground, beside } = await inSnapshot(services.db, async (moment) => ({
      ground: await readGround(moment, actor, request),
      beside: await read(moment),
    }));
    const land = await services.land.find(actor.scope, { ...ground, year: request.year });
    if (land === null) continue;
    const selection = filter === null ? null : evaluateFilter(filter, land);
    return { tally: describeTally({ ...ground, land, selection }, request, services.clock()), beside };
  }
  throw new Error(`The data moved on ${TRIES} times while a tally was read`);
}

type Ground = {
  readonly jurisdiction: JurisdictionRow;
  readonly revision: number;
  readonly programme: Programme | null;
  readonly methodVersions: string[];
  readonly towns: ReadonlyMap<string, string>;
};

/** Everything of a tally but the land. */
async function readGround(db: Connection, actor: Actor, request: TallyRequest): Promise<Ground> {
  const jurisdiction = await requireJurisdiction(db, actor.scope, request.jurisdiction);
  await requireYear(db, jurisdiction, request.year);
  return {
    jurisdiction,
    revision: (await currentRevision(db)).id,
    programme: await programmeOf(db, jurisdiction.id),
    methodVersions: await methodVersions(db, jurisdiction.id, request.year),
    towns: await townNames(db, jurisdiction.id),
  };
}

type Counted = Ground & { readonly land: ParcelColumns; readonly selection: Uint8Array | null };

function describeTally(counted: Counted, { by, year, filter, of = 'potential' }: TallyRequest, at: Date): Tally {
  const { jurisdiction, programme, land, selection, towns } = counted;
  const { rows, total, kinds, figures } = tallyColumns(land, { selection, potential: potentialOf(land), by, of });
  const labelOf = (key: string | null): string | null =>
    by === 'town' && key !== null ? (towns.get(key) ?? null) : by === 'finding' ? null : key;
  return {
    jurisdiction: jurisdiction.code,
    jurisdictionName: jurisdiction.name,
    year,
    by,
    filter: filter ?? null,
    revision: counted.revision,
    at: at.toISOString(),
    isSynthetic: jurisdiction.isSynthetic,
    programmeId: programme?.id ?? null,
    areaBasis: programme?.areaBasis ?? ['certified', 'supplied', 'measured', 'reported'],
    methodVersions: counted.methodVersions,
    rows: rows.map((row): TallyRow => ({ ...row, label: labelOf(row.key) })),
    total: { key: null, label: null, ...total },
    kinds: [...kinds],
    figures: printedFigures(figures),
    targets: programme ? landTargets(programme) : [],
    referenceMu: REFERENCE_MU,
  };
}

/** Whole yuan and hundredths, summed, as 万元, tce and persons. */
const printedFigures = (figures: LandFigures): Tally['figures'] => ({
  enterprises: figures.enterprises,
  tax10kYuan: figureOf('taxYuan', figures.taxYuan.sum),
  energyTce: figureOf('energyTceHundredths', figures.energyTceHundredths.sum),
  employees: figureOf('employeesHundredths', figures.employeesHundredths.sum),
  unknownParcels: figures.taxYuan.unknownParcels,
});

function landTargets(programme: Programme): Tally['targets'] {
  return programme.targets
    .filter((target) => target.unit === 'mu')
    .map(({ id, measure, basis, from, to, comparator, value, clause }) => ({
      id,
      measure,
      basis,
      from,
      to,
      comparator,
      muHundredths: Math.round(value * HUNDREDTHS_PER_MU),
      clause,
    }));
}
