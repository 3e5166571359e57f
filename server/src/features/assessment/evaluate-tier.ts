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
import { type EvaluationRow, figurePages, type StoredMethod, storeEvaluations } from './evaluation.queries.ts';
import { figuresAt, type PackedFigures, packFigures } from './packed-figures.ts';

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
  let storing: Promise<void> = Promise.resolve();
  for (const page of pages) {
    const rows = rowsOf(page, first, { definition, baselines, scores, classes });
    first += rows.length;
    // The next page is worked out here while the database stores the last.
    await storing;
    storing = storeEvaluations(db, of.year, id, rows);
    storing.catch(() => undefined);
  }
  await storing;
}

async function readPages(db: Connection, of: TierYear): Promise<PackedFigures[]> {
  const pages: PackedFigures[] = [];
  for await (const rows of figurePages(db, of)) pages.push(packFigures(rows));
  return pages;
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

type Scored = {
  readonly definition: EvaluationMethod;
  readonly baselines: Baselines;
  readonly scores: Float64Array;
  readonly classes: readonly (string | null)[];
};

/** The rows of a page whose first enterprise stands at `first` in the tier. */
function rowsOf(
  page: PackedFigures,
  first: number,
  { definition, baselines, scores, classes }: Scored,
): EvaluationRow[] {
  return Array.from(page.ids, (id, index) => {
    const score = scores[first + index] ?? Number.NaN;
    return {
      id,
      score: Number.isNaN(score) ? null : score,
      class: classes[first + index] ?? null,
      inputs: inputsOf(figuresAt(page, index), definition, baselines),
    };
  });
}

/** What went in, kept with the score so that it can be explained later. Points and baselines stand in the order of the method's items. */
function inputsOf(figures: EnterpriseFigures, method: EvaluationMethod, baselines: Baselines) {
  const evaluation = evaluate(indicatorValues(figures), method, baselines);
  return {
    figures,
    baselines: method.items.map(({ indicator }) => baselines[indicator] ?? null),
    points: evaluation.rated ? evaluation.parts.map((part) => part.points) : null,
    missing: evaluation.rated ? [] : evaluation.missing,
  };
}
