import type { COMPARED_FIGURES, ScenarioFigures } from '@yima-guandi/server/contract';
import type { Format } from '../../text/format.ts';

export type ComparedFigure = (typeof COMPARED_FIGURES)[number];

/** Columns of the strip below the map, as a planner reads them: what is gained, then what it costs. */
export const STRIP_FIGURES = [
  'freedMuHundredths',
  'gapMuHundredths',
  'tax10kYuan',
  'taxPerFreedMu10kYuan',
  'employees',
  'owners',
  'outsideControlLineMuHundredths',
  'compactness',
] as const satisfies readonly ComparedFigure[];

/** Figures of which less is better, for a chart and a difference. */
export const COSTS: ReadonlySet<ComparedFigure> = new Set([
  'tax10kYuan',
  'taxPerFreedMu10kYuan',
  'addedValue10kYuan',
  'employees',
  'enterprises',
  'owners',
  'outsideControlLineMuHundredths',
]);

/** A figure as it is printed, without its unit; 无数据 where it is not known. */
function figureWords(format: Format, figure: ComparedFigure, value: ScenarioFigures[ComparedFigure]): string {
  if (figure.endsWith('MuHundredths') || figure === 'muHundredths') return format.muExact(value);
  return format.number(value, figure === 'compactness' || figure === 'taxPerFreedMu10kYuan' ? 2 : 0);
}

type WhyNone = { readonly noTarget: string; readonly nothingFreed: string };

/** A figure of a scenario as it is printed: the gap with its sign, and in words why there is none where that is known. */
export function toldFigure(format: Format, words: WhyNone, figure: ComparedFigure, figures: ScenarioFigures): string {
  const value = figures[figure];
  if (figure === 'gapMuHundredths') return value === null ? words.noTarget : signedWords(format, figure, value);
  const isOfNothing = figure === 'taxPerFreedMu10kYuan' && value === null && figures.freedMuHundredths === 0;
  return isOfNothing ? words.nothingFreed : figureWords(format, figure, value);
}

/** A difference with its sign; nothing differs by 0 as it is printed. */
export function signedWords(format: Format, figure: ComparedFigure, value: number): string {
  const words = figureWords(format, figure, value);
  return value > 0 && /[1-9]/.test(words) ? `+${words}` : words;
}
