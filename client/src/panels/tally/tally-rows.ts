import { classOfRow, orderClasses } from '../../api/class-names.ts';
import type { TallyGroup, TallyLine } from '../../api/queries.ts';
import { divisionName } from '../../text/industry.ts';
import type { Text } from '../../text/zh.ts';
import { NOT_KNOWN } from '../../url/filter.ts';
import { CLASS_KEYS, type ClassKey, isKnownClass, UNRATED, type View } from '../../url/view.ts';
import { type ListTab, offAllBut } from '../find/found-filter.ts';

export type TallyPart = 'all' | 'potential' | 'pending';

const PART_TABS: Record<TallyPart, ListTab> = { all: 'all', potential: 'potential', pending: 'pending' };
/** Rows by finding are disjoint: each key is a list of its own. */
const FINDING_TABS: Readonly<Record<string, ListTab>> = {
  'low-efficiency+suspected-idle': 'both',
  'low-efficiency': 'only-low',
  'suspected-idle': 'only-idle',
  pending: 'pending',
  none: 'rest',
};

/** What leads from a number to its parcels. Key undefined: the total row. */
export type Behind = {
  readonly by: TallyGroup;
  readonly key?: string | null | undefined;
  readonly part: TallyPart;
  /** All classes there are, for rows by class. */
  readonly classes?: readonly ClassKey[];
};

/** The view that shows the parcels behind one number of the tally. */
export function behindNumber({ by, key, part, classes = CLASS_KEYS }: Behind): Partial<View> {
  const found = { job: 'find', sel: null, tab: PART_TABS[part] } as const;
  if (key === undefined) return found;
  switch (by) {
    case 'town':
      return { ...found, town: key ?? NOT_KNOWN };
    case 'park':
      return { ...found, park: key ?? NOT_KNOWN };
    case 'industry':
      return { ...found, industry: key ?? NOT_KNOWN };
    case 'class':
      return { ...found, off: offAllBut(key ?? UNRATED, classes) };
    case 'finding':
      return { ...found, tab: FINDING_TABS[key ?? ''] ?? 'all' };
  }
}

/** What a row is called: towns and parks by their own names, the rest by the trade's words. */
export function rowLabel(
  text: Text,
  language: 'zh' | 'en',
  by: TallyGroup,
  row: Pick<TallyLine, 'key' | 'label'>,
): string {
  const unknown = text.tally.unknownGroup[by];
  switch (by) {
    case 'town':
    case 'park':
      return row.label ?? unknown;
    case 'industry':
      return row.key === null ? unknown : `${row.key} ${divisionName(row.key, language)}`.trim();
    case 'class': {
      const key = classOfRow(row);
      if (key === UNRATED) return unknown;
      return isKnownClass(key) ? `${key} ${text.common.classes[key]}` : key;
    }
    case 'finding': {
      const { findings } = text.common;
      if (row.key === 'low-efficiency+suspected-idle')
        return `${findings['low-efficiency']} + ${findings['suspected-idle']}`;
      if (row.key === 'low-efficiency' || row.key === 'suspected-idle') return findings[row.key];
      return row.key === 'pending' ? text.tally.pending : unknown;
    }
  }
}

const FINDING_ORDER = Object.keys(FINDING_TABS);

/** Largest potential first; classes and findings keep their fixed order; what is not known stands last. */
export function sortRows(by: TallyGroup, rows: readonly TallyLine[]): TallyLine[] {
  const classes = orderClasses(rows.map(({ key }) => key));
  const place = (row: TallyLine): number => {
    if (by === 'finding') return FINDING_ORDER.indexOf(row.key ?? 'none');
    if (by === 'class') return classes.indexOf(classOfRow(row));
    return row.key === null ? Number.POSITIVE_INFINITY : -row.potential.muHundredths;
  };
  const collator = new Intl.Collator('en');
  return [...rows].sort((a, b) => place(a) - place(b) || collator.compare(a.key ?? '', b.key ?? ''));
}
