import type { Geometry } from './wkb.ts';

/** A cell as the file has it: nothing is parsed here, an empty cell is null. */
export type Cell = string | number | null;

/** One row of a table. `rowNumber` counts as the file does: the line or sheet row, from 1. */
export type TableRow = { readonly rowNumber: number; readonly values: Readonly<Record<string, Cell>> };

/**
 * One feature of a geodata file. `rowNumber` is its ordinal from 1; a feature with no geometry has null. `layer` is told
 * where every layer of a file is read.
 */
export type FeatureRow = TableRow & { readonly geometry: Geometry | null; readonly layer?: string };

/** What every table format gives. */
export type TableFile = {
  readonly format: string;
  readonly headers: readonly string[];
  readonly encoding: string | null;
  readonly rows: AsyncIterable<TableRow>;
};

/** What every geodata format gives. `crs` is EPSG:n or null where the file does not say. */
export type FeatureFile = {
  readonly format: string;
  readonly crs: string | null;
  /** The file names no system, and `crs` is what its format says then. */
  readonly isCrsImplied?: boolean;
  readonly encoding: string | null;
  readonly rows: AsyncIterable<FeatureRow>;
  /** Removes what was unpacked. Call it when the rows have been read. */
  readonly close: () => Promise<void>;
};
