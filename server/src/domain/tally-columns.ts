import { FINDING_KINDS, type FindingKind, POTENTIAL_KINDS } from './finding.ts';
import { type LandFigures, landFigures } from './land-figures.ts';
import { ROWS_A_TURN, rowsInTurns } from './look-up.ts';
import type { ParcelColumns } from './parcel-columns.ts';
import { TRUTH } from './truth.ts';

/**
 * Totals over columns, for the browser and the server alike. Each passes once over the rows and sums whole numbers, so
 * that no total depends on the order of the rows or on who made it.
 */

const { false: FALSE, true: TRUE, unknown: UNKNOWN } = TRUTH;
/** Not, potential and pending: each slot of sums has a place for each truth, and a fourth for what is not counted. */
const PLACE_BITS = 2;

export const LAND_GROUPS = ['town', 'park', 'class', 'finding', 'industry'] as const;
export type LandGroup = (typeof LAND_GROUPS)[number];

/** Which rows are counted, and what is asked of them. Each list holds one truth a row. */
export type LandQuestion = {
  /** Rows that count are those that are true; null: all. */
  readonly selection: Uint8Array | null;
  /** True: potential; unknown: pending (待核). `potentialOf` makes it. */
  readonly potential: Uint8Array;
  /** What a tried rule says is low-efficiency, in place of what was found; null: what was found. */
  readonly lowEfficiency?: Uint8Array | null;
};

export type LandSum = { readonly parcels: number; readonly muHundredths: number };
/** `all` holds potential, pending and the rest. */
export type LandSums = { readonly all: LandSum; readonly potential: LandSum; readonly pending: LandSum };
export type LandRow = LandSums & { readonly key: string | null };
export type LandKind = { readonly kind: FindingKind; readonly sum: LandSum };
export type LandTally = {
  readonly rows: readonly LandRow[];
  readonly total: LandSums;
  readonly kinds: readonly LandKind[];
  readonly figures: LandFigures;
};
export type LandCell = LandSums & { readonly keys: readonly [string | null, string | null] };

/** Whether each row is potential: found or, where another rule is tried, low-efficiency by that, or else found idle. */
export function potentialOf(land: ParcelColumns, lowEfficiency: Uint8Array | null = null): Uint8Array {
  const kinds = lowEfficiency === null ? POTENTIAL_KINDS : POTENTIAL_KINDS.filter((kind) => kind !== 'low-efficiency');
  const mask = kinds.reduce((bits, kind) => bits | kindBit(land, kind), 0);
  const { rows } = land;
  const { findings, unknown } = land.columns;
  const potential = new Uint8Array(rows);
  // Looked up, since a processor guesses wrong at every other branch over real findings.
  for (let row = 0; row < rows; row += 1) {
    const isFound = +(((findings[row] as number) & mask) !== 0);
    const isOpen = +(((unknown[row] as number) & mask) !== 0);
    const tried = lowEfficiency === null ? FALSE : (lowEfficiency[row] as number);
    potential[row] = EITHER[(isOpen << 3) | (isFound << 2) | tried] as number;
  }
  return potential;
}

/** True where either is: what is open and found as two bits, above the truth of what was tried. */
const EITHER = Uint8Array.from({ length: 16 }, (_, bits) => {
  if ((bits & 4) !== 0 || (bits & 3) === TRUE) return TRUE;
  return bits === FALSE ? FALSE : UNKNOWN;
});

/** Every total of a question: rows by one group and their sum, the kinds, and what stands on the potential or on all of it. */
export function tallyColumns(
  land: ParcelColumns,
  { by, of = 'potential', ...question }: LandQuestion & { readonly by: LandGroup; readonly of?: 'potential' | 'all' },
): LandTally {
  const rows = landRows(land, question, by);
  const figures = landFigures(land, question, of);
  return { rows, total: landTotal(rows), kinds: landKinds(land, question), figures };
}

/** Totals by the values of one group: rows in the order of their keys, those without a key last. */
export function landRows(land: ParcelColumns, question: LandQuestion, by: LandGroup): LandRow[] {
  const { keys, codes } = groupOf(land, question, by);
  const sums = addUp(land, question, { codes, slots: keys.length });
  return keys
    .flatMap((key, slot) => (sums.isEmpty(slot) ? [] : [{ key, ...sums.at(slot) }]))
    .sort((one, other) => byKey(one.key, other.key));
}

/** Totals by the values of two groups at once, in the order of the first, then of the second. */
export function landCells(land: ParcelColumns, question: LandQuestion, by: LandGroup, across: LandGroup): LandCell[] {
  const [rows, columns] = [groupOf(land, question, by), groupOf(land, question, across)];
  const width = columns.keys.length;
  const codes = jointCodes(rows, columns);
  const sums = addUp(land, question, { codes, slots: rows.keys.length * width });
  return rows.keys
    .flatMap((key, row) =>
      columns.keys.flatMap((other, column) => {
        const slot = row * width + column;
        const keys: LandCell['keys'] = [key, other];
        return sums.isEmpty(slot) ? [] : [{ keys, ...sums.at(slot) }];
      }),
    )
    .sort((one, other) => byKey(one.keys[0], other.keys[0]) || byKey(one.keys[1], other.keys[1]));
}

