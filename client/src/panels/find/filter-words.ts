import type { Jurisdiction } from '@yima-guandi/server/contract';
import { filterWords, type NameOf } from '@yima-guandi/server/domain';
import { useClassNames } from '../../api/class-names.ts';
import { useCurrent } from '../../api/current.ts';
import { divisionName } from '../../text/industry.ts';
import { useText } from '../../text/use-text.ts';
import type { Text } from '../../text/zh.ts';
import { type AskedFilter, NOT_KNOWN } from '../../url/filter.ts';
import { CLASS_KEYS, type ClassKey, type Language, UNRATED, useView, type View } from '../../url/view.ts';

/** One condition of the view's filter in words, and the change of the view that takes it away. */
export type FilterPart = { readonly key: string; readonly label: string; readonly without: Partial<View> };
/** What names the parts of a filter. */
type Known = { readonly jurisdiction: Jurisdiction | null; readonly classes?: readonly ClassKey[] };

/** The filter in words, in the order in which it is printed everywhere. */
export function filterParts(
  text: Text,
  language: Language,
  view: AskedFilter,
  { jurisdiction, classes = CLASS_KEYS }: Known,
): FilterPart[] {
  const { find, common } = text;
  const parts: FilterPart[] = [];
  const townName = (code: string): string => jurisdiction?.towns.find((town) => town.code === code)?.name ?? code;
  const industryName = (division: string): string => `${division} ${divisionName(division, language)}`.trim();
  if (view.off.length > 0) {
    const on = classes.filter((key) => !view.off.includes(key)).map((key) => (key === UNRATED ? common.classU : key));
    parts.push({ key: 'off', label: `${find.class} ${on.length > 0 ? on.join(' ') : '–'}`, without: { off: [] } });
  }
  if (view.finding) parts.push({ key: 'finding', label: common.findings[view.finding], without: { finding: null } });
  if (view.town) {
    const label = view.town === NOT_KNOWN ? find.townUnknown : townName(view.town);
    parts.push({ key: 'town', label, without: { town: null } });
  }
  if (view.park)
    parts.push({ key: 'park', label: view.park === NOT_KNOWN ? find.outsidePark : view.park, without: { park: null } });
  if (view.industry) {
    const name = `${divisionName(view.industry, language) ? '' : `${find.industry} `}${industryName(view.industry)}`;
    parts.push({
      key: 'industry',
      label: view.industry === NOT_KNOWN ? find.industryUnknown : name,
      without: { industry: null },
    });
  }
  const nameOf: NameOf = (property, value) => {
    if (property === 'town') return townName(String(value));
    return property === 'industry' ? industryName(String(value)) : undefined;
  };
  view.further.forEach((condition, index) => {
    parts.push({
      key: `further-${index}`,
      label: filterWords(condition, text.filter, nameOf),
      without: { further: view.further.filter((_, at) => at !== index) },
    });
  });
  return parts;
}

/** The filter in force, in the reader's language. */
export function useFilterWords(): FilterPart[] {
  const { view } = useView();
  const { text, language } = useText();
  const { jurisdiction } = useCurrent();
  const classes = useClassNames();
  return filterParts(text, language, view, { jurisdiction, classes });
}
