import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { FINDING_KINDS } from '../domain/finding.ts';
import type { ParcelColumns } from '../domain/parcel-columns.ts';
import type { Scope } from '../domain/scope.ts';
import {
  type ColumnPage,
  columnWriter,
  type MiddlePage,
  type OccupancyPage,
  PAGE_PARTS,
  type PlaceNames,
} from './column-writer.ts';
import type { Connection } from './database.ts';
import { selectRow, selectRows, withinTowns } from './sql.ts';

/** Parcels of a page: so few that it is small beside the columns, so many that asking costs little. */
const PAGE_ROWS = 10_000;
/** Stands between the texts of a page; no name holds it. */
const SEPARATOR = '\u001f';

export type WantedColumns = {
  readonly jurisdiction: { readonly id: number; readonly code: string };
  readonly year: number;
  readonly revision: number;
};

/**
 * Reads the parcels of a jurisdiction in a year, page by page into arrays of the right length, so that memory stays near
 * that of the result. Give it a snapshot of the revision that it names.
 */
export async function readColumns(db: Connection, scope: Scope, wanted: WantedColumns): Promise<ParcelColumns> {
  const { jurisdiction, year, revision } = wanted;
  const writer = columnWriter(await countRows(db, scope, wanted), await readPlaces(db, jurisdiction.id));
  for (;;) {
    const page = await readPage(db, scope, wanted, writer.lastId());
    if (page === null) break;
    const reach = { from: page.id[0] ?? 0, to: page.id[page.id.length - 1] ?? 0 };
    writer.add(page, await readMiddles(db, wanted, reach), await readOccupancies(db, wanted, reach));
  }
  return { revision, jurisdiction: jurisdiction.code, year, kinds: FINDING_KINDS, ...writer.finish() };
}

const ofYear = (scope: Scope, { jurisdiction, year }: WantedColumns): SQL =>
  sql`y.jurisdiction_id = ${jurisdiction.id} AND y.year = ${year} AND ${withinTowns(scope, sql`y.jurisdiction_id`, sql`y.town_id`)}`;

async function countRows(db: Connection, scope: Scope, wanted: WantedColumns): Promise<number> {
  const row = await selectRow(
    db,
    z.object({ rows: z.int() }),
    sql`SELECT count(*)::int AS rows FROM parcel_years y WHERE ${ofYear(scope, wanted)}`,
  );
  return row?.rows ?? 0;
}

const Place = z.object({ id: z.int(), name: z.string() });

async function readPlaces(db: Connection, jurisdictionId: number): Promise<PlaceNames> {
  const ofThere = sql`jurisdiction_id = ${jurisdictionId}`;
  const towns = await selectRows(db, Place, sql`SELECT id, code AS name FROM towns WHERE ${ofThere}`);
  const parks = await selectRows(db, Place, sql`SELECT id, name FROM parks WHERE ${ofThere}`);
  const namesOf = (places: readonly z.infer<typeof Place>[]) => new Map(places.map(({ id, name }) => [id, name]));
  return { town: namesOf(towns), park: namesOf(parks) };
}

/** Where each part of a page comes from, in a row of `page`. */
const SOURCES: Readonly<Record<keyof ColumnPage, SQL>> = {
  id: sql`parcel_id`,
  townId: sql`town_id`,
  parkId: sql`park_id`,
  builtYear: sql`built_year`,
  occupants: sql`enterprises`,
  countedMuHundredths: sql`counted_mu_hundredths`,
  taxPerMu10kYuan: sql`tax_per_mu_10k_yuan`,
  tax10kYuan: sql`tax_10k_yuan`,
  addedValue10kYuan: sql`added_value_10k_yuan`,
  energyTce: sql`energy_tce`,
  employees: sql`employees`,
  farRatio: sql`far_ratio`,
  class: sql`class`,
  industry: sql`industry_division`,
  tier: sql`tier`,
  right: sql`right_kind`,
  findings: sql`array_to_string(finding_kinds, ' ')`,
  unknown: sql`array_to_string(unknown_kinds, ' ')`,
};

const Bytes = z.instanceof(Uint8Array);
const PackedPage = z.record(z.string(), z.union([Bytes, z.string()]).nullable());

/**
 * The next parcels by id, a list a property: numbers as their bytes, so that none is written as text and read again,
 * and texts as one text. A million rows of objects would take many times as long.
 */
