import { z } from 'zod';
import { FINDING_KINDS } from '../domain/finding.ts';
import { LAND_GROUPS } from '../domain/tally-columns.ts';
import { FilterText, JurisdictionCode, oneOf, shortText, wholeNumber, Year } from './parameters.ts';

/** Shapes of the public API. Areas that are summed travel as whole hundredths of a mu. */

export const FindingKind = z.enum(FINDING_KINDS);
export const Position = z.tuple([z.number(), z.number()]).describe('Longitude, latitude, degrees (CGCS2000)');
export const Box = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .describe('West, south, east, north, degrees');

export const Health = z.object({
  status: z.literal('ready'),
  engine: z.enum(['embedded', 'server']),
  postgresVersion: z.string().nullable().describe('null: not told where people sign in'),
  postgisVersion: z.string().nullable(),
  revision: z.int(),
  revisionAt: z.string(),
  access: z
    .enum(['loopback', 'open', 'accounts'])
    .describe('open: everyone who reaches the server may use it; accounts: people sign in'),
});
export type Health = z.infer<typeof Health>;

export const Jurisdiction = z.object({
  code: JurisdictionCode,
  name: z.string(),
  nameEn: z.string(),
  divisionCode: z.string().nullable(),
  isSynthetic: z.boolean(),
  box: Box.nullable().describe('Of the parcels, else of the outline'),
  parcels: z.int(),
  years: z.array(z.int()).describe('Years with indicators, rising'),
  programmes: z
    .array(z.object({ id: z.string(), name: z.string(), nameEn: z.string() }))
    .describe(
      'First the one that says which area counts and whose class a parcel shows; the rules of all of them hold',
    ),
  towns: z.array(z.object({ id: z.int().describe('As map tiles carry it'), code: z.string(), name: z.string() })),
  parks: z.array(
    z.object({
      id: z.int().describe('As map tiles carry it'),
      name: z.string(),
      townCode: z.string().nullable(),
      parcels: z.int(),
      box: Box.nullable().describe('Of its parcels, else of its outline'),
    }),
  ),
});
export type Jurisdiction = z.infer<typeof Jurisdiction>;
export const JurisdictionList = z.object({ revision: z.int(), items: z.array(Jurisdiction) });
export type JurisdictionList = z.infer<typeof JurisdictionList>;

export const ParcelSummary = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string().nullable(),
  townName: z.string().nullable(),
  parkName: z.string().nullable(),
  class: z.string().nullable().describe('null: not rated, which is not the same as D'),
  countedMuHundredths: z.int(),
  taxPerMu10kYuan: z.number().nullable(),
  enterprises: z.int(),
  findings: z.array(FindingKind),
  center: Position,
});
export type ParcelSummary = z.infer<typeof ParcelSummary>;

const IDS_WORDS = '1 to 100 ids of parcels, parted by commas';
export const ParcelBatchQuery = z.object({
  ids: z
    .string(IDS_WORDS)
    .regex(/^[1-9]\d{0,8}(,[1-9]\d{0,8}){0,99}$/, IDS_WORDS)
    .describe('Ids as map tiles carry them, parted by commas; 100 at most'),
  year: Year,
});
export const ParcelBatch = z.object({ items: z.array(ParcelSummary).describe('Those that there are, by id') });

export const PARCEL_ORDERS = ['area', 'code', 'tax-per-mu'] as const;
export const ParcelListQuery = z.object({
  jurisdiction: JurisdictionCode,
  year: Year,
  filter: FilterText.optional(),
  order: oneOf(PARCEL_ORDERS).default('code').describe('area: largest first; tax-per-mu: least first, unknown last'),
  after: shortText('the `next` of the page before', 200).optional().describe('The `next` of the page before'),
  limit: wholeNumber(1, 500).default(100).describe('Parcels of a page; 100 when absent'),
});
export const ParcelList = z.object({
  revision: z.int(),
  year: z.int(),
  items: z.array(ParcelSummary),
  next: z.string().nullable(),
});
export type ParcelList = z.infer<typeof ParcelList>;

export const AreaSource = z.enum(['certified', 'supplied', 'measured', 'reported']);
export type AreaSource = z.infer<typeof AreaSource>;

export const Finding = z.object({
  kind: FindingKind,
  ruleId: z.string(),
  year: z.int(),
  programmeId: z.string().nullable(),
  clause: z.object({ document: z.string(), number: z.string(), paraphrase: z.string() }),
  observed: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
});
export type Finding = z.infer<typeof Finding>;

const YearFigures = z.object({
  year: z.int(),
  class: z.string().nullable(),
  tax10kYuan: z.number().nullable(),
  taxPerMu10kYuan: z.number().nullable(),
  energyTce: z.number().nullable(),
  employees: z.number().nullable(),
});

