import type { ImportMapping } from '../../contract/import-mapping.ts';
import { Problem } from '../../contract/problem.ts';
import { type HeaderFault, type HeaderMatch, type MatchedColumn, matchHeaders } from '../../domain/header-match.ts';
import type { ImportKind } from '../../domain/import-fields.ts';
import type { OpenedFile } from '../../formats/open-file.ts';

/** Fits headers to fields, or tells everything that does not fit at once. Errors: `columns-missing`, `mapping-invalid`. */
export function planColumns(kind: ImportKind, headers: readonly string[], mapping: ImportMapping): HeaderMatch {
  const match = matchHeaders(kind, headers, mapping.columns);
  if (match.faults.length > 0) {
    const words = match.faults.map(faultWords);
    const isMissing = match.faults.some((fault) => fault.fault === 'field-missing');
    throw new Problem(
      isMissing ? 'columns-missing' : 'mapping-invalid',
      `${words.join('；')}。文件中的列：${headers.join('、')}。`,
      match.faults.map(faultPlace).join(', '),
    );
  }
  checkMerge(kind, match, mapping);
  return match;
}

function faultWords(fault: HeaderFault): string {
  switch (fault.fault) {
    case 'field-unknown':
      return `映射中的字段“${fault.field}”不存在，可用：${fault.known.join('、')}`;
    case 'column-absent':
      return `映射把“${fault.field.label}”指到列“${fault.header}”，但文件没有这一列`;
    case 'unit-unknown':
      return `列“${fault.header}”的单位“${fault.unit}”不认识，可用：${fault.known.join('、')}`;
    case 'unit-missing':
      return `列“${fault.header}”没有写明单位，请把表头写成如“${fault.field.label}(亩)”“${fault.field.label}(万元)”，或在映射中给出 unit（${fault.known.join('、')}）`;
    case 'field-missing':
      return `缺少“${fault.field.label}”列，请补上该列，或在映射 columns 中用 "${fault.field.field}" 指明它的列名`;
  }
}

const faultPlace = (fault: HeaderFault): string =>
  'header' in fault ? fault.header : typeof fault.field === 'string' ? fault.field : fault.field.field;

/** Pieces are put together by their code, so the column named must be the one that the code is read from. */
function checkMerge(kind: ImportKind, match: HeaderMatch, mapping: ImportMapping): void {
  if (mapping.mergePiecesBy === undefined) return;
  const codeField = kind === 'parcels' || kind === 'projects' ? 'parcelCode' : 'creditCode';
  const code = match.columns.find((column) => column.field.field === codeField);
  if (code && 'header' in code.source && code.source.header === mapping.mergePiecesBy) return;
  throw new Problem(
    'mapping-invalid',
    `mergePiecesBy 应为代码所在的列，而不是“${mapping.mergePiecesBy}”。 mergePiecesBy must name the column of the code.`,
    'mergePiecesBy',
  );
}

/** What was found in the file, for the batch: columns with their units, what was not used, notes of the mapping. */
export function describePlan(
  opened: OpenedFile,
  match: HeaderMatch,
  mapping: ImportMapping,
  headers: readonly string[],
): Record<string, unknown> {
  const notes = Object.entries(mapping.columns).flatMap(([field, source]) =>
    typeof source === 'object' && source.note !== undefined ? [{ field, note: source.note }] : [],
  );
  return {
    format: opened.file.format,
    encoding: opened.file.encoding,
    headers,
    columns: match.columns.map(describeColumn),
    unusedColumns: match.unused,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function describeColumn(column: MatchedColumn): Record<string, unknown> {
  return {
    field: column.field.field,
    label: column.field.label,
    ...column.source,
    ...(column.unit === null ? {} : { unit: column.unit }),
  };
}
