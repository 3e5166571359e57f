import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { axisEndOf } from '../../columns/profile.ts';
import type { RuleProfile, ThresholdRule } from '../../columns/question.ts';
import type { WhatIsTried } from '../../columns/what-is-tried.ts';
import { comparatorSign } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Segmented } from '../../ui/choices.tsx';
import { cx } from '../../ui/cx.ts';
import { Tag } from '../../ui/parts.tsx';
import { ViewLink } from '../../url/view-link.tsx';
import { conditionWords } from '../programme/condition-words.ts';
import { ruleScope } from '../programme/rule-words.ts';
import styles from './threshold.module.css';
import { type ChartKind, ThresholdChart } from './threshold-chart.tsx';
import { decimalsOf, shareOf, stepOf, ticksOf } from './threshold-shape.ts';
import { type Threshold, useThreshold } from './use-threshold.ts';

type ThresholdSliderProps = {
  readonly rule: ThresholdRule;
  readonly whatIsTried: WhatIsTried;
  /** null: the columns are on their way, and the threshold cannot be moved yet. */
  readonly profile: RuleProfile | null;
  readonly targetMuHundredths: number | null;
  /** Stands below in place of the clause. */
  readonly trial: ReactNode;
  /** What can be done with what is tried. */
  readonly acts: ReactNode;
};