async function readPage(
  db: Connection,
  scope: Scope,
  wanted: WantedColumns,
  afterId: number,
): Promise<ColumnPage | null> {
  const lists = Object.entries(PAGE_PARTS).map(
    ([name, type]) => sql`${listOf(type, SOURCES[name as keyof ColumnPage])} AS ${sql.identifier(name)}`,
  );
  const packed = await selectRow(
    db,
    PackedPage,
    sql`
    WITH page AS (
      SELECT y.* FROM parcel_years y
      WHERE ${ofYear(scope, wanted)} AND y.parcel_id > ${afterId}
      ORDER BY y.parcel_id LIMIT ${PAGE_ROWS}
    )
    SELECT ${sql.join(lists, sql`, `)} FROM page`,
  );
  if (!packed || packed.id === null) return null;
  const parts = Object.entries(PAGE_PARTS).map(([name, type]) => [name, unpacked(type, packed[name] ?? '')]);
  return Object.fromEntries(parts) as ColumnPage;
}

type PartType = (typeof PAGE_PARTS)[keyof typeof PAGE_PARTS];

/** What is not known is 0, NaN or the empty text. */
function listOf(type: PartType, source: SQL): SQL {
  switch (type) {
    case 'integer':
      return sql`string_agg(int4send(COALESCE(${source}, 0)), '')`;
    case 'figure':
      return sql`string_agg(float8send(COALESCE(${source}, 'NaN')), '')`;
    case 'text':
      return sql`string_agg(COALESCE(${source}, ''), ${SEPARATOR}::text)`;
  }
}

function unpacked(type: PartType, packed: Uint8Array | string): ColumnPage[keyof ColumnPage] {
  if (typeof packed === 'string') return packed.split(SEPARATOR);
  return type === 'integer' ? integersOf(packed) : figuresOf(packed);
}

/** Numbers as the database sends them, the highest byte first. */
function integersOf(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const integers = new Int32Array(bytes.byteLength / 4);
  for (let at = 0; at < integers.length; at += 1) integers[at] = view.getInt32(at * 4);
  return integers;
}

function figuresOf(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const figures = new Float64Array(bytes.byteLength / 8);
  for (let at = 0; at < figures.length; at += 1) figures[at] = view.getFloat64(at * 8);
  return figures;
}

/** First and last id of a page. What is read by reach is one run along an index; to look up each parcel takes four times as long. */
type Reach = { readonly from: number; readonly to: number };

const PackedMiddles = z.object({ parcel: Bytes, longitude: Bytes, latitude: Bytes });

/** The middle of the box of every parcel of the jurisdiction within reach, by id. */
async function readMiddles(db: Connection, { jurisdiction }: WantedColumns, { from, to }: Reach): Promise<MiddlePage> {
  const packed = await selectRow(
    db,
    PackedMiddles,
    sql`
    WITH boxes AS (
      SELECT p.id, p.geom::box3d AS box FROM parcels p
      WHERE p.id BETWEEN ${from} AND ${to} AND p.jurisdiction_id = ${jurisdiction.id}
      ORDER BY p.id
    )
    SELECT COALESCE(string_agg(int4send(id), ''), '') AS parcel,
      COALESCE(string_agg(float8send((ST_XMin(box) + ST_XMax(box)) / 2), ''), '') AS longitude,
      COALESCE(string_agg(float8send((ST_YMin(box) + ST_YMax(box)) / 2), ''), '') AS latitude
    FROM boxes`,
  );
  if (!packed) throw new Error('An aggregate gave no row');
  const { parcel, longitude, latitude } = packed;
  return { parcel: integersOf(parcel), longitude: figuresOf(longitude), latitude: figuresOf(latitude) };
}

const PackedOccupancies = z.object({ parcel: Bytes, enterprise: Bytes });

/** Who stands on the parcels within reach in the year, each once a parcel, by the parcel. Others' parcels may be among them. */
async function readOccupancies(db: Connection, { year }: WantedColumns, { from, to }: Reach): Promise<OccupancyPage> {
  const packed = await selectRow(
    db,
    PackedOccupancies,
    sql`
    WITH standing AS (
      SELECT DISTINCT o.parcel_id, o.enterprise_id FROM occupancies o
      WHERE o.parcel_id BETWEEN ${from} AND ${to}
        AND o.from_year <= ${year} AND (o.to_year IS NULL OR o.to_year >= ${year})
      ORDER BY o.parcel_id, o.enterprise_id
    )
    SELECT COALESCE(string_agg(int4send(parcel_id), ''), '') AS parcel,
      COALESCE(string_agg(int4send(enterprise_id), ''), '') AS enterprise
    FROM standing`,
  );
  if (!packed) throw new Error('An aggregate gave no row');
  return { parcel: integersOf(packed.parcel), enterprise: integersOf(packed.enterprise) };
}