const Project = z
  .object({
    name: z.string(),
    signedOn: z.string().nullable().describe('null: not known'),
    startedOn: z.string().nullable(),
    completedOn: z.string().nullable(),
    producingOn: z.string().nullable(),
    aboveScaleOn: z.string().nullable(),
    reachedAgreedOn: z.string().nullable(),
    agreedOutput10kYuan: z.number().nullable().describe('Yearly output agreed; null: not known'),
  })
  .describe('A day after the signing that is null has not come, or is not on record where a later one is known');

const Violation = z.object({
  name: z.string(),
  creditCode: z.string(),
  field: z.enum(['energy', 'safety', 'environment', 'fire', 'tax', 'quality']),
  foundOn: z.string(),
  remediedOn: z.string().nullable().describe('null: not yet put right'),
});

export const ParcelDetail = z.object({
  revision: z.int(),
  id: z.int(),
  jurisdiction: z.string(),
  code: z.string(),
  formerCodes: z.array(z.string()),
  name: z.string().nullable(),
  address: z.string().nullable(),
  townName: z.string().nullable(),
  parkName: z.string().nullable(),
  rightKind: z.enum(['state', 'collective', 'other']).nullable(),
  landUseScheme: z.string().nullable(),
  landUseCode: z.string().nullable(),
  isSynthetic: z.boolean(),
  center: Position,
  box: Box,
  areas: z.array(
    z.object({
      source: AreaSource,
      areaM2: z.number().nullable(),
      muHundredths: z.int().nullable(),
      counts: z.boolean().describe('The one that counts by the programme’s basis'),
      deviation: z
        .number()
        .nullable()
        .describe('Ratio to the counting area minus 1; null where it is within tolerance or not known'),
    }),
  ),
  floorAreaM2: z.number().nullable(),
  farRatio: z.number().nullable().describe('Floor-area ratio (容积率)'),
  vacantFloorAreaM2: z.number().nullable(),
  suppliedOn: z.string().nullable(),
  agreedStartOn: z.string().nullable(),
  startedOn: z.string().nullable(),
  stoppedOn: z.string().nullable(),
  completedOn: z.string().nullable(),
  landTermEndsOn: z
    .string()
    .nullable()
    .describe('Last day of the term of the land-use right (土地使用权终止日期); null: not known'),
  agreement: z
    .enum(['supervision-contract', 'investment-agreement', 'none'])
    .nullable()
    .describe('What was signed when the land was supplied; null: not known'),
  hasUnapprovedUse: z.boolean().nullable().describe('The use was changed without approval; null: nothing on record'),
  years: z.array(YearFigures).describe('Rising'),
  enterprises: z.array(
    z.object({
      name: z.string(),
      creditCode: z.string(),
      industryCode: z.string().nullable(),
      isAboveScale: z.boolean().nullable(),
      kind: z.enum(['owned', 'leased-in', 'leased-out']),
      areaM2: z.number().nullable().describe('Land; null where floor area stands for it, else the whole parcel'),
      floorAreaM2: z.number().nullable().describe('Floor area that was bought or let'),
      share: z.number().nullable().describe('Share of the parcel’s land in use, 0-1'),
      years: z.array(YearFigures.extend({ score: z.number().nullable() })),
    }),
  ),
  projects: z.array(Project).describe('Investment projects on the parcel, the newest first'),
  violations: z.array(Violation).describe('Of the enterprises on the parcel, the newest first'),
  findings: z.array(Finding),
});
export type ParcelDetail = z.infer<typeof ParcelDetail>;

