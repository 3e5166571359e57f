import { FINDING_KINDS, TIERS } from '@yima-guandi/server/domain';
import {
  createParser,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { useCallback } from 'react';
import { readCamera, sameCamera, writeCamera } from './camera.ts';
import { triedValue } from './tried.ts';

export const JOBS = ['map', 'find', 'evaluation', 'tally', 'imports', 'programme'] as const;
export type Job = (typeof JOBS)[number];

/** Stands for 待核, not rated, among the names of classes. */
export const UNRATED = 'U';
/** Classes that have colours and words of their own. A method may name others: names are data. */
export const CLASS_KEYS = ['A', 'B', 'C', 'D', UNRATED] as const;
export type KnownClass = (typeof CLASS_KEYS)[number];
/** The name of a class as the data gives it, or UNRATED. */
export type ClassKey = string;
export const isKnownClass = (key: ClassKey): key is KnownClass => CLASS_KEYS.some((known) => known === key);

/** Parts of the page of evaluation. */
export const EVALUATION_PARTS = ['overview', 'enterprises', 'movement', 'changes'] as const;

const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Layers that can be switched off by hand, for those who want less on the map. */
export const SWITCHABLE_LAYERS = ['labels', 'roofs', 'control-line', 'findings'] as const;
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
  /** Classes switched off. */
  off: parseAsArrayOf(className).withDefault([]),
  finding: parseAsStringLiteral(FINDING_KINDS),
  town: parseAsString,
  park: parseAsString,
  industry: parseAsString,
  tab: parseAsString,
  /** Values of rules that are tried in place of those in force. */
  t: parseAsArrayOf(triedValue).withDefault([]),
  by: parseAsString,
  hide: parseAsArrayOf(parseAsStringLiteral(SWITCHABLE_LAYERS)).withDefault([]),
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

export function useView() {
  const [view, setParts] = useQueryStates(VIEW_PARSERS);
  const setView = useCallback(
    (patch: Partial<View>) => {
      const isStep = Object.keys(patch).some((key) => !REPLACED.has(key));
      return setParts(patch as ViewPatch, { history: isStep ? 'push' : 'replace' });
    },
    [setParts],
  );
  return { view, setView };
}

type SetParts = ReturnType<typeof useQueryStates<typeof VIEW_PARSERS>>[1];
type ViewPatch = Exclude<Parameters<SetParts>[0], ((...args: never[]) => unknown) | null>;
export type View = ReturnType<typeof useQueryStates<typeof VIEW_PARSERS>>[0];
