import type { Connection } from '../../db/database.ts';
import {
  type Baselines,
  classesByRank,
  type EnterpriseFigures,
  type EvaluationIndicator,
  type EvaluationMethod,
  evaluate,
  indicatorValues,
  resolveBaselines,
  type Tier,
} from '../../domain/evaluation.ts';
import { findFigures, type StoredMethod, storeEvaluations } from './evaluation.queries.ts';
import { figuresAt, type PackedFigures, packFigures } from './packed-figures.ts';

const PAGE = 5_000;

type TierYear = { readonly jurisdictionId: number; readonly year: number; readonly tier: Tier };

/** Scores and classes one tier of a jurisdiction in one year: reads it in pages, ranks it whole, stores it in pages. */
export async function evaluateTier(db: Connection, of: TierYear, { id, definition }: StoredMethod): Promise<void> {
  const pages = await readPages(db, of);
  const baselines = resolveBaselines(definition, tierMeans(pages, definition));
  const scores = new Float64Array(pages.reduce((rows, page) => rows + page.ids.length, 0));
  let place = 0;
  for (const figures of each(pages)) {
    const evaluation = evaluate(indicatorValues(figures), definition, baselines);
    scores[place++] = evaluation.rated ? evaluation.score : Number.NaN;
  }
  const classes = classesByRank(scores, definition.classes);
  let first = 0;
  for (const page of pages) {
    const { length } = page.ids;
    const inputs = Array.from({ length }, (_, index) => inputsOf(figuresAt(page, index), definition, baselines));
    await storeEvaluations(db, of.year, id, {
      ids: [...page.ids],
      scores: Array.from(scores.subarray(first, first + length), (score) => (Number.isNaN(score) ? null : score)),
      classes: classes.slice(first, first + length),
      inputs,
    });
    first += length;
  }
}

async function readPages(db: Connection, of: TierYear): Promise<PackedFigures[]> {
  const pages: PackedFigures[] = [];
  let afterId = 0;
  for (;;) {
    const rows = await findFigures(db, { ...of, afterId, limit: PAGE });
    if (rows.length > 0) pages.push(packFigures(rows));
    if (rows.length < PAGE) return pages;
    afterId = rows.at(-1)?.id ?? afterId;
  }
}

function* each(pages: readonly PackedFigures[]): Generator<EnterpriseFigures> {
  for (const page of pages) {
    for (let place = 0; place < page.ids.length; place++) yield figuresAt(page, place);
  }
}

/** Plain means of the known values, taken only where the method asks for one. */
function tierMeans(
  pages: readonly PackedFigures[],
  method: EvaluationMethod,
): (indicator: EvaluationIndicator) => number | null {
  const sums = new Map<EvaluationIndicator, { sum: number; known: number }>();
  const wanted = method.items.filter((item) => item.baseline === 'tier-mean').map((item) => item.indicator);
  for (const figures of wanted.length > 0 ? each(pages) : []) {
    const values = indicatorValues(figures);
    for (const indicator of wanted) {
      const value = values[indicator];
      if (value === null) continue;
      const { sum, known } = sums.get(indicator) ?? { sum: 0, known: 0 };
      sums.set(indicator, { sum: sum + value, known: known + 1 });
    }
  }
  return (indicator) => {
    const found = sums.get(indicator);
    return found ? found.sum / found.known : null;
  };
}

/** What went in, kept with the score so that it can be explained later. Points and baselines stand in the order of the method's items. */
function inputsOf(figures: EnterpriseFigures, method: EvaluationMethod, baselines: Baselines): string {
  const evaluation = evaluate(indicatorValues(figures), method, baselines);
  return JSON.stringify({
    figures,
    baselines: method.items.map(({ indicator }) => baselines[indicator] ?? null),
    points: evaluation.rated ? evaluation.parts.map((part) => part.points) : null,
    missing: evaluation.rated ? [] : evaluation.missing,
  });
}
