import type { EvaluationMethod, TierDistribution } from '@yima-guandi/server/contract';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { Empty, Hint } from '../../ui/parts.tsx';
import { isKnownClass } from '../../url/view.ts';
import { Card } from './card.tsx';
import styles from './distribution.module.css';
import { type CutLine, type DistributionChart, layDistribution, roundShare, shareAbove } from './distribution.ts';
import type { MethodEditor } from './use-evaluation.ts';

type DistributionCardProps = {
  readonly distribution: TierDistribution;
  readonly editor: MethodEditor;
  /** Enterprises of the year that belong to no tier. */
  readonly notInATier: number;
  readonly stale: boolean;
};

/** How many enterprises have which score, where the classes are cut, and the lines to move them by. */
export function DistributionCard({ distribution, editor, notInATier, stale }: DistributionCardProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const chart = layDistribution(distribution);
  const unrated = distribution.enterprises - distribution.rated;
  const reasons = distribution.unrated.map(
    ({ reason, name, enterprises }) => `${name ?? words.unratedReasons[reason]} ${format.number(enterprises)}`,
  );
  const foot = [
    ...(reasons.length > 0 ? [words.unratedBy(reasons.join(' · '))] : []),
    ...(notInATier > 0 ? [words.notInATier(format.number(notInATier))] : []),
  ];
  const canDrag = !editor.isClosed && (chart?.lines.length ?? 0) > 0;
  const note = [
    words.rated(format.number(distribution.rated)),
    words.unratedCount(format.number(unrated)),
    ...(distribution.vetoed > 0 ? [words.vetoed(format.number(distribution.vetoed))] : []),
    ...(canDrag ? [words.dragHint] : []),
  ].join(' · ');
  return (
    <Card
      title={editor.isDraft ? words.preview : words.distribution}
      explain={<Explain of="distribution" />}
      note={stale ? text.common.updating : note}
      stale={stale}
    >
      {chart ? <Chart chart={chart} distribution={distribution} editor={editor} /> : <Empty>{words.noRated}</Empty>}
      {foot.length > 0 && <Hint>{foot.join('　')}</Hint>}
    </Card>
  );
}