/** The sum of rows, and nothing else. */
export function landTotal(rows: readonly LandSums[]): LandSums {
  const add = (part: keyof LandSums): LandSum => ({
    parcels: rows.reduce((sum, row) => sum + row[part].parcels, 0),
    muHundredths: rows.reduce((sum, row) => sum + row[part].muHundredths, 0),
  });
  return { all: add('all'), potential: add('potential'), pending: add('pending') };
}

/** Totals by kind of finding. A parcel may stand under several. */
export function landKinds(land: ParcelColumns, question: LandQuestion): LandKind[] {
  const { selection, lowEfficiency = null } = question;
  const { rows } = land;
  const { findings, countedMuHundredths } = land.columns;
  const tried = lowEfficiency === null ? 0 : kindBit(land, 'low-efficiency');
  const bytes = Math.ceil(land.kinds.length / 8);
  const parcels = new Int32Array(bytes * BYTE_VALUES);
  const muHundredths = new Float64Array(bytes * BYTE_VALUES);
  for (let row = 0; row < rows; row += 1) {
    if (selection !== null && selection[row] !== TRUE) continue;
    let bits = findings[row] as number;
    if (lowEfficiency !== null) bits = (bits & ~tried) | (tried * +(lowEfficiency[row] === TRUE));
    for (let byte = 0; byte < bytes; byte += 1) {
      const at = byte * BYTE_VALUES + ((bits >>> (byte * 8)) & 255);
      parcels[at] = (parcels[at] as number) + 1;
      muHundredths[at] = (muHundredths[at] as number) + (countedMuHundredths[row] as number);
    }
  }
  return FINDING_KINDS.map((kind) => {
    const bit = land.kinds.indexOf(kind);
    const sum = (counts: Int32Array | Float64Array): number =>
      bit < 0 ? 0 : sumWithBit(counts.subarray((bit >>> 3) * BYTE_VALUES, ((bit >>> 3) + 1) * BYTE_VALUES), bit & 7);
    return { kind, sum: { parcels: sum(parcels), muHundredths: sum(muHundredths) } };
  });
}

/** Land is counted by eight kinds at a time, by which of them it has. */
const BYTE_VALUES = 256;

/** What is counted under the bytes that have a bit. */
function sumWithBit(counts: Int32Array | Float64Array, bit: number): number {
  let sum = 0;
  for (let byte = 0; byte < BYTE_VALUES; byte += 1) if (((byte >>> bit) & 1) === 1) sum += counts[byte] as number;
  return sum;
}

type Codes = Uint8Array | Uint16Array | Uint32Array;
type Group = { readonly keys: readonly (string | null)[]; readonly codes: Codes };

/** The row of a parcel by what was found. Disjoint: a parcel found twice has a row of its own, so that rows add up. */
const FINDING_ROWS = ['none', 'low-efficiency', 'suspected-idle', 'low-efficiency+suspected-idle', 'pending'] as const;
/** The row by whether a parcel is pending, idle and low-efficiency, as three bits. */
const ROW_OF = Uint8Array.of(0, 1, 2, 3, FINDING_ROWS.indexOf('pending'), 1, 2, 3);

function groupOf(land: ParcelColumns, question: LandQuestion, by: LandGroup): Group {
  if (by !== 'finding') return { keys: [null, ...land.names[by]], codes: land.columns[by] };
  const { potential, lowEfficiency = null } = question;
  const { rows } = land;
  const { findings } = land.columns;
  const [low, idle] = [kindBit(land, 'low-efficiency'), kindBit(land, 'suspected-idle')];
  const codes = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const bits = findings[row] as number;
    const isLow = +(lowEfficiency === null ? (bits & low) !== 0 : lowEfficiency[row] === TRUE);
    const isIdle = +((bits & idle) !== 0);
    const isPending = +(potential[row] === UNKNOWN);
    codes[row] = ROW_OF[(isPending << 2) | (isIdle << 1) | isLow] as number;
  }
  return { keys: FINDING_ROWS, codes };
}

/** What two groups say at once depends on no question, so it is kept as long as their columns are. */
const kept = new WeakMap<Codes, WeakMap<Codes, Codes>>();

function jointCodes(first: Group, second: Group): Codes {
  const withFirst = kept.get(first.codes) ?? new WeakMap<Codes, Codes>();
  kept.set(first.codes, withFirst);
  const known = withFirst.get(second.codes);
  if (known) return known;
  const width = second.keys.length;
  const slots = first.keys.length * width;
  const { length } = first.codes;
  const codes = slots <= MOST_SHORT_CODES ? new Uint16Array(length) : new Uint32Array(length);
  for (let row = 0; row < length; row += 1)
    codes[row] = (first.codes[row] as number) * width + (second.codes[row] as number);
  withFirst.set(second.codes, codes);
  return codes;
}
const MOST_SHORT_CODES = 2 ** 16;

