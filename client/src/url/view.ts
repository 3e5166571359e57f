import { TIERS } from '@yima-guandi/server/domain';
import {
  createParser,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { useCallback, useMemo } from 'react';
import { readCamera, sameCamera, writeCamera } from './camera.ts';
import type { ClassKey } from './class-key.ts';
import { type FilterView, NO_FILTER, viewFilter } from './filter-view.ts';
import { triedValue } from './tried.ts';

export { CLASS_KEYS, type ClassKey, isKnownClass, type KnownClass, UNRATED } from './class-key.ts';

export const JOBS = ['map', 'find', 'evaluation', 'zones', 'tally', 'imports', 'programme'] as const;
export type Job = (typeof JOBS)[number];

/** Parts of the page of evaluation. */
export const EVALUATION_PARTS = ['overview', 'enterprises', 'movement', 'changes'] as const;

const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Layers that can be switched off by hand, for those who want less on the map. */
export const SWITCHABLE_LAYERS = [
  'labels',
  'roofs',
  'control-line',
  'permanent-farmland',
  'ecological-red-line',
  'planned-road',
  'other',
  'findings',
] as const;
export type SwitchableLayer = (typeof SWITCHABLE_LAYERS)[number];

/** As long as the data keeps a class's name; a comma parts names in a link. */
const className = createParser<ClassKey>({
  parse: (text) => (/^[^\s,]{1,20}$/.test(text) ? text : null),
  serialize: (name) => name,
});
const camera = createParser({ parse: readCamera, serialize: writeCamera, eq: sameCamera });

/** Every part of the view and how the link writes it. A part at its default is left out of the link. */
export const VIEW_PARSERS = {
  j: parseAsString,
  y: parseAsInteger,
  job: parseAsStringLiteral(JOBS).withDefault('map'),
  sel: parseAsString,
  c: camera,
  /** What is filtered: the text that the API takes as its filter. */
  filter: viewFilter.withDefault(NO_FILTER),
  tab: parseAsString,
  /** Values of rules that are tried in place of those in force. */
  t: parseAsArrayOf(triedValue).withDefault([]),
  by: parseAsString,
  hide: parseAsArrayOf(parseAsStringLiteral(SWITCHABLE_LAYERS)).withDefault([]),
  /** Scenarios that are laid side by side in the place of the map; fewer than two: none are. */
  compare: parseAsArrayOf(parseAsInteger).withDefault([]),
  /** The import whose report is open. */
  batch: parseAsInteger,
  /** Evaluation: whose method, which part of the page, the enterprise explained by its credit code, the list's class and words. */
  tier: parseAsStringLiteral(TIERS).withDefault('above-scale'),
  part: parseAsStringLiteral(EVALUATION_PARTS).withDefault('overview'),
  firm: parseAsString,
  grade: className,
  q: parseAsString.withDefault(''),
  /** Movement between classes: the year it starts from, and the cell that is open as `from,to`. */
  since: parseAsInteger,
  cell: parseAsString,
  lang: parseAsStringLiteral(LANGUAGES).withDefault('zh'),
};

/** Moving the camera or changing the language is no step that Back should undo. */
const REPLACED = new Set<string>(['c', 'lang', 'hide', 'off', 'q']);

type LinkView = ReturnType<typeof useQueryStates<typeof VIEW_PARSERS>>[0];
/** The whole view: the link, with its filter taken apart. */
export type View = Omit<LinkView, 'filter'> & FilterView;

export function useView() {
  const [link, setLink] = useQueryStates(VIEW_PARSERS);
  const view = useMemo<View>(() => viewOf(link), [link]);
  const setView = useCallback(
    (patch: Partial<View>) => {
      const isStep = Object.keys(patch).some((key) => !REPLACED.has(key));
      return setLink((known) => linkPatch(viewOf(known), patch), { history: isStep ? 'push' : 'replace' });
    },
    [setLink],
  );
  return { view, setView };
}

const viewOf = ({ filter, ...link }: LinkView): View => ({ ...link, ...filter });

const isOfFilter = (key: string): boolean => Object.hasOwn(NO_FILTER, key);

const filterOf = ({ off, finding, town, park, industry, further, refused }: FilterView): FilterView => ({
  off,
  finding,
  town,
  park,
  industry,
  further,
  refused,
});

/** What of the link a change of the view writes anew. A change of the filter does away with a text that was none. */
function linkPatch(view: View, patch: Partial<View>): Partial<LinkView> {
  const others = Object.fromEntries(Object.entries(patch).filter(([key]) => !isOfFilter(key)));
  if (!Object.keys(patch).some(isOfFilter)) return others;
  return { ...others, filter: filterOf({ ...view, refused: null, ...patch }) };
}

/** The link of the view with some parts changed. */
export const linkWith = (view: View, patch: Partial<View>): LinkView => ({
  ...view,
  filter: filterOf(view),
  ...linkPatch(view, patch),
});
