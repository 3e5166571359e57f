import type { Connection } from '../../db/database.ts';
import {
  type Baselines,
  classesByRank,
  type Evaluation,
  type EvaluationIndicator,
  evaluate,
  indicatorValues,
  resolveBaselines,
  type Tier,
} from '../../domain/evaluation.ts';
import { type FiguresRow, findFigures, type StoredMethod, storeEvaluations } from './evaluation.queries.ts';

const PAGE = 5_000;

type TierYear = { readonly jurisdictionId: number; readonly year: number; readonly tier: Tier };

/**
 * Scores and classes one tier of a jurisdiction in one year. It reads the tier three times in pages (means, scores,
 * storing) and keeps one number an enterprise between them, so that memory does not follow the size of the tier.
 */
export async function evaluateTier(
  db: Connection,
  of: TierYear,
  method: StoredMethod,
): Promise<{ rated: number; unrated: number }> {
  const baselines = resolveBaselines(method.definition, await tierMeans(db, of, method));
  const scores: number[] = [];
  for await (const page of pages(db, of)) {
    for (const row of page) {
      const evaluation = evaluate(indicatorValues(row), method.definition, baselines);
      scores.push(evaluation.rated ? evaluation.score : Number.NaN);
    }
  }
  const classes = classesByRank(scores, method.definition.classes);
  let place = 0;
  for await (const page of pages(db, of)) {
    const evaluations = page.map((row) => evaluate(indicatorValues(row), method.definition, baselines));
    await storeEvaluations(db, of.year, method.id, {
      ids: page.map((row) => row.id),
      scores: evaluations.map((each) => (each.rated ? each.score : null)),
      classes: classes.slice(place, place + page.length),
      inputs: page.map((row, index) => inputsOf(row, evaluations[index], baselines)),
    });
    place += page.length;
  }
  const unrated = scores.filter(Number.isNaN).length;
  return { rated: scores.length - unrated, unrated };
}

async function* pages(db: Connection, of: TierYear): AsyncGenerator<FiguresRow[]> {
  let afterId = 0;
  for (;;) {
    const page = await findFigures(db, { ...of, afterId, limit: PAGE });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    afterId = page.at(-1)?.id ?? afterId;
  }
}

async function tierMeans(
  db: Connection,
  of: TierYear,
  method: StoredMethod,
): Promise<(indicator: EvaluationIndicator) => number | null> {
  const sums = new Map<EvaluationIndicator, { sum: number; known: number }>();
  if (method.definition.items.some((item) => item.baseline === 'tier-mean')) {
    for await (const page of pages(db, of)) {
      for (const row of page) {
        for (const [indicator, value] of Object.entries(indicatorValues(row)) as [
          EvaluationIndicator,
          number | null,
        ][]) {
          if (value === null) continue;
          const { sum, known } = sums.get(indicator) ?? { sum: 0, known: 0 };
          sums.set(indicator, { sum: sum + value, known: known + 1 });
        }
      }
    }
  }
  return (indicator) => {
    const found = sums.get(indicator);
    return found ? found.sum / found.known : null;
  };
}

/** What went in, kept with the score so that it can be explained later. */
function inputsOf({ id: _, ...figures }: FiguresRow, evaluation: Evaluation | undefined, baselines: Baselines): string {
  const kept = evaluation?.rated
    ? { parts: evaluation.parts, missing: [] }
    : { parts: [], missing: evaluation?.missing ?? [], baselines };
  return JSON.stringify({ figures, ...kept });
}