type Slots = { readonly codes: Codes; readonly slots: number };
/** Counts by slot, a place for each truth */
type Counts = { readonly parcels: Int32Array; readonly muHundredths: Float64Array };

/**
 * Apart from what reads the counts: a loop is slower over what a closure holds. Each row of a turn is counted in a room of
 * its own, since an addition waits for the one before it to the same place.
 */
function count(land: ParcelColumns, places: Uint8Array, { codes, slots }: Slots): Counts {
  const { rows } = land;
  const area = land.columns.countedMuHundredths;
  const room = slots << PLACE_BITS;
  const parcels = new Int32Array(room * ROWS_A_TURN);
  const muHundredths = new Float64Array(room * ROWS_A_TURN);
  const whole = rowsInTurns(rows);
  for (let row = 0; row < whole; row += ROWS_A_TURN) {
    const one = ((codes[row] as number) << PLACE_BITS) | (places[row] as number);
    parcels[one] = (parcels[one] as number) + 1;
    muHundredths[one] = (muHundredths[one] as number) + (area[row] as number);
    const two = room + (((codes[row + 1] as number) << PLACE_BITS) | (places[row + 1] as number));
    parcels[two] = (parcels[two] as number) + 1;
    muHundredths[two] = (muHundredths[two] as number) + (area[row + 1] as number);
    const three = room * 2 + (((codes[row + 2] as number) << PLACE_BITS) | (places[row + 2] as number));
    parcels[three] = (parcels[three] as number) + 1;
    muHundredths[three] = (muHundredths[three] as number) + (area[row + 2] as number);
    const four = room * 3 + (((codes[row + 3] as number) << PLACE_BITS) | (places[row + 3] as number));
    parcels[four] = (parcels[four] as number) + 1;
    muHundredths[four] = (muHundredths[four] as number) + (area[row + 3] as number);
  }
  for (let row = whole; row < rows; row += 1) {
    const one = ((codes[row] as number) << PLACE_BITS) | (places[row] as number);
    parcels[one] = (parcels[one] as number) + 1;
    muHundredths[one] = (muHundredths[one] as number) + (area[row] as number);
  }
  return { parcels: foldRooms(parcels), muHundredths: foldRooms(muHundredths) };
}

/** The sums of all rooms, in the first. */
function foldRooms<Sums extends Int32Array | Float64Array>(sums: Sums): Sums {
  const room = sums.length / ROWS_A_TURN;
  for (let at = 0; at < room; at += 1)
    for (let next = at + room; next < sums.length; next += room)
      sums[at] = (sums[at] as number) + (sums[next] as number);
  return sums;
}

/** Where a row is counted within its slot: by its truth, and apart where it is not selected. */
function placesOf({ selection, potential }: LandQuestion): Uint8Array {
  if (selection === null) return potential;
  const places = new Uint8Array(potential.length);
  for (let row = 0; row < potential.length; row += 1)
    places[row] = PLACES[((selection[row] as number) << PLACE_BITS) | (potential[row] as number)] as number;
  return places;
}
const NOT_COUNTED = 3;
/** By the truth of the selection, then by that of being potential. */
const PLACES = Uint8Array.from({ length: 16 }, (_, both) => (both >> PLACE_BITS === TRUE ? both & 3 : NOT_COUNTED));

type Sums = { readonly isEmpty: (slot: number) => boolean; readonly at: (slot: number) => LandSums };

function addUp(land: ParcelColumns, question: LandQuestion, slots: Slots): Sums {
  const { parcels, muHundredths } = count(land, placesOf(question), slots);
  const sumOf = (at: number): LandSum => ({ parcels: parcels[at] ?? 0, muHundredths: muHundredths[at] ?? 0 });
  const at = (slot: number): LandSums => {
    const first = slot << PLACE_BITS;
    const [rest, potential, pending] = [sumOf(first), sumOf(first + TRUE), sumOf(first + UNKNOWN)];
    const all = {
      parcels: rest.parcels + potential.parcels + pending.parcels,
      muHundredths: rest.muHundredths + potential.muHundredths + pending.muHundredths,
    };
    return { all, potential, pending };
  };
  return { at, isEmpty: (slot) => at(slot).all.parcels === 0 };
}

function kindBit(land: ParcelColumns, kind: FindingKind): number {
  const bit = land.kinds.indexOf(kind);
  return bit < 0 ? 0 : 1 << bit;
}

/** By the units of the text, like a database that sorts by bytes; what has no key comes last. */
function byKey(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  return one < other ? -1 : 1;
}
