import type { ProposalResult } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { lossShape } from './loss-shape.ts';
import styles from './proposals.module.css';

type LossChartProps = {
  readonly result: ProposalResult;
  readonly targetMu: number;
  readonly chosen: number | null;
  readonly onChoose: (proposal: number) => void;
};

/** What each freed mu costs: the curve, the target, and each proposal as a dot that opens it. */
export function LossChart({ result, targetMu, chosen, onChoose }: LossChartProps) {
  const { text, format } = useText();
  const words = text.proposals;
  const shape = lossShape(result, targetMu * 100);
  return (
    <figure className={styles.chart}>
      <figcaption>{words.curve}</figcaption>
      <div className={styles.plot}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={words.curve}>
          <path d={shape.line} />
          <line x1={shape.targetX} x2={shape.targetX} y1="0" y2="100" />
        </svg>
        {result.proposals.map(({ sums }, index) => {
          const { x, y } = shape.at(sums);
          return (
            <button
              key={words.name(index)}
              type="button"
              className={cx(styles.dot, index === chosen && styles.chosenDot)}
              style={{ left: `${x}%`, top: `${y}%` }}
              aria-label={words.name(index)}
              title={`${words.name(index)} · ${format.muExact(sums.freedMuHundredths)} ${text.common.units.mu}`}
              onClick={() => onChoose(index)}
            />
          );
        })}
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>0</span>
        <span style={{ left: `${shape.targetX}%` }}>{format.number(targetMu)}</span>
        <span>{format.mu(shape.endMuHundredths)}</span>
      </div>
    </figure>
  );
}