/** The threshold of one rule: its value as a number and as a place on the axis, over the land that stands there. */
export function ThresholdSlider(props: ThresholdSliderProps) {
  const { rule, whatIsTried, profile, targetMuHundredths, trial, acts } = props;
  const { text, format } = useText();
  const { whatIf, programme } = text;
  const [kind, setKind] = useState<ChartKind>('bars');
  const threshold = useThreshold(rule, whatIsTried);
  const axisEnd = axisEndOf(rule);
  const step = stepOf(axisEnd);
  const decimals = decimalsOf(step);
  const indicator = programme.indicator[rule.indicator];
  // Where there are several rules, each is named by its scope above.
  const scope = whatIsTried.rules.length > 1 ? [] : ruleScope(text, rule);
  const bounds = [...scope, ...(rule.when ? [conditionWords(text, rule.when)] : [])];
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !threshold.isTried) return;
    // Spent here: the same key must not also close a dossier.
    event.preventDefault();
    event.stopPropagation();
    threshold.reset();
  };
  return (
    <fieldset className={styles.threshold} aria-label={whatIf.threshold(indicator)} onKeyDown={onKey}>
      <div className={styles.head}>
        <p className={styles.words}>
          {indicator} {comparatorSign(rule.comparator)}{' '}
          <NumberField
            label={whatIf.thresholdNumber(indicator)}
            threshold={threshold}
            step={step}
            decimals={decimals}
            isOff={profile === null}
          />{' '}
          {programme.ruleUnit[rule.unit]}
        </p>
        <p className={styles.line} title={programme.inclusive[rule.comparator]}>
          {[
            ...bounds,
            whatIf.programmeLine(format.number(rule.value, decimals)),
            whatIf.inclusive[rule.comparator],
          ].join(' · ')}
        </p>
      </div>
      <ThresholdChart
        kind={kind}
        profile={profile}
        rule={rule}
        value={threshold.value}
        targetMuHundredths={targetMuHundredths}
      />
      <Slider
        label={whatIf.threshold(indicator)}
        words={`${comparatorSign(rule.comparator)} ${format.number(threshold.value, decimals)} ${programme.ruleUnit[rule.unit]}`}
        threshold={threshold}
        axis={{ end: axisEnd, step, line: rule.value }}
        isOff={profile === null}
      />
      <div className={styles.foot}>
        <ol className={styles.ticks} aria-hidden="true">
          {ticksOf(axisEnd).map((tick, index) => (
            <li key={tick} style={{ left: `${index * 20}%` }}>
              {index === 5
                ? whatIf.beyond(format.number(tick, tick % 1 === 0 ? 0 : 1))
                : format.number(tick, tick % 1 === 0 ? 0 : 1)}
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.below}>
        {trial ?? <ClauseLine rule={rule} document={whatIsTried.programme?.document} />}
        <Segmented
          className={styles.kinds}
          label={whatIf.view}
          value={kind}
          choices={[
            { value: 'bars', label: whatIf.bars },
            { value: 'curve', label: whatIf.curve },
          ]}
          onChoose={setKind}
        />
        {acts}
      </div>
    </fieldset>
  );
}

type ClauseLineProps = {
  readonly rule: ThresholdRule;
  readonly document: NonNullable<WhatIsTried['programme']>['document'] | undefined;
};

/** The clause of the rule, and whether its document is in force. */
function ClauseLine({ rule, document }: ClauseLineProps) {
  const { text } = useText();
  const { programme } = text;
  return (
    <>
      <ViewLink
        patch={{ job: 'programme', sel: null }}
        className={styles.clause}
        lang="zh-CN"
        title={rule.clause.paraphrase}
      >
        {programme.clauseOf(rule.clause.document, rule.clause.number)}
      </ViewLink>
      {document && (
        <Tag slim tone={document.status === 'draft' ? 'warn' : 'plain'} title={document.statusNote}>
          {programme.status[document.status]}
        </Tag>
      )}
    </>
  );
}

type Axis = { readonly end: number; readonly step: number; readonly line: number };
type SliderProps = {
  readonly label: string;
  readonly words: string;
  readonly threshold: Threshold;
  readonly axis: Axis;
  readonly isOff: boolean;
};

/** The browser's own slider: arrows, Page, Home and End, touch and screen readers work as everywhere. */
function Slider({ label, words, threshold, axis, isOff }: SliderProps) {
  const input = useRef<HTMLInputElement>(null);
  const isHeld = useRef(false);
  const latest = useRef(threshold);
  latest.current = threshold;
  useEffect(() => {
    const element = input.current;
    if (!element) return;
    // React's own onChange speaks at every move; this one at the end of each.
    const released = () => latest.current.release(isHeld.current ? undefined : 'soon');
    element.addEventListener('change', released);
    return () => element.removeEventListener('change', released);
  }, []);
  const share = shareOf(threshold.value, axis.end);
  return (
    <div className={styles.slider} style={{ '--share': share, '--line': shareOf(axis.line, axis.end) } as object}>
      <span className={styles.tick} aria-hidden="true" />
      <input
        ref={input}
        type="range"
        aria-label={label}
        aria-valuetext={words}
        min={0}
        max={axis.end}
        step={axis.step}
        value={Math.min(threshold.value, axis.end)}
        disabled={isOff}
        onPointerDown={() => {
          isHeld.current = true;
        }}
        onPointerUp={() => {
          isHeld.current = false;
        }}
        onPointerCancel={() => {
          isHeld.current = false;
        }}
        onChange={(event) => threshold.move(event.target.valueAsNumber)}
      />
    </div>
  );
}

type NumberFieldProps = {
  readonly label: string;
  readonly threshold: Threshold;
  readonly step: number;
  readonly decimals: number;
  readonly isOff: boolean;
};

/** The value as a number. What is half typed stays as it is typed; a number is tried at once. */
function NumberField({ label, threshold, step, decimals, isOff }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  const shown = typed ?? threshold.value.toFixed(decimals);
  const leave = () => {
    setTyped(null);
    threshold.release();
  };
  return (
    <input
      id={id}
      className={cx(styles.number, threshold.isTried && styles.tried)}
      style={{ width: `${Math.max(3, shown.length) + 0.9}ch` }}
      type="number"
      inputMode="decimal"
      aria-label={label}
      min={0}
      step={step}
      value={shown}
      disabled={isOff}
      onChange={(event) => {
        setTyped(event.target.value);
        const value = event.target.valueAsNumber;
        if (value >= 0 && value <= 1_000_000) {
          threshold.move(Math.round(value * 10_000) / 10_000);
          threshold.release('soon');
        }
      }}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