type ChartProps = {
  readonly chart: DistributionChart;
  readonly distribution: TierDistribution;
  readonly editor: MethodEditor;
};
const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`;

function Chart({ chart, distribution, editor }: ChartProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const plot = useRef<HTMLDivElement>(null);
  const count = (name: string | undefined) =>
    distribution.classes.find((each) => each.class === name)?.enterprises ?? 0;
  const scoreAt = (clientX: number) => {
    const box = plot.current?.getBoundingClientRect();
    if (!box || box.width === 0) return chart.from;
    const part = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    return chart.from + part * (chart.to - chart.from);
  };
  const rows = Math.max(0, ...chart.lines.map(({ level }) => level));
  return (
    <div className={styles.chart} style={{ '--rows': rows } as CSSProperties}>
      <div ref={plot} className={styles.plot}>
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={words.histogram(format.number(chart.from), format.number(chart.to))}
        >
          <DHatch />
          {chart.bars.map((bar) =>
            bar.parts.map((part) => <BarPart key={`${bar.x} ${part.class}`} x={bar.x} width={bar.width} part={part} />),
          )}
        </svg>
        {chart.lines.map((line, index) => (
          <Line
            key={line.better}
            line={line}
            leftWords={index === chart.lines.length - 1 ? `${line.worse} ${format.number(count(line.worse))}` : ''}
            rightWords={`${line.better} ${format.number(count(line.better))}`}
            editor={editor}
            distribution={distribution}
            scoreAt={scoreAt}
            step={(chart.to - chart.from) / 200}
          />
        ))}
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span style={{ left: 0 }}>{format.number(chart.from)}</span>
        <span className={styles.end}>{words.andAbove(format.number(chart.last))}</span>
      </div>
    </div>
  );
}

/** Hatched where it is the worst class, so that no colour stands alone. */
const DHatch = () => (
  <defs>
    <pattern id="d-hatch" width="1.2" height="2.4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="0.4" height="2.4" fill="#fff" fillOpacity="0.42" />
    </pattern>
  </defs>
);

type BarPartProps = {
  readonly x: number;
  readonly width: number;
  readonly part: DistributionChart['bars'][number]['parts'][number];
};

function BarPart({ x, width, part }: BarPartProps) {
  if (part.height === 0) return null;
  const box = {
    x: (x + width * 0.12) * 100,
    width: width * 76,
    y: (1 - part.y - part.height) * 100,
    height: part.height * 100,
  };
  return (
    <>
      <rect {...box} className={isKnownClass(part.class) ? styles[`fill${part.class}`] : styles.fillOther} />
      {part.class === 'D' && <rect {...box} fill="url(#d-hatch)" />}
    </>
  );
}

type LineProps = {
  readonly line: CutLine;
  readonly leftWords: string;
  readonly rightWords: string;
  readonly editor: MethodEditor;
  readonly distribution: TierDistribution;
  readonly scoreAt: (clientX: number) => number;
  readonly step: number;
};

/** The line between two classes: dragged, or moved by the arrow keys. */
function Line({ line, leftWords, rightWords, editor, distribution, scoreAt, step }: LineProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const [dragged, setDragged] = useState<number | null>(null);
  const { method, change, isClosed } = editor;
  const score = dragged ?? line.score;
  const at = (value: number) => {
    const moved = moveCut(method, line.better, value, distribution);
    if (moved) change(`line ${line.better}`, moved);
  };
  const onMove = (event: PointerEvent) => {
    if (dragged !== null) setDragged(scoreAt(event.clientX));
  };
  const onUp = () => {
    if (dragged !== null) at(dragged);
    setDragged(null);
  };
  const onKey = (event: KeyboardEvent) => {
    const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (direction === undefined || isClosed) return;
    event.preventDefault();
    const nudged = nudgeCut(method, line.better, direction, step);
    if (nudged) change(`line ${line.better}`, nudged);
  };
  const x = dragged === null ? line.x : line.x + (dragged - line.score) * slope(line, distribution);
  return (
    <div
      className={styles.line}
      style={{ left: percent(Math.min(1, Math.max(0, x))), '--level': line.level } as CSSProperties}
    >
      {leftWords !== '' && <span className={styles.left}>{leftWords}</span>}
      <span className={styles.right}>{rightWords}</span>
      <b className={styles.score}>{format.number(score, 2)}</b>
      {!isClosed && (
        <div
          role="slider"
          tabIndex={0}
          className={styles.handle}
          aria-label={words.cutLine(line.better, line.worse)}
          aria-valuenow={Number(score.toFixed(2))}
          aria-valuetext={words.cutAt(format.number(score, 2))}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setDragged(line.score);
          }}
          onPointerMove={onMove}
          onPointerUp={onUp}
          onPointerCancel={() => setDragged(null)}
          onKeyDown={onKey}
        />
      )}
    </div>
  );
}

/** How far a point of score is, in parts of the width. */
function slope(line: CutLine, { histogram: { bins, binWidth } }: TierDistribution): number {
  const from = Math.min(0, bins[0]?.from ?? 0);
  const to = (bins.at(-1)?.from ?? 0) + binWidth;
  return line.score === from && to === from ? 0 : 1 / (to - from);
}

/** The method with one line set to a score: of ranks, to the share that lies above it. */
function moveCut(
  method: EvaluationMethod,
  name: string,
  score: number,
  distribution: TierDistribution,
): EvaluationMethod | null {
  const cut = method.classes.find((each) => each.name === name);
  if (!cut) return null;
  const moved =
    'throughShare' in cut
      ? { ...cut, throughShare: roundShare(shareAbove(distribution, score)) }
      : { ...cut, fromScore: Number(score.toFixed(1)) };
  return withCut(method, moved);
}

function nudgeCut(method: EvaluationMethod, name: string, direction: number, step: number): EvaluationMethod | null {
  const cut = method.classes.find((each) => each.name === name);
  if (!cut) return null;
  if ('throughShare' in cut)
    return withCut(method, { ...cut, throughShare: roundShare(cut.throughShare - direction * 0.005) });
  return withCut(method, { ...cut, fromScore: Number(((cut.fromScore ?? 0) + direction * step).toFixed(2)) });
}

const withCut = (method: EvaluationMethod, cut: EvaluationMethod['classes'][number]): EvaluationMethod => ({
  ...method,
  classes: method.classes.map((each) => (each.name === cut.name ? cut : each)),
});
