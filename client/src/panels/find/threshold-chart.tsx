import { useId } from 'react';
import type { RuleProfile, ThresholdRule } from '../../columns/question.ts';
import { useText } from '../../text/use-text.ts';
import { Skeleton } from '../../ui/parts.tsx';
import styles from './threshold.module.css';
import { BOX, barsPath, curveShape, decimalsOf, shareOf, stepOf } from './threshold-shape.ts';

export type ChartKind = 'bars' | 'curve';
type ThresholdChartProps = {
  readonly kind: ChartKind;
  readonly profile: RuleProfile | null;
  readonly rule: ThresholdRule;
  readonly value: number;
  readonly targetMuHundredths: number | null;
};

/** Land over the axis of the slider: as bars by value, or as the curve of what each threshold would find. */
export function ThresholdChart({ kind, profile, rule, value, targetMuHundredths }: ThresholdChartProps) {
  const { text } = useText();
  const clip = useId();
  if (!profile)
    return (
      <div className={styles.chart}>
        <Skeleton height="100%" />
      </div>
    );
  const isBelow = rule.comparator === '<' || rule.comparator === '<=';
  const at = shareOf(value, profile.axisEnd) * BOX;
  const indicator = text.programme.indicator[rule.indicator];
  if (kind === 'curve') return <Curve profile={profile} at={at} targetMuHundredths={targetMuHundredths} />;
  const path = barsPath(profile.barsMuHundredths);
  return (
    <div className={styles.chart} role="img" aria-label={text.whatIf.barsLabel(indicator)}>
      <svg viewBox={`0 0 ${BOX} ${BOX}`} preserveAspectRatio="none" aria-hidden="true">
        <clipPath id={clip}>
          <rect x={isBelow ? 0 : at} y="0" width={isBelow ? at : BOX - at} height={BOX} />
        </clipPath>
        <path d={path} className={styles.bars} />
        <path d={path} className={styles.foundBars} clipPath={`url(#${clip})`} />
      </svg>
    </div>
  );
}

type CurveProps = Pick<ThresholdChartProps, 'targetMuHundredths'> & {
  readonly profile: RuleProfile;
  readonly at: number;
};

function Curve({ profile, at, targetMuHundredths }: CurveProps) {
  const { text, format } = useText();
  const { whatIf } = text;
  const shape = curveShape(profile, targetMuHundredths);
  const steps = profile.curveMuHundredths.length - 1;
  const here = profile.curveMuHundredths[Math.round((at / BOX) * steps)] ?? 0;
  const { crossing, axisEnd } = profile;
  const reached = typeof crossing === 'number' && crossing <= axisEnd ? shareOf(crossing, axisEnd) * BOX : null;
  const decimals = decimalsOf(stepOf(axisEnd)) + 1;
  const said =
    crossing === null
      ? ''
      : crossing === 'met'
        ? whatIf.reachedMet
        : crossing === 'unreachable'
          ? whatIf.reachedNever
          : whatIf.reachedAt(format.number(crossing, decimals));
  return (
    <div className={styles.chart} role="img" aria-label={`${whatIf.curveLabel}${said ? `, ${said}` : ''}`}>
      <svg viewBox={`0 0 ${BOX} ${BOX}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={shape.area} className={styles.curveArea} />
        <path d={shape.line} className={styles.curve} />
        {shape.targetY !== null && (
          <line x1="0" x2={BOX} y1={shape.targetY} y2={shape.targetY} className={styles.targetLine} />
        )}
        <line x1={at} x2={at} y1={shape.yOf(here)} y2={BOX} className={styles.here} />
      </svg>
      {reached !== null && shape.targetY !== null && (
        <i className={styles.crossing} style={{ left: `${reached}%`, top: `${shape.targetY}%` }} />
      )}
      <i className={styles.hereDot} style={{ left: `${at}%`, top: `${shape.yOf(here)}%` }} />
      {said && <span className={styles.said}>{said}</span>}
    </div>
  );
}