export const SearchQuery = z.object({
  q: shortText('part of a code or a name', 100).describe('Part of a code or a name'),
  jurisdiction: JurisdictionCode.optional().describe('Its own hits come first'),
  limit: wholeNumber(1, 50).default(12).describe('Hits at most; 12 when absent'),
});
export const SearchHit = z.object({
  kind: z.enum(['parcel', 'enterprise', 'town', 'park']),
  label: z.string(),
  detail: z.string(),
  jurisdiction: z.string(),
  parcelCode: z.string().nullable(),
  box: Box.nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;
export const SearchReply = z.object({ items: z.array(SearchHit) });

const Sum = z.object({ parcels: z.int(), muHundredths: z.int() });

export const TALLY_GROUPS = LAND_GROUPS;
export const TallyQuery = z.object({
  jurisdiction: JurisdictionCode,
  year: Year,
  by: oneOf(TALLY_GROUPS).default('town'),
  filter: FilterText.optional(),
  of: oneOf(['potential', 'all'])
    .default('potential')
    .describe('Which parcels the figures speak of: the potential, or all that fit the filter'),
});
export const TallyRow = z.object({
  key: z.string().nullable().describe('null: not known'),
  label: z.string().nullable(),
  all: Sum,
  potential: Sum.describe('Distinct parcels found low-efficiency or suspected idle'),
  pending: Sum.describe('待核: not found, and a rule cannot say for want of a figure'),
});
export type TallyRow = z.infer<typeof TallyRow>;

export const Tally = z.object({
  jurisdiction: z.string(),
  jurisdictionName: z.string(),
  year: z.int(),
  by: z.enum(TALLY_GROUPS),
  filter: z.string().nullable(),
  revision: z.int(),
  at: z.string(),
  isSynthetic: z.boolean(),
  programmeId: z.string().nullable(),
  areaBasis: z.array(AreaSource),
  methodVersions: z.array(z.string()),
  rows: z.array(TallyRow),
  total: TallyRow,
  kinds: z
    .array(z.object({ kind: FindingKind, sum: Sum }))
    .describe('Parcels by kind of finding. A parcel may have several, so these do not add up'),
  figures: z
    .object({
      enterprises: z.int().describe('Distinct: an enterprise with land in two towns counts once'),
      tax10kYuan: z.number().nullable(),
      energyTce: z.number().nullable(),
      employees: z.number().nullable(),
      unknownParcels: z.int().describe('Parcels whose tax is not known and so is not in the sum'),
    })
    .describe(
      'Of the potential parcels, or of all as asked: sums of the known values, each rounded to a yuan, 0.01 tce or 0.01 persons before',
    ),
  targets: z.array(
    z.object({
      id: z.string(),
      measure: z.string(),
      basis: z.enum(['annual', 'cumulative', 'average']),
      from: z.int(),
      to: z.int(),
      comparator: z.enum(['>=', '<=', '>', '=', 'about', 'strive']),
      muHundredths: z.int(),
      clause: z.object({ document: z.string(), number: z.string(), paraphrase: z.string() }),
    }),
  ),
  referenceMu: z.array(z.int()).describe('500, 1,000 and 10,000 mu, to read any jurisdiction against'),
});
export type Tally = z.infer<typeof Tally>;

export const TileJson = z.object({
  tilejson: z.literal('3.0.0'),
  name: z.string(),
  tiles: z.array(z.string()),
  minzoom: z.int(),
  maxzoom: z.int(),
  bounds: Box,
  revision: z.int(),
  year: z.int().nullable(),
  vector_layers: z.array(
    z.object({
      id: z.string(),
      description: z.string(),
      fields: z.record(z.string(), z.string()),
      minzoom: z.int(),
      maxzoom: z.int(),
    }),
  ),
});
export type TileJson = z.infer<typeof TileJson>;

export const IMPORT_KINDS = ['parcels', 'enterprises', 'occupancies', 'indicators', 'projects', 'violations'] as const;
/** The form that brings a file. */
export const ImportForm = z.object({
  jurisdiction: shortText('the code of a jurisdiction', 40).describe('Code of a jurisdiction'),
  kind: oneOf(IMPORT_KINDS),
  mapping: z.string().default('{}').describe('How the file is read, as JSON; data/README.md shows it'),
  crs: z
    .string()
    .trim()
    .max(40, 'the name of a coordinate system, such as EPSG:4549')
    .default('')
    .transform((crs) => (crs === '' ? undefined : crs))
    .describe('For example EPSG:4549, where the file does not say'),
  strict: oneOf(['true', 'false', ''])
    .default('false')
    .transform((strict) => strict === 'true')
    .describe('true: all rows or none'),
});

export const ImportBatch = z.object({
  id: z.int(),
  jurisdiction: z.string(),
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string(),
  fileBytes: z.int(),
  isStrict: z.boolean(),
  status: z.enum(['running', 'committed', 'refused', 'failed', 'unchanged']),
  stage: z
    .enum(['reading', 'checking', 'storing', 'done'])
    .describe('storing: rows, assessment and revision become visible together when it ends'),
  rowsRead: z.int(),
  rowsAccepted: z.int().describe('Stored, those with warnings included'),
  rowsWarned: z.int(),
  rowsRefused: z.int(),
  detected: z
    .record(z.string(), z.unknown())
    .describe('Encoding, coordinate system, columns matched, units, merged pieces'),
  problem: z.object({ type: z.string(), detail: z.string(), place: z.string().optional() }).nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;

export const ImportRow = z.object({
  rowNumber: z.int(),
  verdict: z.enum(['warned', 'refused']),
  reasons: z.array(z.object({ code: z.string(), column: z.string().nullable(), message: z.string() })),
  source: z.record(z.string(), z.unknown()),
});
export type ImportRow = z.infer<typeof ImportRow>;
export const ImportDetail = ImportBatch.extend({
  rows: z.array(ImportRow).describe('The first 200 that were warned of or refused, refused first'),
});
export type ImportDetail = z.infer<typeof ImportDetail>;
export const ImportList = z.object({ items: z.array(ImportBatch), next: z.int().nullable() });
