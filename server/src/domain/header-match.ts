import { IMPORT_FIELDS, type ImportField, type ImportKind, QUANTITY_UNITS, type Quantity } from './import-fields.ts';

/** How a mapping names a field's source: a column, or one value for all rows. */
export type MappedColumn =
  | string
  | {
      readonly column: string;
      readonly unit?: string | undefined;
      readonly combine?: 'first' | 'sum' | 'max' | undefined;
      readonly zeroIsUnknown?: boolean | undefined;
      readonly note?: string | undefined;
    }
  | { readonly constant: string | number; readonly unit?: string | undefined; readonly note?: string | undefined };

export type ColumnMapping = Readonly<Record<string, MappedColumn>>;

/** Where a field's values come from and by what they are multiplied. `unit` is null for fields without one. */
export type MatchedColumn = {
  readonly field: ImportField;
  readonly source: { readonly header: string } | { readonly constant: string | number };
  readonly unit: string | null;
  readonly factor: number;
  readonly combine: 'first' | 'sum' | 'max';
  readonly zeroIsUnknown: boolean;
};

export type HeaderFault =
  | { readonly fault: 'field-unknown'; readonly field: string; readonly known: readonly string[] }
  | { readonly fault: 'column-absent'; readonly field: ImportField; readonly header: string }
  | {
      readonly fault: 'unit-unknown';
      readonly field: ImportField;
      readonly header: string;
      readonly unit: string;
      readonly known: readonly string[];
    }
  | {
      readonly fault: 'unit-missing';
      readonly field: ImportField;
      readonly header: string;
      readonly known: readonly string[];
    }
  | { readonly fault: 'field-missing'; readonly field: ImportField };

export type HeaderMatch = {
  readonly columns: readonly MatchedColumn[];
  readonly unused: readonly string[];
  readonly faults: readonly HeaderFault[];
};

/** Words for units as files write them, by what they measure. Longer words are not found inside shorter ones: the whole bracket is compared. */
const UNIT_WORDS: Readonly<Record<Quantity, Readonly<Record<string, string>>>> = {
  area: {
    亩: 'mu',
    mu: 'mu',
    万亩: '10k-mu',
    'm²': 'm2',
    '㎡': 'm2',
    m2: 'm2',
    'm^2': 'm2',
    平方米: 'm2',
    平米: 'm2',
    万平方米: '10k-m2',
    '万㎡': '10k-m2',
    '万m²': '10k-m2',
    万m2: '10k-m2',
    公顷: 'ha',
    ha: 'ha',
    hm2: 'ha',
    'hm²': 'ha',
    平方公里: 'km2',
    平方千米: 'km2',
    km2: 'km2',
    'km²': 'km2',
    sqft: 'square-foot',
    ft2: 'square-foot',
    平方英尺: 'square-foot',
    squarefeet: 'square-foot',
  },
  money: {
    元: 'yuan',
    人民币元: 'yuan',
    yuan: 'yuan',
    万元: '10k-yuan',
    万: '10k-yuan',
    亿元: '100m-yuan',
    亿: '100m-yuan',
  },
  energy: {
    吨标煤: 'tce',
    吨标准煤: 'tce',
    tce: 'tce',
    万吨标煤: '10k-tce',
    万吨标准煤: '10k-tce',
    千克标准煤: 'kgce',
    kgce: 'kgce',
  },
  emission: { 吨: 't', t: 't', 千克: 'kg', 公斤: 'kg', kg: 'kg' },
  people: { 人: 'person', 名: 'person', 万人: '10k-person' },
  share: { '%': 'percent', '％': 'percent', 百分比: 'percent', 倍: 'ratio' },
};

