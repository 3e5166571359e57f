import type { ScenarioComparison } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { SheetHead } from '../../ui/page.tsx';
import styles from './comparison.module.css';
import { type ComparedFigure, toldFigure } from './figure-words.ts';
import { scenarioColour } from './scenario-look.ts';

const CHARTED = [
  'freedMuHundredths',
  'tax10kYuan',
  'taxPerFreedMu10kYuan',
  'employees',
  'owners',
  'compactness',
] as const satisfies readonly ComparedFigure[];
const BAR_PX = 14;
const GAP_PX = 6;

/** A small bar chart for each figure that decides, each on its own scale from 0. */
export function ComparisonChart({ comparison }: { readonly comparison: ScenarioComparison }) {
  const words = useText().text.scenarios;
  return (
    <section>
      <SheetHead title={words.chart} />
      <div className={styles.charts}>
        {CHARTED.map((figure) => (
          <Chart key={figure} figure={figure} comparison={comparison} />
        ))}
      </div>
    </section>
  );
}

type ChartProps = { readonly figure: ComparedFigure; readonly comparison: ScenarioComparison };

function Chart({ figure, comparison: { scenarios, rows } }: ChartProps) {
  const { text, format } = useText();
  const words = text.scenarios;
  const values = rows.find((row) => row.figure === figure)?.values ?? [];
  const targets = figure === 'freedMuHundredths' ? scenarios.map(({ targetMu }) => targetMu && targetMu * 100) : [];
  const longest = Math.max(...values.map((value) => value ?? 0), ...targets.map((target) => target ?? 0), 1e-9);
  const widthOf = (value: number) => `${(Math.max(0, value) / longest) * 100}%`;
  return (
    <figure>
      <figcaption>
        {words.figures[figure]} <small>{words.units[figure]}</small>
      </figcaption>
      <div className={styles.bars}>
        <svg width="100%" height={values.length * (BAR_PX + GAP_PX)} aria-hidden="true">
          {values.map((value, place) => {
            const y = place * (BAR_PX + GAP_PX);
            const target = targets[place] ?? null;
            return (
              <g key={scenarios[place]?.id}>
                <rect y={y} width="100%" height={BAR_PX} rx="2" className={styles.ground} />
                {value !== null && (
                  <rect y={y} width={widthOf(value)} height={BAR_PX} rx="2" fill={scenarioColour(place)} />
                )}
                {target !== null && (
                  <line
                    x1={widthOf(target)}
                    x2={widthOf(target)}
                    y1={y - 2}
                    y2={y + BAR_PX + 2}
                    className={styles.target}
                  />
                )}
              </g>
            );
          })}
        </svg>
        <ul>
          {values.map((_, place) => (
            <li key={scenarios[place]?.id} style={{ height: BAR_PX + GAP_PX }}>
              <span className={styles.unseen}>{scenarios[place]?.name} </span>
              {scenarios[place] && toldFigure(format, words, figure, scenarios[place].figures)}
            </li>
          ))}
        </ul>
      </div>
    </figure>
  );
}
