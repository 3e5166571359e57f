import {
  evaluateFilter,
  type Filter,
  type FindingKind,
  type LandSum,
  type ParcelColumns,
  potentialOf,
  rulePredicate,
  TRUTH,
} from '@yima-guandi/server/domain';
import { asTried, isTrying, type Question, type Shown } from './question.ts';

/** What the rules say of each parcel, one truth a row. In `potential`, unknown is pending (待核). */
export type Verdict = {
  readonly lowEfficiency: Uint8Array;
  readonly potential: Uint8Array;
};

const bitOf = (land: ParcelColumns, kind: FindingKind): number => {
  const place = land.kinds.indexOf(kind);
  return place < 0 ? 0 : 1 << place;
};

/** What was found, as the columns tell it. */
export function verdictInForce(land: ParcelColumns): Verdict {
  const { findings, unknown } = land.columns;
  const bit = bitOf(land, 'low-efficiency');
  const lowEfficiency = new Uint8Array(land.rows);
  for (let row = 0; row < land.rows; row += 1) {
    if (((findings[row] as number) & bit) !== 0) lowEfficiency[row] = TRUTH.true;
    else if (((unknown[row] as number) & bit) !== 0) lowEfficiency[row] = TRUTH.unknown;
  }
  return { lowEfficiency, potential: potentialOf(land) };
}

type TriedRules = Pick<Question, 'rules' | 'beside' | 'tried'>;

/** Low-efficiency by the rules with the values that are tried, or by what stands beside them: by any of them. */
export const lowEfficiencyFilter = ({ rules, beside, tried }: TriedRules): Filter => {
  const each = [...rules.map((rule) => rulePredicate(asTried(rule, tried))), ...beside];
  return each.length === 1 && each[0] ? each[0] : { op: 'or', args: each };
};

/** What the rules would find with the values that are tried; what was found where none is. */
export function verdictTried(land: ParcelColumns, question: TriedRules, inForce: Verdict): Verdict {
  if (!isTrying(question)) return inForce;
  const lowEfficiency = evaluateFilter(lowEfficiencyFilter(question), land);
  return { lowEfficiency, potential: potentialOf(land, lowEfficiency) };
}

/** The rows that a list of the panel holds: 1 where they belong to it. */
export function shownRows(
  land: ParcelColumns,
  verdict: Verdict,
  { finding, shown }: { readonly finding: FindingKind | null; readonly shown: Shown },
): Uint8Array {
  const { lowEfficiency, potential } = verdict;
  const { findings } = land.columns;
  const idle = bitOf(land, 'suspected-idle');
  const kind = finding === null ? 0 : bitOf(land, finding);
  const isLow = (row: number) => lowEfficiency[row] === TRUTH.true;
  const isIdle = (row: number) => ((findings[row] as number) & idle) !== 0;
  const isOfKind = (row: number): boolean => {
    if (finding === null) return true;
    return finding === 'low-efficiency' ? isLow(row) : ((findings[row] as number) & kind) !== 0;
  };
  const belongs: Record<Shown, (row: number) => boolean> = {
    found: (row) => finding !== null || potential[row] === TRUTH.true,
    potential: (row) => potential[row] === TRUTH.true,
    pending: (row) => potential[row] === TRUTH.unknown,
    all: () => true,
    both: (row) => isLow(row) && isIdle(row),
    'only-low': (row) => isLow(row) && !isIdle(row),
    'only-idle': (row) => isIdle(row) && !isLow(row),
    rest: (row) => potential[row] === TRUTH.false,
  };
  const test = belongs[shown];
  const rows = new Uint8Array(land.rows);
  for (let row = 0; row < land.rows; row += 1) rows[row] = test(row) && isOfKind(row) ? 1 : 0;
  return rows;
}

/** Rows of both; `selection` may hold truths, of which only true counts. */
export function among(rows: Uint8Array, selection: Uint8Array | null): Uint8Array {
  if (selection === null) return rows;
  const both = new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row += 1) both[row] = rows[row] === 1 && selection[row] === TRUTH.true ? 1 : 0;
  return both;
}

/** Rows of the first that are not of the second. */
export function without(rows: Uint8Array, others: Uint8Array): Uint8Array {
  const rest = new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row += 1) rest[row] = rows[row] === 1 && others[row] !== 1 ? 1 : 0;
  return rest;
}

export function landOf(land: ParcelColumns, rows: Uint8Array): LandSum {
  const area = land.columns.countedMuHundredths;
  let parcels = 0;
  let muHundredths = 0;
  for (let row = 0; row < rows.length; row += 1) {
    if (rows[row] !== 1) continue;
    parcels += 1;
    muHundredths += area[row] as number;
  }
  return { parcels, muHundredths };
}