/** A header without brackets, blanks, marks and case, with what stood in its last bracket. */
export function splitHeader(header: string): { name: string; bracket: string | null } {
  const folded = header.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const parts = /^(.*?)[(（[【〔/:：,，]+([^()（）[\]【】〔〕]*)[)）\]】〕]*$/.exec(folded);
  const bracket = parts?.[2]?.replace(/^单位[:：]?/, '') ?? null;
  return { name: (parts?.[1] || folded).replace(/[*＊"']/g, ''), bracket: bracket === '' ? null : bracket };
}

/** True where a header is one of a kind's own names: it tells the header row from titles above it. */
export function isKnownHeader(kind: ImportKind, mapping: ColumnMapping): (header: string) => boolean {
  const mapped = new Set(Object.values(mapping).map(mappedHeader));
  return (header) => mapped.has(header.trim()) || IMPORT_FIELDS[kind].some((field) => isNamed(field, header));
}

/** Finds each field's column by the mapping first and by known names after, with its unit. Every fault is told, not only the first. */
export function matchHeaders(
  kind: ImportKind,
  headers: readonly string[],
  mapping: ColumnMapping,
  isRequired: (field: ImportField) => boolean = (field) => field.isRequired,
): HeaderMatch {
  const fields = IMPORT_FIELDS[kind];
  const faults: HeaderFault[] = [];
  const columns: MatchedColumn[] = [];
  for (const name of Object.keys(mapping)) {
    if (!fields.some((field) => field.field === name))
      faults.push({ fault: 'field-unknown', field: name, known: fields.map((field) => field.field) });
  }
  const taken = new Set(Object.values(mapping).map(mappedHeader));
  for (const field of fields) {
    const mapped = mapping[field.field];
    const found =
      mapped === undefined ? headers.find((header) => !taken.has(header) && isNamed(field, header)) : undefined;
    if (found !== undefined) taken.add(found);
    const source = mapped ?? found;
    if (source === undefined) {
      if (isRequired(field)) faults.push({ fault: 'field-missing', field });
      continue;
    }
    const column = matchColumn(field, source, headers);
    if ('fault' in column) faults.push(column);
    else columns.push(column);
  }
  return { columns, unused: headers.filter((header) => !taken.has(header)), faults };
}

function mappedHeader(mapped: MappedColumn): string | null {
  if (typeof mapped === 'string') return mapped;
  return 'column' in mapped ? mapped.column : null;
}

const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, '');

/** Each field's names as they are compared: made once, since a table may have thousands of columns. */
const foldedNames = new Map<ImportField, ReadonlySet<string>>();

function namesOf(field: ImportField): ReadonlySet<string> {
  const known = foldedNames.get(field) ?? new Set([field.field, ...field.names].map(fold));
  foldedNames.set(field, known);
  return known;
}

function isNamed(field: ImportField, header: string): boolean {
  const names = namesOf(field);
  return names.has(fold(splitHeader(header).name)) || names.has(fold(header));
}

/** The unit that a name carries by itself: our own field names, and those that a standard fixes. */
function unitOfName(field: ImportField, header: string, units: Readonly<Record<string, number>>): string | undefined {
  if (fold(header) === fold(field.field)) return Object.keys(units).find((unit) => units[unit] === 1);
  return field.unitOfName?.[fold(header)] ?? field.defaultUnit;
}

function matchColumn(
  field: ImportField,
  mapped: MappedColumn,
  headers: readonly string[],
): MatchedColumn | HeaderFault {
  const spec = typeof mapped === 'string' ? { column: mapped } : mapped;
  const header = 'column' in spec ? spec.column : `constant ${spec.constant}`;
  if ('column' in spec && !headers.includes(spec.column)) return { fault: 'column-absent', field, header };
  const combine = 'combine' in spec ? (spec.combine ?? 'first') : 'first';
  const zeroIsUnknown = 'zeroIsUnknown' in spec ? (spec.zeroIsUnknown ?? false) : false;
  const base = {
    field,
    source: 'column' in spec ? { header: spec.column } : { constant: spec.constant },
    combine,
    zeroIsUnknown,
  };
  if (field.type.is !== 'quantity') return { ...base, unit: null, factor: 1 };
  const units = QUANTITY_UNITS[field.type.quantity];
  const known = Object.keys(units);
  const { bracket } = splitHeader(header);
  const written = spec.unit ?? bracket ?? unitOfName(field, header, units);
  if (written === undefined) return { fault: 'unit-missing', field, header, known };
  const unit =
    written in units
      ? written
      : (UNIT_WORDS[field.type.quantity][written.normalize('NFKC').toLowerCase()] ??
        UNIT_WORDS[field.type.quantity][written]);
  return unit === undefined ? { fault: 'unit-unknown', field, header, unit: written, known } : withUnit(unit);

  function withUnit(name: string): MatchedColumn {
    return { ...base, unit: name, factor: units[name] ?? 1 };
  }
}
