import type { Tally } from '@yima-guandi/server/contract';
import { useId } from 'react';
import type { TallyLine } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { SheetHead } from '../../ui/page.tsx';
import styles from './potential-chart.module.css';
import { rowLabel, sortRows } from './tally-rows.ts';

const MOST_BARS = 12;
type Bar = { readonly key: string; readonly label: string; readonly all: number; readonly potential: number };

/** Keeps the longest bars and folds the others into one, so that the bars still hold all of the potential. */
export function foldBars(bars: readonly Bar[], restLabel: (rows: number) => string): Bar[] {
  if (bars.length <= MOST_BARS) return [...bars];
  const rest = bars.slice(MOST_BARS - 1);
  const add = (part: 'all' | 'potential') => rest.reduce((sum, bar) => sum + bar[part], 0);
  return [
    ...bars.slice(0, MOST_BARS - 1),
    { key: 'rest', label: restLabel(rest.length), all: add('all'), potential: add('potential') },
  ];
}

/** Potential of each group inside all of its land, on one scale of mu. */
export function PotentialChart({ tally }: { readonly tally: Tally }) {
  const { text, format, language } = useText();
  const { tally: words } = text;
  const toBar = (row: TallyLine): Bar => ({
    key: row.key ?? '',
    label: rowLabel(text, language, tally.by, row),
    all: row.all.muHundredths,
    potential: row.potential.muHundredths,
  });
  const bars = foldBars(sortRows(tally.by, tally.rows).map(toBar), (rows) => words.rest(format.number(rows)));
  const hatch = useId();
  const longest = Math.max(1, ...bars.map((bar) => bar.all));
  return (
    <section className={styles.chart}>
      <SheetHead
        title={words.chart(words.groups[tally.by])}
        note={
          <>
            <span className={cx(styles.key, styles.potential)} />
            {words.potential}
            <span className={cx(styles.key, styles.all)} />
            {words.all} · {words.mu}
          </>
        }
      />
      <svg width="0" height="0" aria-hidden="true" className={styles.defs}>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" className={styles.hatchGround} />
          <path d="M0 0V4" className={styles.hatchLine} />
        </pattern>
      </svg>
      <ol className={styles.bars}>
        {bars.map((bar) => (
          <li key={bar.key}>
            <span className={styles.label} title={bar.label}>
              {bar.label}
            </span>
            <svg
              width="100%"
              height="12"
              role="img"
              aria-label={`${words.potential} ${format.mu(bar.potential)} / ${format.mu(bar.all)} ${words.mu}`}
            >
              <rect width={`${(bar.all / longest) * 100}%`} height="12" rx="2" className={styles.allBar} />
              {bar.potential > 0 && (
                <rect
                  width={`${(bar.potential / longest) * 100}%`}
                  height="12"
                  rx="2"
                  fill={`url(#${hatch})`}
                  className={styles.potentialBar}
                />
              )}
            </svg>
            <span className={styles.value}>{format.mu(bar.potential)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
