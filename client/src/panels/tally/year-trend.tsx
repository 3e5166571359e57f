import { useQueries } from '@tanstack/react-query';
import type { Tally } from '@yima-guandi/server/contract';
import { useCurrent } from '../../api/current.ts';
import { tallyQuery } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { Explain } from '../../ui/explain.tsx';
import { SheetHead } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/parts.tsx';
import { ViewLink } from '../../url/view-link.tsx';
import { targetOfYear } from '../map/target-of-year.ts';
import { behindNumber } from './tally-rows.ts';
import { placePoints, type Trend, type YearSums } from './trend-points.ts';
import styles from './year-trend.module.css';

/** Years that are drawn at most, the last ones. */
const MOST_YEARS = 8;

/** Potential and pending land year by year, under the same filter; every value leads to the parcels of its year. */
export function YearTrend({ tally }: { readonly tally: Tally }) {
  const { text } = useText();
  const { jurisdiction } = useCurrent();
  const years = (jurisdiction?.years ?? []).slice(-MOST_YEARS);
  const filter = tally.filter ?? undefined;
  const replies = useQueries({
    queries: years.map((year) => tallyQuery({ jurisdiction: tally.jurisdiction, year, by: 'class', filter })),
  });
  if (years.length < 2) return null;
  const known = replies.flatMap(({ data }) => (data ? [data] : []));
  return (
    <section className={styles.block}>
      <SheetHead
        title={text.tally.trend}
        explain={<Explain of="trend" />}
        note={
          <>
            {text.tally.mu}
            <span className={cx(styles.key, styles.keyPotential)} />
            {text.tally.potential}
            <span className={cx(styles.key, styles.keyPending)} />
            {text.tally.pending}
          </>
        }
      />
      {known.length < years.length ? (
        <Skeleton height={200} />
      ) : (
        <Chart sums={known.map(sumsOf)} year={tally.year} target={targetOfYear(tally.targets, tally.year)} />
      )}
    </section>
  );
}

const sumsOf = ({ year, total }: Tally): YearSums => ({
  year,
  potential: total.potential.muHundredths,
  pending: total.pending.muHundredths,
});

/** From here on, per cent from the top, a number under its dot would stand on the years. */
const FOOT = 84;

/** The lower of two values has its number under its dot, so that near ones do not cover each other. */
const isLower = (point: Trend['points'][number], part: 'potential' | 'pending'): boolean =>
  point[part] < FOOT && (part === 'pending' ? point.pending >= point.potential : point.potential > point.pending);

type ChartProps = {
  readonly sums: readonly YearSums[];
  readonly year: number;
  readonly target: Tally['targets'][number] | null;
};

function Chart({ sums, year, target }: ChartProps) {
  const { text, format } = useText();
  const chart = placePoints(sums, target?.muHundredths ?? null);
  const path = (part: 'potential' | 'pending') => chart.points.map((point) => `${point.x},${point[part]}`).join(' ');
  return (
    <div className={styles.chart}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {chart.ticks.map(({ y }) => (
          <line key={y} x1="0" x2="100" y1={y} y2={y} className={styles.grid} />
        ))}
        {chart.targetY !== null && (
          <line x1="0" x2="100" y1={chart.targetY} y2={chart.targetY} className={styles.target} />
        )}
        <polyline points={path('pending')} className={styles.pending} />
        <polyline points={path('potential')} className={styles.potential} />
      </svg>
      {chart.ticks.map(({ y, value }) => (
        <span key={y} className={styles.tick} style={{ top: `${y}%` }}>
          {format.mu(value)}
        </span>
      ))}
      {chart.targetY !== null && (
        <span className={styles.targetWord} style={{ top: `${chart.targetY}%` }}>
          {text.tally.target} {format.mu(target?.muHundredths ?? null)}
        </span>
      )}
      <ol>
        {chart.points.map((point) => (
          <li key={point.year} style={{ left: `${point.x}%` }} aria-current={point.year === year ? 'true' : undefined}>
            {(['potential', 'pending'] as const).map((part) => (
              <ViewLink
                key={part}
                className={cx(styles.value, styles[part], isLower(point, part) && styles.below)}
                style={{ top: `${point[part]}%` }}
                patch={{ ...behindNumber({ by: 'town', part }), y: point.year }}
                aria-label={`${text.tally.year(point.year)} ${text.tally[part]} ${format.mu(point.sums[part])}`}
              >
                {format.mu(point.sums[part])}
              </ViewLink>
            ))}
            <ViewLink className={styles.year} patch={{ y: point.year }}>
              {point.year}
            </ViewLink>
          </li>
        ))}
      </ol>
    </div>
  );
}
